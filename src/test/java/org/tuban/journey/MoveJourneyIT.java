package org.tuban.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.testing.Backend;
import org.tuban.testing.ChromiumBrowser;
import org.tuban.testing.TubanServer;

/** The main job, on both stores: a project lead moves a parcel to its next state. */
@ParameterizedClass
@EnumSource(Backend.class)
class MoveJourneyIT {

    private static final String SIGNING = "#0C2890";
    private static final String CLEARED = "#F6BC1D";

    private static TubanServer server;
    private static ChromiumBrowser browser;

    MoveJourneyIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend);
        browser = ChromiumBrowser.launch();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        browser.close();
        server.close();
    }

    @Test
    void movesAParcelWithEvidenceAndSeesItRecolourAndItsHistoryGrow() {
        try (Visit visit = at("#/map?c=121.2667,28.6216,17")) {
            visit.map().press(121.26585, 28.62175);
            visit.seesInPanel("方山下三期示例01号");
            assertThat(visit.panel()).containsText(visit.words().of("workflow.why.not-signed-in"));
            assertThat(visit.map().colourOf("parcel", "PCL-FSX-01")).isEqualToIgnoringCase(SIGNING);
            visit.signIn("lead");
            visit.readHistory();
            int before = visit.history().count();
            int paint = visit.map().paintAt(121.26585, 28.62175);
            visit.page().evaluate("() => { window.notReloaded = true; }");

            visit.press(visit.step("腾空拆除"));
            visit.send();
            assertThat(visit.problem("cleared_on")).hasText(visit.words().of("workflow.problem.required"));
            assertThat(visit.field("cleared_on")).isFocused();
            assertThat(visit.problem("clearance_photo")).hasText(visit.words().of("workflow.problem.group"));
            visit.field("cleared_on").fill("2026-03-02");
            visit.field("clearance_minute_no").fill("南城纪要〔2026〕17号");
            visit.field("note").fill("现场已腾空");
            visit.send();

            assertThat(visit.sheet()).hasCount(0);
            visit.map().waitForColour("parcel", "PCL-FSX-01", CLEARED);
            assertThat(visit.map().paintAt(121.26585, 28.62175)).isNotEqualTo(paint);
            assertThat(visit.page().evaluate("() => window.notReloaded")).isEqualTo(true);
            assertThat(visit.panel().locator(".panel-state")).containsText("腾空拆除");
            assertThat(visit.history()).hasCount(before + 1);
            Locator newest = visit.history().first();
            assertThat(newest.locator(".event-who")).containsText("项目负责人（示例）");
            assertThat(newest.locator(".event-move .chip").first()).hasText("签约");
            assertThat(newest.locator(".event-move .chip").last()).hasText("腾空拆除");
            assertThat(newest.locator(".event-evidence")).containsText("南城纪要〔2026〕17号");
            assertThat(newest.locator(".event-evidence")).containsText("2026");
            assertThat(newest.locator(".event-note")).hasText("现场已腾空");

            visit.signOut();
            assertThat(visit.panel()).containsText(visit.words().of("workflow.why.not-signed-in"));
        }
    }

    @Test
    void tellsALeadWhyTheParcelOfOthersCannotBeMoved() {
        new DrawnParcels(server).draw("PCL-J-OTHERS", "他人的图斑", 121.2550, 28.6130);
        try (Visit visit = at("#/map?sel=parcel:PCL-J-OTHERS")) {
            visit.seesInPanel("他人的图斑");
            visit.signIn("lead");

            assertThat(visit.panel().locator(".steps-none"))
                    .containsText(visit.words().of("workflow.why.not-yours"));
            assertThat(visit.panel().locator(".steps button")).hasCount(0);
        }
    }

    @Test
    void saysWhoWasFirstAndKeepsWhatWasTyped() {
        try (Visit visit = at("#/map?sel=parcel:PCL-FSX-03")) {
            visit.seesInPanel("方山下三期示例03号");
            visit.signIn("lead");
            visit.press(visit.step("腾空拆除"));
            visit.field("cleared_on").fill("2026-03-02");
            visit.field("clearance_minute_no").fill("我写的文号");

            somebodyElseClears("PCL-FSX-03");
            visit.watch().expectRefusal(412);
            visit.send();

            Locator refusal = visit.sheet().locator(".refusal");
            assertThat(refusal).containsText(visit.words().of("workflow.refused.conflict"));
            assertThat(refusal).containsText("规划员（示例）");
            assertThat(refusal.locator(".conflict")).containsText("腾空拆除");
            assertThat(refusal.locator(".conflict")).containsText("对方的文号");
            assertThat(visit.field("clearance_minute_no")).hasValue("我写的文号");
            assertThat(visit.field("cleared_on")).hasValue("2026-03-02");
            visit.map().waitForColour("parcel", "PCL-FSX-03", CLEARED);
        }
    }

    @Test
    void opensAndLeavesTheSheetByKeyboardAndGivesTheFocusBack() {
        try (Visit visit = at("#/map?sel=parcel:PCL-FSX-05")) {
            Page page = visit.page();
            visit.seesInPanel("方山下三期示例05号");
            signInByKeyboard(visit);
            Locator step = visit.step("腾空拆除");
            tabTo(visit, step);
            page.keyboard().press("Enter");
            assertThat(visit.sheet()).isVisible();

            tabTo(visit, visit.field("clearance_minute_no"));
            page.keyboard().type("半句");
            page.keyboard().press("Escape");
            assertThat(visit.sheet()).containsText(visit.words().of("workflow.leaving"));
            page.keyboard().press("Enter");
            assertThat(visit.field("clearance_minute_no")).hasValue("半句");
            page.keyboard().press("Escape");
            assertThat(visit.sheet().locator("[data-keep]")).isFocused();
            page.keyboard().press("Tab");
            page.keyboard().press("Enter");

            assertThat(visit.sheet()).hasCount(0);
            assertThat(step).isFocused();
            page.keyboard().press("Escape");
            assertThat(visit.panel()).isHidden();
        }
    }

    @Test
    void doesTheWholeJobOnAPhoneInEnglish() {
        try (Visit visit = Visit.begin(browser, server, Screen.PHONE.inEnglish())) {
            visit.press(visit.searchBox());
            visit.searchBox().fill("Fangshanxia phase 3");
            visit.press(visit.hit("Fangshanxia phase 3 block"));
            assertThat(visit.heading()).containsText("Fangshanxia phase 3 block");
            assertThat(visit.panel()).hasAttribute("data-stop", "half");
            visit.map().settle();
            visit.press(visit.page().locator("#panel-grip"));
            assertThat(visit.panel()).hasAttribute("data-stop", "full");
            visit.press(visit.page().locator("#panel-grip"));
            assertThat(visit.panel()).hasAttribute("data-stop", "peek");

            visit.map().press(121.26702, 28.62165);
            visit.seesInPanel("Fangshanxia phase 3, example 02");
            visit.press(visit.page().locator("#panel-grip"));
            assertThat(visit.panel()).hasAttribute("data-stop", "half");
            assertThat(visit.map().colourOf("parcel", "PCL-FSX-02")).isEqualToIgnoringCase(SIGNING);
            visit.signIn("lead");
            visit.press(visit.step("Cleared"));
            visit.send();
            assertThat(visit.problem("cleared_on")).hasText(visit.words().of("workflow.problem.required"));
            visit.field("cleared_on").fill("2026-03-02");
            visit.field("clearance_minute_no").fill("2026-17");
            visit.send();

            assertThat(visit.sheet()).hasCount(0);
            visit.map().waitForColour("parcel", "PCL-FSX-02", CLEARED);
            visit.readHistory();
            Locator newest = visit.history().first();
            assertThat(newest.locator(".event-move .chip").last()).hasText("Cleared");
            assertThat(newest.locator(".event-evidence")).containsText("2026-17");
            visit.signOut();
            assertThat(visit.panel()).containsText(visit.words().of("workflow.why.not-signed-in"));
        }
    }

    private static void signInByKeyboard(Visit visit) {
        tabTo(visit, visit.panel().locator(".steps-none button"));
        visit.page().keyboard().press("Enter");
        assertThat(visit.page().locator("#session-name")).isFocused();
        visit.page().keyboard().type("lead");
        visit.page().keyboard().press("Tab");
        visit.page().keyboard().type(TubanServer.PASSWORD);
        visit.page().keyboard().press("Enter");
        assertThat(visit.step("腾空拆除")).isVisible();
    }

    /** Presses Tab until the control has the focus, as often as the page has stops at most. */
    private static void tabTo(Visit visit, Locator control) {
        for (int presses = 0; presses < 120; presses++) {
            if ((Boolean) control.evaluate("element => element === document.activeElement")) {
                return;
            }
            visit.page().keyboard().press("Tab");
        }
        assertThat(control).isFocused();
    }

    private static void somebodyElseClears(String parcel) {
        String address = "/api/features/parcel/" + parcel;
        String version = server.get(address).headers().firstValue("ETag").orElseThrow();
        var answer = server.post(
                address + "/transitions",
                "{\"to\":\"CLEARED\",\"evidence\":{\"cleared_on\":\"2026-03-01\",\"clearance_minute_no\":\"对方的文号\"}}",
                "Authorization",
                TubanServer.basic("planner"),
                "If-Match",
                version);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static Visit at(String link) {
        return Visit.at(browser, server, Screen.DESK, link);
    }
}
