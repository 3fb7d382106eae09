package org.tuban.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;

@ExtendWith(OutputCaptureExtension.class)
class FirstAccountsTest {

    private static final DemoAccounts DEMO = () -> List.of(
            new NewAccount("planner", "规划员", Set.of(Role.PLANNER), null),
            new NewAccount("lead", "项目负责人", Set.of(Role.LEAD), List.of(new Assignment("park", "IND-SQ"))));

    private static final Pattern GENERATED = Pattern.compile("(?:[a-z2-9]{5}-){3}[a-z2-9]{5}");

    @TempDir
    Path folder;

    private AccountDatabase database;

    @BeforeEach
    void openDatabase() {
        database = AccountDatabase.sqlite(folder);
    }

    @Test
    void makesTheDemoAccountsWithOnePasswordAndShowsItOnce(CapturedOutput output) {
        start(true, "", "127.0.0.1");
        start(true, "", "127.0.0.1");

        Matcher shown = GENERATED.matcher(output.getAll());
        assertThat(shown.find()).isTrue();
        assertThat(output.getOut()).contains("planner, lead");
        assertPassword("planner", shown.group());
        assertPassword("lead", shown.group());
        assertThat(database.accounts.assignmentsOf("lead")).containsExactly(new Assignment("park", "IND-SQ"));
        assertThat(shown.find()).isFalse();
    }

    @Test
    void givesTheDemoAccountsThePasswordOfTheSettingAtEachStart(CapturedOutput output) {
        start(true, "the-first-password", "127.0.0.1");
        assertPassword("lead", "the-first-password");
        start(true, "the-first-password", "127.0.0.1");
        assertThat(database.store.find("lead").orElseThrow().version()).isEqualTo(1);

        start(true, "the-second-password", "127.0.0.1");

        assertPassword("lead", "the-second-password");
        assertThat(database.store.find("lead").orElseThrow().version()).isEqualTo(2);
        assertThat(output.getAll()).doesNotContain("the-first-password", "the-second-password");
    }

    @Test
    void leavesAnAccountOfThatNameAloneWhenTheDemoDidNotMakeIt() {
        database.accounts.create(new NewAccount("lead", "Real", Set.of(Role.VIEWER), null), "a-real-person's-secret");

        start(true, "the-demo-password", "127.0.0.1");

        assertPassword("lead", "a-real-person's-secret");
        assertPassword("planner", "the-demo-password");
    }

    @Test
    void makesOneAdminWithoutTheDemoAndShowsItsPasswordOnce(CapturedOutput output) {
        start(false, "", "0.0.0.0");
        start(false, "", "0.0.0.0");

        Matcher shown = GENERATED.matcher(output.getAll());
        assertThat(shown.find()).isTrue();
        assertPassword("admin", shown.group());
        assertThat(shown.find()).isFalse();
        assertThat(database.accounts.find("admin").orElseThrow().roles()).containsExactly(Role.ADMIN);
        assertThat(database.accounts.find("lead")).isEmpty();
    }

    @Test
    void takesAWeakDemoPasswordOnLoopbackOnly() {
        assertThatThrownBy(() -> start(true, "demo", "0.0.0.0"))
                .hasMessageContaining("TUBAN_DEMO_PASSWORD")
                .hasMessageContaining("12 to 200 characters");
        assertThat(database.store.isEmpty()).isTrue();

        start(true, "demo", "127.0.0.1");

        assertPassword("lead", "demo");
    }

    private void start(boolean demo, String demoPassword, String address) {
        ServerProperties server = new ServerProperties();
        try {
            server.setAddress(InetAddress.getByName(address));
        } catch (UnknownHostException notNumeric) {
            throw new IllegalArgumentException(notNumeric);
        }
        new FirstAccounts(
                        new AccessSettings(demo, demoPassword),
                        database.accounts,
                        database.store,
                        database.passwords,
                        DEMO,
                        server)
                .afterSingletonsInstantiated();
    }

    private void assertPassword(String account, String password) {
        assertThat(database.passwords.matches(
                        password, database.store.find(account).orElseThrow().passwordHash()))
                .isTrue();
    }
}
