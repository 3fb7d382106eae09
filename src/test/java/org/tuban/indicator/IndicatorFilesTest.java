package org.tuban.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.tuban.layer.DataFileException;
import org.tuban.layer.DataFiles;

class IndicatorFilesTest {

    @TempDir
    private Path folder;

    @Test
    void readsIndicatorsInTheirOrder() throws IOException {
        write("indicators.json", """
                [{"id": "jobs", "title": {"zh": "就业", "en": "Jobs"}, "unit": "count", "group": "industry"},
                 {"id": "brand", "title": {"zh": "品牌"}, "unit": null, "group": null}]""");

        withFiles(files -> assertThat(new Indicators(files).byId().keySet()).containsExactly("jobs", "brand"));
    }

    @Test
    void saysWhereAnIndicatorIsThereTwice() throws IOException {
        write(
                "indicators.json",
                "[{\"id\": \"jobs\", \"title\": {\"zh\": \"就业\"}},\n{\"id\": \"jobs\", \"title\": {\"zh\": \"就业\"}}]");

        withFiles(files -> assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> new Indicators(files))
                .withMessageContaining("indicators.json")
                .withMessageContaining("\"jobs\" is there twice"));
    }

    @Test
    void readsAnObservationAsTheDataFilesHaveIt() throws IOException {
        write("observations.jsonl", """
                {"id":"OBS-1","feature":{"layer":"block","id":"B-1"},"indicator":"jobs","value":105,"text":null,\
                "unit":"count","qualifier":"more_than","asOf":"2023-12","source":"src-a","basis":"overridden","note":null}
                """);

        withFiles(files -> {
            Observation read = files.readLines("observations.jsonl", Observation.class)
                    .get(0)
                    .value();
            assertThat(read.value()).isEqualTo(105);
            assertThat(read.qualifier()).isEqualTo(Qualifier.MORE_THAN);
            assertThat(read.basis()).isEqualTo(ObservationBasis.OVERRIDDEN);
            assertThat(read.version()).isZero();
        });
    }

    @Test
    void saysWhichLineHasAnUnknownQualifier() throws IOException {
        write("observations.jsonl", """
                {"id":"OBS-1","feature":{"layer":"block","id":"B-1"},"indicator":"jobs","value":1,"unit":"count",\
                "qualifier":"roughly","asOf":"2023-12","source":"src-a","basis":"stated"}
                """);

        withFiles(files -> assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> files.readLines("observations.jsonl", Observation.class))
                .withMessageContaining("observations.jsonl, line 1")
                .withMessageContaining("roughly"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void withFiles(Consumer<DataFiles> test) {
        new ApplicationContextRunner()
                .withPropertyValues("tuban.data=" + folder)
                .withBean(DataFiles.class)
                .run(context -> test.accept(context.getBean(DataFiles.class)));
    }
}
