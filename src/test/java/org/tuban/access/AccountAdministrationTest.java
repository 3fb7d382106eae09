package org.tuban.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Looking after accounts by the API. */
@WebLayer.Test
class AccountAdministrationTest {

    private static final String ACCOUNTS = "/api/accounts";

    private static final AtomicInteger FRESH = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    MovableClock clock;

    @Autowired
    Accounts accounts;

    private Page admin;
    private String name;

    @BeforeEach
    void signIn() {
        clock.advance(Duration.ofHours(24));
        admin = new Page(port);
        admin.signIn("admin", WebLayer.PASSWORD);
        name = "person-" + FRESH.incrementAndGet();
    }

    private JsonNode create(String more) {
        HttpResponse<String> made = admin.post(
                ACCOUNTS, "{\"name\":\"%s\",\"displayName\":\"村干部\",\"roles\":[\"lead\"]%s}".formatted(name, more));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(made.headers().firstValue("Location")).contains(ACCOUNTS + "/" + name);
        assertThat(made.headers().firstValue("Cache-Control")).contains("no-store");
        return Page.json(made);
    }

    @Test
    void makesAnAccountWhosePasswordServesToChooseAnother() {
        String password = create("").path("password").asString();
        Page person = new Page(port);

        assertProblem(person.signIn(name, password), 403, "new-password-needed");
        assertProblem(
                person.get("/api/session", "Authorization", Page.basic(name, password)), 403, "new-password-needed");
        assertProblem(signInAnew(person, password, "short"), 400, "invalid-body");
        assertProblem(signInAnew(person, password, password), 400, "invalid-body");
        assertThat(signInAnew(person, password, "forty-two-green-hills").statusCode())
                .isEqualTo(200);

        assertThat(new Page(port).signIn(name, "forty-two-green-hills").statusCode())
                .isEqualTo(200);
        assertProblem(new Page(port).signIn(name, password), 401, "not-signed-in");
    }

    private HttpResponse<String> signInAnew(Page person, String password, String another) {
        person.session();
        return person.post(
                "/api/session",
                "{\"name\":\"%s\",\"password\":\"%s\",\"newPassword\":\"%s\"}".formatted(name, password, another));
    }

    @Test
    void makesAnAccountWithAPasswordToKeep() {
        String password = create(",\"oneTime\":false").path("password").asString();

        assertThat(new Page(port).signIn(name, password).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"displayName\":\"A\",\"roles\":[\"lead\"]} | name",
                "{\"name\":\"Upper\",\"displayName\":\"A\",\"roles\":[\"lead\"]} | name",
                "{\"name\":\"x\",\"roles\":[\"lead\"]} | displayName",
                "{\"name\":\"x\",\"displayName\":\" \",\"roles\":[\"lead\"]} | displayName",
                "{\"name\":\"x\",\"displayName\":\"A\\nB\",\"roles\":[\"lead\"]} | displayName",
                "{\"name\":\"x\",\"displayName\":\"A\"} | roles",
                "{\"name\":\"x\",\"displayName\":\"A\",\"roles\":[]} | roles",
                "{\"name\":\"x\",\"displayName\":\"A\",\"roles\":[null]} | roles[0]",
                "{\"name\":\"x\",\"displayName\":\"A\",\"roles\":[\"lead\"],\"assignments\":[{\"layer\":\"none\",\"id\":\"N\"}]} | assignments"
            })
    void namesTheMemberThatIsWrong(String body, String member) {
        HttpResponse<String> answer = admin.post(ACCOUNTS, body);

        assertProblem(answer, 400, "invalid-body");
        assertThat(Page.json(answer).path("path").asString()).isEqualTo(member);
        assertThat(Page.json(answer).path("allowed").asString()).isNotEmpty();
    }

    @Test
    void refusesATakenName() {
        create("");

        assertProblem(
                admin.post(ACCOUNTS, "{\"name\":\"%s\",\"displayName\":\"B\",\"roles\":[\"admin\"]}".formatted(name)),
                409,
                "already-exists");
    }

    @Test
    void listsAndSearchesPageByPage() {
        create("");
        JsonNode first = Page.json(admin.get(ACCOUNTS + "?limit=2"));

        assertThat(first.path("accounts")).hasSize(2);
        assertThat(Page.json(admin.get(first.path("next").asString()))
                        .at("/accounts/0/name")
                        .asString())
                .isGreaterThan(first.at("/accounts/1/name").asString());
        assertThat(Page.json(admin.get(ACCOUNTS + "?q=" + name.toUpperCase(Locale.ROOT)))
                        .path("accounts"))
                .hasSize(1);
        assertThat(Page.json(admin.get(ACCOUNTS + "?q=%25")).path("accounts")).isEmpty();
        assertProblem(admin.get(ACCOUNTS + "?limit=0"), 400, "invalid-parameter");
        assertProblem(admin.get(ACCOUNTS + "?x=1"), 400, "invalid-parameter");
    }

    @Test
    void changesWhatWasSeenOnly() {
        create("");

        assertProblem(patch(null, "{\"displayName\":\"B\"}"), 428, "missing-precondition");
        HttpResponse<String> changed = patch("\"1\"", "{\"displayName\":\"B\",\"roles\":[\"viewer\"]}");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(changed.headers().firstValue("ETag")).contains("\"2\"");
        HttpResponse<String> stale = patch("\"1\"", "{\"displayName\":\"C\"}");
        assertProblem(stale, 412, "stale-version");
        assertThat(Page.json(stale).path("currentVersion").asInt()).isEqualTo(2);
        assertProblem(patch("\"2\"", "{}"), 400, "invalid-body");
        assertProblem(patch("\"2\"", "{\"roles\":[\"king\"]}"), 400, "invalid-body");
        assertThat(Page.json(admin.get(ACCOUNTS + "/" + name))
                        .path("displayName")
                        .asString())
                .isEqualTo("B");
    }

    private HttpResponse<String> patch(@Nullable String seen, String body) {
        return seen == null
                ? admin.send("PATCH", ACCOUNTS + "/" + name, body)
                : admin.send("PATCH", ACCOUNTS + "/" + name, body, "If-Match", seen);
    }

    @Test
    void keepsTheLastAdministrator() {
        HttpResponse<String> now = admin.get(ACCOUNTS + "/admin");
        String seen = now.headers().firstValue("ETag").orElseThrow();

        for (String change : new String[] {"{\"enabled\":false}", "{\"roles\":[\"planner\"]}"}) {
            assertProblem(admin.send("PATCH", ACCOUNTS + "/admin", change, "If-Match", seen), 409, "last-admin");
        }
        assertThat(admin.session().at("/account/roles/0").asString()).isEqualTo("admin");
    }

    @Test
    void endsSessionsAtOnceWhenItClosesResetsOrChangesRoles() {
        String password = create(",\"oneTime\":false").path("password").asString();
        Page person = new Page(port);
        person.signIn(name, password);
        assertThat(person.session().path("signedIn").asBoolean()).isTrue();

        patch("\"1\"", "{\"displayName\":\"Other\"}");
        assertThat(person.session().path("signedIn").asBoolean()).isTrue();
        patch("\"2\"", "{\"roles\":[\"viewer\"]}");
        assertProblem(person.get(ACCOUNTS + "/" + name), 401, "not-signed-in");
        person.signIn(name, password);
        String another = Page.json(admin.post(ACCOUNTS + "/" + name + "/password", "{\"oneTime\":false}"))
                .path("password")
                .asString();
        assertProblem(person.get(ACCOUNTS + "/" + name), 401, "not-signed-in");
        person.signIn(name, another);
        patch("\"4\"", "{\"enabled\":false}");
        assertProblem(person.get(ACCOUNTS + "/" + name), 401, "not-signed-in");
        assertProblem(person.signIn(name, another), 401, "not-signed-in");
    }

    @Test
    void assignsAndWithdraws() {
        create("");
        String address = ACCOUNTS + "/" + name + "/assignments/village/VIL-1";

        assertThat(admin.send("PUT", address, null).statusCode()).isEqualTo(204);
        assertThat(accounts.assignmentsOf(name)).containsExactly(new Assignment("village", "VIL-1"));
        assertThat(admin.delete(address).statusCode()).isEqualTo(204);
        assertThat(accounts.assignmentsOf(name)).isEmpty();
        assertProblem(admin.send("PUT", ACCOUNTS + "/" + name + "/assignments/none/N", null), 404, "not-found");
        assertProblem(admin.send("PUT", ACCOUNTS + "/nobody/assignments/village/V", null), 404, "not-found");
    }

    @Test
    void letsOthersSeeThemselvesOnly() {
        Page lead = new Page(port);
        lead.signIn("lead", WebLayer.PASSWORD);

        assertThat(Page.json(lead.get(ACCOUNTS + "/lead")).path("name").asString())
                .isEqualTo("lead");
        assertProblem(lead.get(ACCOUNTS), 403, "forbidden");
        assertProblem(lead.get(ACCOUNTS + "/admin"), 403, "forbidden");
        assertProblem(lead.get(ACCOUNTS + "/nobody"), 403, "forbidden");
        assertProblem(lead.get(ACCOUNTS + "/admin/sessions"), 403, "forbidden");
        assertProblem(lead.post(ACCOUNTS, "{}"), 403, "forbidden");
        assertProblem(
                lead.send("PATCH", ACCOUNTS + "/lead", "{\"roles\":[\"admin\"]}", "If-Match", "\"1\""),
                403,
                "forbidden");
        assertProblem(lead.post(ACCOUNTS + "/admin/password", "{}"), 403, "forbidden");
        assertProblem(lead.send("PUT", ACCOUNTS + "/lead/assignments/village/V", null), 403, "forbidden");
        assertProblem(new Page(port).get(ACCOUNTS + "/lead"), 401, "not-signed-in");
    }

    @Test
    void changesOnesOwnPasswordAndGoesOnWithAnotherSession() {
        accounts.create(new NewAccount(name, "Own", Set.of(Role.VIEWER), null), "the-first-password");
        Page person = new Page(port);
        Page elsewhere = new Page(port);
        person.signIn(name, "the-first-password");
        elsewhere.signIn(name, "the-first-password");
        String old = person.cookie("tuban-session").orElseThrow();

        assertRefused(changeOwn(person, "a-wrong-password", "the-second-password"), "password");
        assertRefused(changeOwn(person, "the-first-password", "short"), "newPassword");
        assertRefused(changeOwn(person, "the-first-password", "the-first-password"), "newPassword");
        assertThat(changeOwn(person, "the-first-password", "the-second-password")
                        .statusCode())
                .isEqualTo(200);

        assertThat(person.cookie("tuban-session")).isPresent().get().isNotEqualTo(old);
        assertThat(person.session().path("signedIn").asBoolean()).isTrue();
        assertThat(elsewhere.session().path("signedIn").asBoolean()).isFalse();
        person.takeCookie("tuban-session", old);
        assertThat(person.session().path("signedIn").asBoolean()).isFalse();
    }

    private static HttpResponse<String> changeOwn(Page person, String old, String another) {
        return person.send(
                "PUT", "/api/session/password", "{\"password\":\"%s\",\"newPassword\":\"%s\"}".formatted(old, another));
    }

    @Test
    void listsSessionsAndEndsThemOneByOne() {
        accounts.create(new NewAccount(name, "Own", Set.of(Role.VIEWER), null), "the-first-password");
        Page phone = new Page(port);
        Page desk = new Page(port);
        phone.session();
        phone.post(
                "/api/session",
                "{\"name\":\"%s\",\"password\":\"the-first-password\"}".formatted(name),
                "User-Agent",
                "Phone");
        clock.advance(Duration.ofMinutes(5));
        desk.signIn(name, "the-first-password");
        String sessions = ACCOUNTS + "/" + name + "/sessions";

        JsonNode listed = Page.json(desk.get(sessions)).path("sessions");

        assertThat(listed).hasSize(2);
        assertThat(listed.at("/0/current").asBoolean()).isTrue();
        assertThat(listed.at("/1/browser").asString()).isEqualTo("Phone");
        assertThat(listed.at("/1/address").asString()).isEqualTo("127.0.0.1");
        assertThat(listed.at("/1/way").asString()).isEqualTo("password");
        assertThat(listed.toString())
                .doesNotContain(phone.cookie("tuban-session").orElseThrow());
        assertThat(desk.delete(sessions + "/" + listed.at("/1/id").asString()).statusCode())
                .isEqualTo(204);
        assertThat(phone.session().path("signedIn").asBoolean()).isFalse();
        assertProblem(desk.delete(sessions + "/0000000000000000"), 404, "not-found");
        assertThat(admin.delete(sessions).statusCode()).isEqualTo(204);
        assertThat(desk.session().path("signedIn").asBoolean()).isFalse();
    }

    private static void assertRefused(HttpResponse<String> answer, String member) {
        assertProblem(answer, 400, "invalid-body");
        assertThat(Page.json(answer).path("path").asString()).isEqualTo(member);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(Page.json(answer).path("type").asString()).isEqualTo("/problems/" + slug);
    }
}
