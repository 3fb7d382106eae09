package org.tuban.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tuban.testing.Backend;
import org.tuban.testing.ChromiumBrowser;
import org.tuban.testing.TubanServer;

/** A draft stands beside what is approved until somebody promotes or discards it, also when that moves on meanwhile. */
class DraftJourneyIT {

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
    void goesFromAPlannersSheetPastAnotherWriteIntoHistory() {
        String link = "#/map?sel=parcel:PCL-FSX-04";
        try (Visit planner = Visit.at(browser, server, Screen.DESK, link);
                Visit reader = Visit.at(browser, server, Screen.PHONE, link)) {
            planner.seesInPanel("方山下三期示例04号");
            planner.signIn("planner");
            planner.press(planner.panel().locator("[data-act=edit]"));
            planner.sheet().locator("#edit-remark").fill("起草的备注");
            planner.sheet().locator("#edit-area_stated_m2").fill("很多");
            planner.sheet().locator("#edit-note").fill("依据实测");
            planner.press(planner.sheet().locator("[data-act=draft]"));
            assertThat(planner.sheet()).hasCount(0);
            assertThat(planner.panel().locator(".draft")).containsText("规划员（示例）");

            reader.seesInPanel("方山下三期示例04号");
            reader.signIn("viewer");
            assertThat(reader.panel()).not().containsText("起草的备注");
            assertThat(reader.panel().locator(".draft")).hasCount(0);

            putsRight(planner);
            new OtherWriter(server).write("PCL-FSX-04", "\"remark\": \"别人的备注\"");
            catchesUp(planner);

            planner.press(planner.sheet().locator("button[type=submit]"));
            assertThat(planner.sheet()).hasCount(0);
            assertThat(planner.panel().locator(".draft")).hasCount(0);
            planner.readHistory();
            assertThat(planner.history().first()).containsText("依据实测");
            assertThat(planner.history().first()).containsText("起草的备注");
        }
    }

    /** A draft that is not finished cannot be promoted, but edited. */
    private static void putsRight(Visit planner) {
        planner.press(planner.panel().locator("[data-act=draft]"));
        assertThat(planner.sheet().locator(".draft-problems"))
                .containsText(planner.words().of("workflow.problem.number"));
        assertThat(planner.sheet().locator("tr[data-field=remark] ins")).hasText("起草的备注");
        assertThat(planner.sheet().locator("button[type=submit]")).hasCount(0);
        planner.press(planner.sheet().locator("[data-act=edit]"));
        assertThat(planner.sheet().locator("#edit-area_stated_m2-problem")).isVisible();
        planner.sheet().locator("#edit-area_stated_m2").fill("9000");
        planner.send();
        assertThat(planner.sheet()).hasCount(0);
    }

    private static void catchesUp(Visit planner) {
        planner.press(planner.page().locator(".toast .button-quiet"));
        assertThat(planner.panel().locator(".draft.is-behind")).isVisible();
        planner.press(planner.panel().locator("[data-act=draft]"));
        assertThat(planner.sheet().locator(".conflict-three")).isVisible();
        planner.press(planner.sheet().locator("input[name=choice-remark][value=mine]"));
        planner.send();
        assertThat(planner.sheet().locator(".conflict-three")).hasCount(0);
        assertThat(planner.sheet().locator("tr[data-field=remark] del")).hasText("别人的备注");
    }

    @Test
    void isBegunByALeadOnAPhoneWhoCannotPromoteIt() {
        try (Visit lead = Visit.at(browser, server, Screen.PHONE, "#/map?sel=parcel:PCL-FSX-06")) {
            lead.seesInPanel("方山下三期示例06号");
            lead.signIn("lead");
            lead.press(lead.panel().locator("[data-act=draft-begin]"));
            lead.sheet().locator("#edit-remark").fill("现场看到的");
            lead.send();
            assertThat(lead.sheet()).hasCount(0);
            lead.press(lead.panel().locator("[data-act=draft]"));
            assertThat(lead.sheet().locator("tr[data-field=remark] ins")).hasText("现场看到的");
            assertThat(lead.sheet().locator("button[type=submit]")).hasCount(0);
            lead.press(lead.sheet().locator("[data-act=discard]"));
            lead.press(lead.page().locator("dialog.dialog .button-primary"));
            assertThat(lead.sheet()).hasCount(0);
            assertThat(lead.panel().locator("[data-act=draft-begin]")).isVisible();
        }
    }

    @Test
    void ofANewObjectIsFoundInTheInboxWithItsShape() {
        String shape = """
                {"type": "Polygon", "coordinates": [[[121.27, 28.62], [121.2705, 28.62], [121.2705, 28.6205],
                [121.27, 28.6205], [121.27, 28.62]]]}""";
        HttpRequest request = HttpRequest.newBuilder(server.uri("/api/features/parcel/PCL-NEW/draft"))
                .header("Authorization", TubanServer.basic("lead"))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("""
                        {"values": {"name": "新增地块", "geometry_accuracy": "digitised", "source": "src-tuban-example"},
                        "geometry": %s}""".formatted(shape)))
                .build();
        assertThat(server.send(request).statusCode()).isEqualTo(201);
        try (Visit planner = Visit.at(browser, server, Screen.DESK, "#/inbox")) {
            planner.signIn("planner");
            Locator entry = planner.page().locator(".is-drafts .inbox-item");
            assertThat(entry).containsText("新增地块");
            planner.press(entry);
            assertThat(planner.sheet().locator(".shape-added")).isVisible();
            planner.send();
            assertThat(planner.sheet()).hasCount(0);
            assertThat(entry).hasCount(0);
            planner.press(planner.page().locator(".toast .button-quiet"));
            planner.seesInPanel("新增地块");
        }
    }
}
