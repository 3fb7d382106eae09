package org.tuban.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuban.testing.Backend;
import org.tuban.testing.ChromiumBrowser;
import org.tuban.testing.TubanServer;

/** No serious or critical finding of axe, on any screen, in either language and either colours, at a desk or a phone. */
class AccessibilityIT {

    private static final List<String> OGC_PAGES = List.of(
            "/ogc?f=html",
            "/ogc/conformance?f=html",
            "/ogc/api?f=html",
            "/ogc/collections?f=html",
            "/ogc/collections/parcel?f=html",
            "/ogc/collections/parcel/items?f=html",
            "/ogc/collections/parcel/schema?f=html",
            "/ogc/collections/parcel/tiles?f=html",
            "/ogc/collections/parcel/tiles/WebMercatorQuad?f=html",
            "/ogc/collections/parcel/styles?f=html",
            "/ogc/collections/parcel/styles/status?f=html",
            "/ogc/tileMatrixSets?f=html",
            "/ogc/tileMatrixSets/CGCS2000Quad?f=html",
            "/ogc/collections/parcel/items/PCL-FSX-01?f=html");

    private static final AxeRunOptions ONLY_FINDINGS = new AxeRunOptions();

    static {
        ONLY_FINDINGS.setResultTypes(List.of("violations"));
    }

    private static TubanServer server;
    private static ChromiumBrowser browser;

    @BeforeAll
    static void start() {
        server = TubanServer.start(Backend.GEOPACKAGE);
        browser = ChromiumBrowser.launch();
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
    }

    /** Each language, each colours and each device twice. */
    static Stream<Screen> everyKindOfScreen() {
        return Stream.of(
                Screen.DESK, Screen.DESK.inEnglish().inTheDark(), Screen.PHONE.inEnglish(), Screen.PHONE.inTheDark());
    }

    /** For pages of one layout, and for screens made of what the other tests have in each language and each colours. */
    static Stream<Screen> oppositeScreens() {
        return Stream.of(Screen.DESK, Screen.PHONE.inEnglish().inTheDark());
    }

    @ParameterizedTest
    @MethodSource("everyKindOfScreen")
    void keepsNobodyOutOfTheJob(Screen screen) {
        try (Visit visit = Visit.begin(browser, server, screen)) {
            keepsNobodyOut(visit, "map");
            visit.searchBox().fill("土岭");
            assertThat(visit.page().getByRole(AriaRole.OPTION).first()).isVisible();
            keepsNobodyOut(visit, "search");
        }
        try (Visit visit = Visit.at(browser, server, screen, "#/map?sel=parcel:PCL-FSX-06")) {
            visit.readHistory();
            keepsNobodyOut(visit, "panel");
            visit.press(visit.page().locator("#session button").first());
            keepsNobodyOut(visit, "sign-in");
            visit.fillInSignIn("lead");
            visit.press(visit.step(screen.lang().equals("en") ? "Cleared" : "腾空拆除"));
            assertThat(visit.sheet()).isVisible();
            visit.send();
            assertThat(visit.problem("cleared_on")).isVisible();
            keepsNobodyOut(visit, "sheet");
        }
        try (Visit visit = Visit.at(browser, server, screen, "#/inbox")) {
            visit.signIn("lead");
            assertThat(visit.page().locator(".inbox-item").first()).isVisible();
            keepsNobodyOut(visit, "inbox");
        }
    }

    @ParameterizedTest
    @MethodSource("everyKindOfScreen")
    void keepsNobodyOutOfTheAccounts(Screen screen) {
        try (Visit visit = Visit.at(browser, server, screen, "#/admin/accounts")) {
            visit.signIn("admin");
            assertThat(visit.page().locator(".access-account").first()).isVisible();
            keepsNobodyOut(visit, "accounts");
            visit.press(visit.page().locator(".access-account").first());
            assertThat(visit.page().locator("#detail-name")).isVisible();
            keepsNobodyOut(visit, "account");
            visit.turnTo("/#/account");
            assertThat(visit.page().locator("#token-name")).isVisible();
            keepsNobodyOut(visit, "my account");
        }
    }

    @ParameterizedTest
    @MethodSource("oppositeScreens")
    void keepsNobodyOutOfThePastAndOfWhatOthersWrote(Screen screen) {
        OtherWriter other = new OtherWriter(server);
        other.write("PCL-FSX-04", "\"remark\": \"" + screen + "\"");
        try (Visit visit = Visit.at(browser, server, screen, "#/map?sel=parcel:PCL-FSX-04&t=2026-11-30")) {
            assertThat(visit.panel().locator(".steps-none")).isVisible();
            keepsNobodyOut(visit, "past");
            visit.signIn("planner");
            visit.press(visit.page().locator(".time-now"));
            assertThat(visit.panel().locator("[data-act=edit]")).isVisible();
            keepsNobodyOut(visit, "day and files");
            visit.readHistory();
            visit.press(visit.history().nth(1).locator("[data-act=newest]"));
            visit.press(visit.sheet().locator("[data-restore]"));
            keepsNobodyOut(visit, "comparison");
            visit.press(visit.sheet().locator(".sheet-foot .button").first());
            visit.press(visit.panel().locator("[data-act=correct]"));
            visit.send();
            keepsNobodyOut(visit, "correction");
            visit.press(visit.sheet().locator(".sheet-foot .button").first());
            visit.press(visit.panel().locator("[data-act=edit]"));
            visit.sheet().locator("#edit-remark").fill("mine");
            other.write("PCL-FSX-04", "\"remark\": \"theirs, " + screen + "\"");
            visit.watch().expectRefusal(412);
            visit.send();
            assertThat(visit.sheet().locator(".conflict-three")).isVisible();
            keepsNobodyOut(visit, "conflict");
        }
    }

    @ParameterizedTest
    @MethodSource("oppositeScreens")
    void keepsNobodyOutOfDrafts(Screen screen) {
        String parcel = screen.phone() ? "PCL-FSX-05" : "PCL-FSX-03";
        try (Visit visit = Visit.at(browser, server, screen, "#/map?sel=parcel:" + parcel)) {
            visit.signIn("planner");
            visit.press(visit.panel().locator("[data-act=edit]"));
            visit.sheet().locator("#edit-remark").fill("mine");
            visit.press(visit.sheet().locator("[data-act=draft]"));
            assertThat(visit.panel().locator(".draft")).isVisible();
            keepsNobodyOut(visit, "panel with a draft");
            visit.press(visit.panel().locator("[data-act=draft]"));
            assertThat(visit.sheet().locator(".version-table")).isVisible();
            keepsNobodyOut(visit, "draft");
            new OtherWriter(server).write(parcel, "\"remark\": \"theirs\"");
            visit.turnTo("/#/inbox");
            visit.reload();
            keepsNobodyOut(visit, "drafts");
            visit.press(visit.page().locator(".is-drafts .inbox-item").first());
            assertThat(visit.panel().locator(".draft.is-behind")).isVisible();
            visit.press(visit.panel().locator("[data-act=draft]"));
            assertThat(visit.sheet().locator(".conflict-three")).isVisible();
            keepsNobodyOut(visit, "draft that is behind");
        }
    }

    @ParameterizedTest
    @MethodSource("oppositeScreens")
    void keepsNobodyOutOfSubscriptionsAndWebhooks(Screen screen) {
        try (Visit visit = Visit.at(browser, server, screen, "#/map?c=121.2667,28.6210,16")) {
            visit.signIn("admin");
            visit.press(visit.page().locator("[data-tool=subscribe]"));
            keepsNobodyOut(visit, "subscribe");
            visit.page().locator("#subscribe-name").fill("here");
            visit.press(visit.page().locator("dialog.dialog button[type=submit]"));
            assertThat(visit.page().locator("dialog")).hasCount(0);
            new OtherWriter(server).write("PCL-FSX-02", "\"remark\": \"" + screen + "\"");
            visit.press(visit.page().locator(".toast .button-quiet"));
            assertThat(visit.page().locator(".subscription .inbox-item").first())
                    .isVisible();
            keepsNobodyOut(visit, "news");
            visit.turnTo("/#/admin/webhooks");
            visit.press(visit.page().locator(".access-bar .button-primary"));
            keepsNobodyOut(visit, "new webhook");
            visit.page().locator("#new-webhook-name").fill("hook");
            visit.page().locator("#new-webhook-url").fill("https://hooks.example.invalid/");
            visit.press(visit.page().locator("dialog.dialog button[type=submit]"));
            visit.press(visit.page().locator(".access-secret ~ .dialog-foot .button-primary"));
            visit.press(visit.page().locator(".access-account").first());
            visit.press(visit.page().locator("[data-act=test]"));
            assertThat(visit.page().locator(".access-list .webhook-trouble").first())
                    .isVisible();
            keepsNobodyOut(visit, "webhook");
        }
    }

    @ParameterizedTest
    @MethodSource("oppositeScreens")
    void keepsNobodyOutOfTheDataPages(Screen screen) {
        try (Visit visit = Visit.begin(browser, server, screen)) {
            for (String path : OGC_PAGES) {
                visit.turnTo(path);
                assertThat(visit.page().locator("h1")).isVisible();
                if (visit.page().locator(".map").count() > 0) {
                    assertThat(visit.page().locator(".map .leaflet-control-zoom"))
                            .isVisible();
                }
                keepsNobodyOut(visit, path);
            }
        }
    }

    @Test
    void keepsNobodyOutOfDividing() {
        Screen screen = Screen.DESK.inEnglish().inTheDark();
        try (Visit visit = Visit.at(browser, server, screen, "#/map?sel=parcel:PCL-FSX-02")) {
            visit.signIn("planner");
            visit.press(visit.panel().locator("[data-act=split]"));
            visit.press(visit.page().locator(".sketch svg"));
            assertThat(visit.page().locator(".sketch-place")).not().hasCount(0);
            keepsNobodyOut(visit, "split");
        }
    }

    /** Shows that the looks of the other tests are not with closed eyes. */
    @Test
    void findsAFieldThatHasLostItsName() {
        try (Visit visit = Visit.begin(browser, server, Screen.DESK)) {
            visit.page().evaluate("() => document.querySelector('label[for=search-box]').remove()");
            visit.searchBox().evaluate("box => box.removeAttribute('placeholder')");

            assertThat(findings(visit)).singleElement().asString().startsWith("label (critical)");
        }
    }

    private static void keepsNobodyOut(Visit visit, String where) {
        assertThat(findings(visit))
                .as("serious or critical findings of axe on: " + where)
                .isEmpty();
    }

    /** The pages have no frames, so the mode that looks into none does, and needs no second window for each look. */
    private static List<String> findings(Visit visit) {
        return new AxeBuilder(visit.page())
                .setLegacyMode(true).options(ONLY_FINDINGS).analyze().getViolations().stream()
                        .filter(rule -> Set.of("serious", "critical").contains(rule.getImpact()))
                        .map(AccessibilityIT::inWords)
                        .toList();
    }

    private static String inWords(Rule rule) {
        List<String> places =
                rule.getNodes().stream().map(CheckedNode::getHtml).limit(5).toList();
        return rule.getId() + " (" + rule.getImpact() + "): " + rule.getHelp() + " at " + places;
    }
}
