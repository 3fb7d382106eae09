package org.tuban.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuban.access.Caller;
import org.tuban.access.Role;

class NextStepsTest {

    private static final Caller LEAD = new Caller("mei", "梅", Set.of(Role.LEAD), true);
    private static final Caller PLANNER = new Caller("lin", "林", Set.of(Role.PLANNER), true);
    private static final Caller ADMIN = new Caller("tao", "陶", Set.of(Role.ADMIN), true);
    private static final Caller VIEWER = new Caller("wei", "魏", Set.of(Role.VIEWER), true);

    private Workflow workflow;

    @BeforeEach
    void readInstallation(@TempDir Path folder) throws IOException {
        workflow = SmallInstallation.workflows(SmallInstallation.in(folder)).get("plot-life");
    }

    @Test
    void opensToALeadWhatIsAssigned() {
        NextSteps next = NextSteps.of(workflow, "OPEN", LEAD, () -> true);

        assertThat(next.open()).extracting(Transition::to).containsExactly("SIGNED");
        assertThat(next.closed()).isNull();
    }

    @Test
    void closesToALeadWhatIsNotAssigned() {
        NextSteps next = NextSteps.of(workflow, "OPEN", LEAD, () -> false);

        assertThat(next.open()).isEmpty();
        assertThat(next.closed()).isEqualTo(NextSteps.Closed.NOT_YOURS);
    }

    @Test
    void closesToALeadWhatNeedsAPlannerWithoutAskingForTheTerritory() {
        NextSteps next = NextSteps.of(workflow, "SIGNED", LEAD, () -> {
            throw new AssertionError("asked");
        });

        assertThat(next.closed()).isEqualTo(NextSteps.Closed.ROLE);
    }

    @Test
    void opensEverywhereToPlannersAndAdministrators() {
        for (Caller caller : Set.of(PLANNER, ADMIN)) {
            NextSteps next = NextSteps.of(workflow, "SIGNED", caller, () -> false);

            assertThat(next.open()).extracting(Transition::to).containsExactly("DONE", "OPEN");
        }
    }

    @Test
    void saysWhyNothingIsOpenToViewersAndThePublic() {
        assertThat(NextSteps.of(workflow, "OPEN", VIEWER, () -> true).closed()).isEqualTo(NextSteps.Closed.ROLE);
        assertThat(NextSteps.of(workflow, "OPEN", Caller.ANONYMOUS, () -> true).closed())
                .isEqualTo(NextSteps.Closed.NOT_SIGNED_IN);
    }

    @Test
    void givesNoReasonWhereTheWorkflowEnds() {
        assertThat(NextSteps.of(workflow, "DONE", Caller.ANONYMOUS, () -> false).closed())
                .isNull();
    }

    @Test
    void showsAStateThatTheWorkflowNoLongerHas() {
        NextSteps next = NextSteps.of(workflow, "FORGOTTEN", PLANNER, () -> false);

        assertThat(next.label().zh()).isEqualTo("FORGOTTEN");
        assertThat(next.open()).isEmpty();
    }

    @Test
    void checksOneStepLikeTheList() {
        Transition signing = workflow.from("OPEN").get(0);

        assertThat(NextSteps.whyNot(signing, LEAD, () -> true)).isNull();
        assertThat(NextSteps.whyNot(signing, LEAD, () -> false)).isEqualTo(NextSteps.Closed.NOT_YOURS);
        assertThat(NextSteps.whyNot(signing, PLANNER, () -> false)).isNull();
        assertThat(NextSteps.whyNot(signing, VIEWER, () -> true)).isEqualTo(NextSteps.Closed.ROLE);
        assertThat(NextSteps.whyNot(signing, Caller.ANONYMOUS, () -> true)).isEqualTo(NextSteps.Closed.NOT_SIGNED_IN);
    }
}
