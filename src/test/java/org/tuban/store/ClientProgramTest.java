package org.tuban.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientProgramTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private static ClientProgram shell(String script) {
        return new ClientProgram("sh", List.of("-c", script), Map.of("WORD", "told"));
    }

    @Test
    void givesWhatIsPrinted() throws IOException {
        assertThat(shell("echo $WORD").print()).isEqualTo("told\n");
    }

    @Test
    void waitsForOneThatPrintsMoreThanAPipeHolds() throws IOException {
        shell("head -c 1000000 /dev/zero").run(LONG);
    }

    @Test
    void passesComplaintsOn() {
        assertThatThrownBy(() -> shell("echo no room >&2; exit 3").run(LONG))
                .isInstanceOf(StoreCopy.Refusal.class)
                .hasMessage("sh: no room");
        assertThatThrownBy(() -> shell("echo no room >&2; exit 3").print()).hasMessage("sh: no room");
    }

    @Test
    void endsOneThatGoesInACircle() {
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        assertThatThrownBy(() -> shell("echo begun; while :; do :; done").run(Duration.ofSeconds(1)))
                .isInstanceOf(StoreCopy.Refusal.class)
                .hasMessageContaining("sh got nowhere for 1 s and was ended");
        assertThat(ProcessHandle.current().children()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void saysWhatToInstall() {
        assertThatThrownBy(() -> new ClientProgram("no-such-program", List.of(), Map.of()).run(LONG))
                .hasMessageContaining("no-such-program is not installed here");
    }
}
