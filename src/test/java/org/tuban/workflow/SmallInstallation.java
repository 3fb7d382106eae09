package org.tuban.workflow;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.tuban.layer.DataFolder;

/** An installation with one layer of plots and one workflow of three states. */
final class SmallInstallation {

    static final String WORKFLOW = "workflows/plot-life.json";
    static final String LAYER = "layers/plot.json";

    private SmallInstallation() {}

    static DataFolder in(Path folder) throws IOException {
        return DataFolder.copyOf(Path.of("src/test/resources/workflow/small"), folder);
    }

    static Map<String, Workflow> workflows(DataFolder data) {
        return new WorkflowFiles(data.files(), data.layers()).read();
    }
}
