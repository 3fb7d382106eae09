package org.tuban.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tuban.testing.Backend;
import org.tuban.testing.ChromiumBrowser;
import org.tuban.testing.TubanServer;

/** Four eyes at two screens: a project lead proposes on a phone, a planner decides at a desk. */
class ProposalJourneyIT {

    private static final String SIGNING = "#0C2890";
    private static final String CONSULTED = "#6AC9F7";
    private static final byte[] PDF =
            "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n".getBytes(StandardCharsets.UTF_8);

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

    @Test
    void goesFromALeadsPhoneToAPlannersDeskAndBack() {
        try (Visit phone = Visit.at(browser, server, Screen.PHONE, "#/map?sel=parcel:PCL-FSX-05");
                Visit desk = Visit.at(browser, server, Screen.DESK, "#/inbox")) {
            phone.seesInPanel("方山下三期示例05号");
            phone.signIn("lead");
            phone.press(phone.step("意愿征询"));
            assertThat(phone.sheet().locator(".callout-proposal")).containsText("规划员");
            phone.field("reason").fill("两户撤回");
            phone.send();
            assertThat(phone.sheet()).hasCount(0);
            Locator waiting = phone.panel().locator(".proposal");
            assertThat(waiting).containsText("项目负责人（示例）");
            assertThat(waiting).containsText(phone.words().of("proposal.barred.own-proposal"));
            assertThat(waiting.locator("[data-act=approve]")).hasCount(0);
            assertThat(phone.map().colourOf("parcel", "PCL-FSX-05")).isEqualToIgnoringCase(SIGNING);

            desk.signIn("planner");
            desk.press(entry(desk, "decide", "方山下三期示例05号"));
            desk.seesInPanel("方山下三期示例05号");
            desk.press(desk.panel().locator("[data-act=return]"));
            Locator dialog = desk.page().locator("dialog[open]");
            desk.press(dialog.locator("button[type=submit]"));
            assertThat(dialog.locator(".field-problem"))
                    .containsText(desk.words().of("proposal.problem.comment"));
            dialog.locator("textarea").fill("请写明户号");
            desk.press(dialog.locator("button[type=submit]"));
            assertThat(dialog).hasCount(0);
            assertThat(desk.panel().locator(".proposal h3"))
                    .containsText(desk.words().of("proposal.title.returned"));

            phone.turnTo("/#/inbox");
            phone.reload();
            assertThat(entry(phone, "returned", "方山下三期示例05号")).containsText("请写明户号");
            phone.press(entry(phone, "returned", "方山下三期示例05号"));
            phone.seesInPanel("方山下三期示例05号");
            phone.press(phone.panel().locator(".proposal button").first());
            assertThat(phone.field("reason")).hasValue("两户撤回");
            phone.field("reason").fill("3 号户、5 号户撤回");
            phone.send();
            assertThat(phone.sheet()).hasCount(0);
            assertThat(waiting).containsText("3 号户、5 号户撤回");

            desk.reload();
            desk.press(desk.panel().locator("[data-act=approve]"));
            desk.press(dialog.locator("button[type=submit]"));
            assertThat(dialog).hasCount(0);
            desk.map().waitForColour("parcel", "PCL-FSX-05", CONSULTED);
            assertThat(desk.panel().locator(".proposal")).hasCount(0);
            desk.readHistory();
            assertThat(desk.history().first()).containsText("3 号户、5 号户撤回");
        }
    }

    @Test
    void showsAFileAsEvidenceAndSaysByNameWhatWasRefused() {
        try (Visit visit = Visit.at(browser, server, Screen.PHONE, "#/map?sel=parcel:PCL-FSX-06")) {
            visit.seesInPanel("方山下三期示例06号");
            visit.signIn("lead");
            visit.press(visit.step("腾空拆除"));
            visit.field("cleared_on").fill("2026-03-02");
            visit.watch().expectRefusal(422);
            visit.field("clearance_photo")
                    .setInputFiles(
                            new FilePayload("现场.jpg", "image/jpeg", "no photo".getBytes(StandardCharsets.UTF_8)));
            assertThat(visit.sheet().locator(".file-state.is-failed")).containsText("现场.jpg");

            visit.field("clearance_minute").setInputFiles(new FilePayload("验收纪要.pdf", "application/pdf", PDF));
            assertThat(visit.sheet().locator(".file-state.is-done")).containsText("验收纪要.pdf");
            visit.send();

            assertThat(visit.sheet()).hasCount(0);
            visit.map().waitForColour("parcel", "PCL-FSX-06", "#F6BC1D");
        }
    }

    private static Locator entry(Visit visit, String group, String name) {
        return visit.page()
                .locator(".inbox-group.is-%s .inbox-item".formatted(group))
                .filter(new Locator.FilterOptions().setHasText(name));
    }
}
