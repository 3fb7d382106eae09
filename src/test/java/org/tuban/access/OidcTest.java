package org.tuban.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.tuban.access.StubIdentityServer.Signature;
import tools.jackson.databind.JsonNode;

/** Signing in by an identity provider that speaks the protocol, or speaks it wrongly. */
@SpringBootTest(
        classes = WebLayer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "tuban.demo-password=" + WebLayer.PASSWORD,
            "tuban.page=classpath:/http/page/",
            "tuban.oidc.client-id=" + StubIdentityServer.CLIENT,
            "tuban.oidc.client-secret=" + StubIdentityServer.SECRET,
            "tuban.oidc.label=District",
            "tuban.oidc.roles-claim=groups",
            "tuban.oidc.roles=gis-leads=lead,gis-planners=planner",
            "tuban.oidc.create=true"
        })
class OidcTest {

    private static final StubIdentityServer STUB = new StubIdentityServer();
    private static final AtomicInteger FRESH = new AtomicInteger();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    MovableClock clock;

    @Autowired
    Accounts accounts;

    private Page page;
    private String name;

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry registry) {
        registry.add("tuban.oidc.issuer", STUB::issuer);
    }

    @BeforeEach
    void beSomebody() {
        page = new Page(port);
        name = "person-" + FRESH.incrementAndGet();
        STUB.clock = clock;
        STUB.spoiled = claims -> claims;
        STUB.signature = Signature.RIGHT;
        be("gis-leads", "others");
    }

    private void be(String... groups) {
        STUB.person = Map.of(
                "sub", "subject of " + name, "preferred_username", name, "name", "周敏", "groups", List.of(groups));
    }

    @AfterAll
    static void stop() {
        STUB.close();
    }

    private String signIn() throws Exception {
        HttpResponse<String> there = page.get("/api/session/oidc");
        assertThat(there.statusCode()).isEqualTo(302);
        return follow(back(there.headers().firstValue("Location").orElseThrow()));
    }

    private static String back(String there) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(URI.create(there)).build(), HttpResponse.BodyHandlers.ofString())
                .headers()
                .firstValue("Location")
                .orElseThrow();
    }

    private String follow(String back) {
        URI address = URI.create(back);
        HttpResponse<String> end = page.get(address.getRawPath() + "?" + address.getRawQuery());
        assertThat(end.statusCode()).isEqualTo(302);
        return end.headers().firstValue("Location").orElseThrow().replaceFirst("^http://[^/]+", "");
    }

    private void assertNobody() {
        assertThat(page.session().path("signedIn").asBoolean()).isFalse();
        assertThat(accounts.find(name)).isEmpty();
    }

    @Test
    void makesTheAccountAtTheFirstSignInAndFindsItAtTheNext() throws Exception {
        assertThat(page.session().at("/provider").toString())
                .isEqualTo("{\"label\":\"District\",\"address\":\"/api/session/oidc\"}");

        assertThat(signIn()).isEqualTo("/");

        JsonNode session = page.session();
        assertThat(session.path("account").toString())
                .isEqualTo("{\"name\":\"%s\",\"displayName\":\"周敏\",\"roles\":[\"lead\"]}".formatted(name));
        assertThat(session.path("signOutAt").asString())
                .startsWith(STUB.issuer() + "/end?client_id=tuban&post_logout_redirect_uri=http");
        assertThat(page.post(WebLayer.ANY_WRITE, "{}").statusCode()).isEqualTo(404);
        page = new Page(port);
        be("gis-planners");
        assertThat(signIn()).isEqualTo("/");
        assertThat(page.session().at("/account/roles").toString()).isEqualTo("[\"planner\"]");
    }

    static Stream<Arguments> spoils() {
        return Stream.of(
                spoil("nonce of another", claims -> claims.claim("nonce", "another")),
                spoil("no nonce", claims -> claims.claim("nonce", null)),
                spoil("audience of another", claims -> claims.audience("another")),
                spoil("issuer of another", claims -> claims.issuer("http://127.0.0.1:1")),
                spoil("over", claims -> claims.expirationTime(new Date(0))),
                spoil("no subject", claims -> claims.subject(null)),
                spoil("no group of ours", claims -> claims.claim("groups", List.of("others"))),
                spoil("name that cannot be one", claims -> claims.claim("preferred_username", "<b>")),
                spoil("name of a local account", claims -> claims.claim("preferred_username", "admin")));
    }

    private static Arguments spoil(String what, UnaryOperator<JWTClaimsSet.Builder> how) {
        return Arguments.of(what, how);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("spoils")
    void refusesATokenThatIsNotForThisSignIn(String what, UnaryOperator<JWTClaimsSet.Builder> how) throws Exception {
        STUB.spoiled = how;

        assertThat(signIn()).as(what).isEqualTo("/#sign-in-refused");

        assertNobody();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RIGHT")
    void refusesATokenThatTheProviderDidNotSign(Signature signature) throws Exception {
        STUB.signature = signature;

        assertThat(signIn()).isEqualTo("/#sign-in-refused");

        assertNobody();
    }

    @Test
    void refusesAStateThatIsNotThatOfTheBrowser() throws Exception {
        String there =
                page.get("/api/session/oidc").headers().firstValue("Location").orElseThrow();
        String back = back(there);
        Page other = new Page(port);
        other.get("/api/session/oidc");

        page.takeCookie("tuban-oidc", other.cookie("tuban-oidc").orElseThrow());
        assertThat(follow(back)).isEqualTo("/#sign-in-refused");
        page = new Page(port);
        assertThat(follow(back)).isEqualTo("/#sign-in-refused");

        assertNobody();
    }

    @Test
    void takesACodeOnce() throws Exception {
        String there =
                page.get("/api/session/oidc").headers().firstValue("Location").orElseThrow();
        String seed = page.cookie("tuban-oidc").orElseThrow();
        String back = back(there);
        assertThat(follow(back)).isEqualTo("/");

        page = new Page(port);
        page.takeCookie("tuban-oidc", seed);

        assertThat(follow(back)).isEqualTo("/#sign-in-refused");
        assertThat(page.session().path("signedIn").asBoolean()).isFalse();
    }

    @Test
    void refusesWhoseAccountWasClosed() throws Exception {
        signIn();
        accounts.changeEnabled(name, false);
        page = new Page(port);

        assertThat(signIn()).isEqualTo("/#sign-in-refused");
        assertThat(page.session().path("signedIn").asBoolean()).isFalse();
    }

    @Test
    void leavesTheLocalSignInAsItIs() {
        clock.advance(Duration.ofHours(24));

        assertThat(page.signIn("lead", WebLayer.PASSWORD).statusCode()).isEqualTo(200);
        assertThat(page.session().path("signOutAt").isNull()).isTrue();
        assertThat(accounts.find("admin")).map(Account::roles).contains(Set.of(Role.ADMIN));
    }
}
