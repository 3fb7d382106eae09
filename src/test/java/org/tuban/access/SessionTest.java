package org.tuban.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Signing in by the page: cookie, token, and what ends a session. */
@WebLayer.Test
class SessionTest {

    private static final String ADDRESS = "/api/session";
    private static final String SESSION = "tuban-session";
    private static final String SOME_WRITE = WebLayer.ANY_WRITE;

    @LocalServerPort
    int port;

    @Autowired
    MovableClock clock;

    @Autowired
    Accounts accounts;

    private Page page;

    @BeforeEach
    void openPage() {
        clock.advance(Duration.ofHours(24));
        page = new Page(port);
    }

    @Test
    void tellsTheAnonymousThatNobodyIsSignedInAndGivesAToken() {
        JsonNode session = page.session();

        assertThat(session.path("signedIn").asBoolean()).isFalse();
        assertThat(session.path("account").isNull()).isTrue();
        assertThat(session.at("/csrf/header").asString()).isEqualTo("X-CSRF-TOKEN");
        assertThat(session.at("/csrf/token").asString()).hasSizeGreaterThan(20);
    }

    @Test
    void signsInAndOut() {
        HttpResponse<String> in = page.signIn("lead", WebLayer.PASSWORD);

        assertThat(in.statusCode()).isEqualTo(200);
        assertThat(in.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(page.session().path("account").toString())
                .isEqualTo("{\"name\":\"lead\",\"displayName\":\"项目负责人（示例）\",\"roles\":[\"lead\"]}");

        HttpResponse<String> out = page.delete(ADDRESS);

        assertThat(out.statusCode()).isEqualTo(204);
        assertThat(page.session().path("signedIn").asBoolean()).isFalse();
    }

    @Test
    void keepsNothingForTheAnonymous() {
        HttpResponse<String> answer = page.get(ADDRESS);

        assertThat(answer.headers().allValues("Set-Cookie"))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .startsWith("tuban-page=")
                        .contains("HttpOnly", "SameSite=Strict", "Path=/")
                        .doesNotContain("Secure", "Max-Age"));
        assertThat(page.cookie(SESSION)).isEmpty();
    }

    @Test
    void keepsScriptsAndOtherSitesFromTheCookie() {
        HttpResponse<String> in = page.signIn("lead", WebLayer.PASSWORD);

        assertThat(in.headers().allValues("Set-Cookie"))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .startsWith("tuban-session=")
                        .contains("HttpOnly", "SameSite=Lax", "Path=/")
                        .doesNotContain("Secure", "Max-Age"));
    }

    @Test
    void changesTheSessionsIdAndTokenAtSignIn() {
        Page thief = new Page(port);
        thief.signIn("viewer", WebLayer.PASSWORD);
        String planted = thief.cookie(SESSION).orElseThrow();
        page.takeCookie(SESSION, planted);

        page.signIn("lead", WebLayer.PASSWORD);

        assertThat(page.cookie(SESSION).orElseThrow()).isNotEqualTo(planted);
        assertThat(page.token()).isNotEqualTo(thief.token());
        assertThat(page.session().at("/account/name").asString()).isEqualTo("lead");
        assertThat(thief.session().path("signedIn").asBoolean()).isFalse();
    }

    @Test
    void doesNotTakeASessionIdThatSomebodyElseChose() {
        page.takeCookie(SESSION, "0123456789ABCDEF0123456789ABCDEF");
        page.signIn("lead", WebLayer.PASSWORD);

        assertThat(page.cookie(SESSION).orElseThrow()).doesNotContain("0123456789ABCDEF");
    }

    @Test
    void doesNotTakeTheTokenOfAnotherPage() {
        Page other = new Page(port);
        other.session();
        page.session();
        page.takeToken(other.token());

        assertProblem(page.post(ADDRESS, credentials("lead", WebLayer.PASSWORD)), 403, "csrf");
    }

    @Test
    void stillTakesTheAnonymousTokenHoursLater() {
        page.session();
        clock.advance(Duration.ofHours(5));

        assertThat(page.post(ADDRESS, credentials("lead", WebLayer.PASSWORD)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void doesNotReadASessionFromTheAddress() {
        page.signIn("lead", WebLayer.PASSWORD);
        String id = page.cookie(SESSION).orElseThrow();

        HttpResponse<String> answer = new Page(port).get(ADDRESS + ";jsessionid=" + id);

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void refusesToSignInWithoutTheToken() {
        page.session();
        page.takeToken(null);

        HttpResponse<String> none = page.post(ADDRESS, credentials("lead", WebLayer.PASSWORD));
        page.takeToken("another");
        HttpResponse<String> wrong = page.post(ADDRESS, credentials("lead", WebLayer.PASSWORD));
        HttpResponse<String> noSession = new Page(port).post(ADDRESS, credentials("lead", WebLayer.PASSWORD));

        assertThat(new HttpResponse<?>[] {none, wrong, noSession}).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body().toString()).contains("/problems/csrf");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void refusesEveryWriteOfASessionWithoutTheToken(String method) {
        page.signIn("lead", WebLayer.PASSWORD);
        page.takeToken(null);

        HttpResponse<String> none = page.send(method, SOME_WRITE, "{}");
        page.takeToken("another");
        HttpResponse<String> wrong = page.send(method, SOME_WRITE, "{}");

        assertProblem(none, 403, "csrf");
        assertProblem(wrong, 403, "csrf");
    }

    @Test
    void letsAWriteWithTheTokenThroughToItsRoom() {
        page.signIn("lead", WebLayer.PASSWORD);

        assertProblem(page.post(SOME_WRITE, "{}"), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, https://evil.example",
        "Origin, null",
        "Origin, http://127.0.0.1:1"
    })
    void refusesAWriteThatAnotherSiteSendsEvenWithTheToken(String header, String value) {
        page.signIn("lead", WebLayer.PASSWORD);

        assertProblem(page.post(SOME_WRITE, "{}", header, value), 403, "csrf");
        assertProblem(
                new Page(port)
                        .post(SOME_WRITE, "{}", header, value, "Authorization", Page.basic("lead", WebLayer.PASSWORD)),
                403,
                "csrf");
    }

    @Test
    void takesAWriteOfItsOwnPage() {
        page.signIn("lead", WebLayer.PASSWORD);

        assertProblem(page.post(SOME_WRITE, "{}", "Sec-Fetch-Site", "same-origin"), 404, "not-found");
        assertProblem(page.post(SOME_WRITE, "{}", "Origin", "http://127.0.0.1:" + port), 404, "not-found");
    }

    @ParameterizedTest
    @CsvSource({"POST, /api/any-write", "PUT, /ogc/any-write", "PATCH, /api/any-write", "DELETE, /ogc/any-write"})
    void asksTheAnonymousToSignInBeforeTheyWrite(String method, String address) {
        HttpResponse<String> answer = page.send(method, address, "{}");

        assertProblem(answer, 401, "not-signed-in");
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .contains("Basic realm=\"tuban\", charset=\"UTF-8\"");
    }

    @ParameterizedTest
    @CsvSource({"Origin, http://127.0.0.1:%d", "Sec-Fetch-Site, same-origin"})
    void doesNotMakeTheBrowserOfAPageAskForAPassword(String header, String value) {
        HttpResponse<String> answer = page.post(SOME_WRITE, "{}", header, value.formatted(port));

        assertProblem(answer, 401, "not-signed-in");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
    }

    @Test
    void tellsTheAnonymousTooWhatAnAddressDoesNotTake() {
        assertProblem(page.post("/api/nothing", "{}"), 404, "not-found");
        assertProblem(page.post("/ogc/collections/nothing/search", "{}"), 404, "not-found");
        assertProblem(page.send("DELETE", "/problems", null), 405, "method-not-allowed");
        HttpResponse<String> answer = page.send("GET", SOME_WRITE, null);
        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow")).contains("DELETE, OPTIONS, PATCH, POST, PUT");
    }

    /** What an answer says but for the number of its request. */
    private static String said(HttpResponse<String> answer) {
        return answer.body().replace(answer.headers().firstValue("X-Request-Id").orElseThrow(), "");
    }

    @Test
    void saysTheSameForUnknownNamesWrongPasswordsAndClosedAccounts() {
        accounts.create(new NewAccount("closed", "Closed", Set.of(Role.VIEWER), null), "a-password-that-is-right");
        accounts.changeEnabled("closed", false);

        String unknown = said(page.signIn("nobody", "a-password-that-is-wrong"));
        String wrong = said(page.signIn("lead", "a-password-that-is-wrong"));
        String closed = said(page.signIn("closed", "a-password-that-is-right"));
        String tooLong = said(page.signIn("lead", "x".repeat(10_000)));

        assertThat(unknown)
                .contains("/problems/not-signed-in")
                .isEqualTo(wrong)
                .isEqualTo(closed)
                .isEqualTo(tooLong);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "{}",
                "{\"name\":\"lead\"}",
                "{\"name\":\"lead\",\"password\":\"\"}",
                "{\"name\":5,\"password\":\"x\"}",
                "{\"name\":\"lead\",\"password\":\"x\",\"admin\":true}"
            })
    void saysWhatIsWrongWithTheBody(String body) {
        page.session();

        assertProblem(page.post(ADDRESS, body), 400, "invalid-body");
    }

    @Test
    void takesOnlyJson() {
        page.session();

        HttpResponse<String> answer =
                page.post(ADDRESS, "name=lead", "Content-Type", "application/x-www-form-urlencoded");

        assertProblem(answer, 415, "unsupported-media-type");
        assertThat(answer.headers().firstValue("Accept")).contains("application/json");
    }

    @Test
    void endsAfterThirtyMinutesWithoutARequest() {
        page.signIn("lead", WebLayer.PASSWORD);

        clock.advance(Duration.ofMinutes(29));
        assertThat(page.session().path("signedIn").asBoolean()).isTrue();
        clock.advance(Duration.ofMinutes(30));
        assertThat(page.session().path("signedIn").asBoolean()).isFalse();
    }

    @Test
    void endsAfterTwelveHoursHoweverBusy() {
        page.signIn("lead", WebLayer.PASSWORD);

        IntStream.range(0, 35).forEach(step -> {
            clock.advance(Duration.ofMinutes(20));
            assertThat(page.session().path("signedIn").asBoolean()).isTrue();
        });
        clock.advance(Duration.ofMinutes(20));

        assertThat(page.session().path("signedIn").asBoolean()).isFalse();
    }

    @Test
    void endsAtOnceWhenPasswordRolesOrRightChange() {
        accounts.create(new NewAccount("changing", "C", Set.of(Role.LEAD), null), "the-first-password");

        page.signIn("changing", "the-first-password");
        accounts.changePassword("changing", "the-second-password");
        assertEnded();
        page.signIn("changing", "the-second-password");
        accounts.changeRoles("changing", Set.of(Role.VIEWER));
        assertEnded();
        page.signIn("changing", "the-second-password");
        accounts.changeEnabled("changing", false);
        assertEnded();
    }

    private void assertEnded() {
        assertProblem(page.post(SOME_WRITE, "{}"), 401, "not-signed-in");
        assertThat(page.session().path("signedIn").asBoolean()).isFalse();
    }

    @Test
    void slowsDownWhoGuesses() {
        for (int attempt = 0; attempt < 10; attempt++) {
            assertProblem(page.signIn("planner", "guess-number-" + attempt), 401, "not-signed-in");
        }

        HttpResponse<String> slowed = page.signIn("planner", WebLayer.PASSWORD);
        HttpResponse<String> script =
                new Page(port).get(ADDRESS, "Authorization", Page.basic("planner", WebLayer.PASSWORD));

        assertProblem(slowed, 429, "too-many-attempts");
        assertProblem(script, 429, "too-many-attempts");
        assertThat(slowed.headers().firstValue("Retry-After")).contains("60");
        clock.advance(Duration.ofSeconds(60));
        assertThat(page.signIn("planner", WebLayer.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void letsNoMoreThanTenGuessesThroughAtOnce() {
        long tried = IntStream.range(0, 40)
                .parallel()
                .mapToObj(attempt ->
                        new Page(port).get(ADDRESS, "Authorization", Page.basic("viewer", "guess-number-" + attempt)))
                .filter(answer -> answer.statusCode() == 401)
                .count();

        assertThat(tried).isEqualTo(10);
    }

    private static String credentials(String name, String password) {
        return "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(Page.json(answer).path("type").asString()).isEqualTo("/problems/" + slug);
    }
}
