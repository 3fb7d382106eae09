package org.tuban.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuban.access.Role;
import org.tuban.layer.DataFileException;
import org.tuban.layer.DataFolder;

class WorkflowFilesTest {

    private DataFolder data;

    @BeforeEach
    void copyData(@TempDir Path folder) throws IOException {
        data = SmallInstallation.in(folder);
    }

    @Test
    void readsStatesTransitionsAndEvidence() {
        Workflow workflow = SmallInstallation.workflows(data).get("plot-life");

        assertThat(workflow.states()).extracting(State::id).containsExactly("OPEN", "SIGNED", "DONE");
        assertThat(workflow.from("SIGNED")).extracting(Transition::to).containsExactly("DONE", "OPEN");
        Transition signing = workflow.from("OPEN").get(0);
        assertThat(signing.roles()).isEqualTo(EnumSet.of(Role.LEAD, Role.PLANNER));
        assertThat(signing.requirement("signed").orElseThrow().maximumField()).isEqualTo("homes");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "initial": "OPEN"         | "initial": "BEGUN"         | there is no state "BEGUN" to begin in
            "to": "SIGNED", "dir      | "to": "SINGED", "dir       | there is no state "SINGED"
            "to": "OPEN", "dir        | "to": "DONE", "dir         | transition SIGNED to DONE is there twice
            {"id": "DONE"             | {"id": "SIGNED"            | state "SIGNED" is there twice
            "to": "DONE", "dir        | "to": "SIGNED", "dir       | no transitions lead from OPEN to state "DONE"
            "writes": "homes"         | "writes": "houses"         | layer "plot" has no field "houses" to write
            "writes": "far"           | "writes": "homes"          | a value of type number does not fit field "homes" of layer "plot", which is of type integer
            "writes": "document"      | "writes": "status"         | it writes the status field "status"; only the step itself does
            "codeList": "method"      | "codeList": "ways"         | there is no code list "ways"
            "codeList": "method"      | "codeList": "plot-status"  | a value of type code does not fit field "method"
            "maximumField": "homes"   | "maximumField": "flats"    | maximumField "flats" is no number of the step or of layer "plot"
            "direction": "backward"   | "direction": "backward", "colour": "red" | colour
            "roles": ["planner"], "re | "roles": [], "re           | needs roles
            "roles": ["planner"], "re | "roles": ["chief"], "re    | chief
            "direction": "backward"   | "direction": "upward"      | upward
            "color": "#0C2890"        | "color": "blue"            | state "SIGNED": color is "blue", allowed is #RRGGBB
            "id": "plot-life"         | "id": "Plot life"          | workflow id "Plot life"
            "field": "minute"         | "field": "photo"           | asks for "photo" twice
            "field": "reason", "type" | "field": "The reason", "type" | evidence field "The reason"
            "type": "integer", "title": {"zh": "已签" | "type": "date", "title": {"zh": "已签" | minimum and maximum belong to numbers
            "maximum": 3.5            | "maximum": -1              | minimum 0.0 is above maximum -1.0
            "group": "proof"          | "group": "proof", "required": true | one of a group cannot be required by itself
            """)
    void refusesBrokenDefinition(String text, String by, String reason) throws IOException {
        data.replace(SmallInstallation.WORKFLOW, text, by);

        assertThatThrownBy(() -> SmallInstallation.workflows(data))
                .isInstanceOf(DataFileException.class)
                .hasMessageStartingWith("workflows/plot-life.json, line ")
                .hasMessageContaining(reason);
    }

    @Test
    void namesTheLineOfTheTransitionThatIsWrong() throws IOException {
        data.replace(SmallInstallation.WORKFLOW, "\"codeList\": \"method\"", "\"codeList\": \"ways\"");
        int line = data.lineOf(SmallInstallation.WORKFLOW, "\"from\": \"SIGNED\", \"to\": \"DONE\"");

        assertThatThrownBy(() -> SmallInstallation.workflows(data))
                .hasMessageStartingWith("workflows/plot-life.json, line %d: ".formatted(line));
    }

    @Test
    void refusesStatusListThatIsNotTheStates() throws IOException {
        data.replace("codelists/plot-status.json", "\"DONE\"", "\"FINISHED\"");

        assertThatThrownBy(() -> SmallInstallation.workflows(data))
                .isInstanceOf(DataFileException.class)
                .hasMessageStartingWith("layers/plot.json, line ")
                .hasMessageContaining("it holds [FINISHED, OPEN, SIGNED], the states are [DONE, OPEN, SIGNED]");
    }

    @Test
    void refusesStatusFieldThatIsNoCode() throws IOException {
        data.replace(SmallInstallation.LAYER, "\"statusField\": \"status\"", "\"statusField\": \"name\"");

        assertThatThrownBy(() -> SmallInstallation.workflows(data))
                .isInstanceOf(DataFileException.class)
                .hasMessageContaining("statusField \"name\" must be of type code");
    }

    @Test
    void refusesLayerWhoseWorkflowIsMissing() throws IOException {
        data.replace(SmallInstallation.LAYER, "\"workflow\": \"plot-life\"", "\"workflow\": \"plot-death\"");
        int line = data.lineOf(SmallInstallation.LAYER, "plot-death");

        assertThatThrownBy(() -> SmallInstallation.workflows(data))
                .isInstanceOf(DataFileException.class)
                .hasMessage("layers/plot.json, line %d: there is no workflow \"plot-death\"".formatted(line));
    }
}
