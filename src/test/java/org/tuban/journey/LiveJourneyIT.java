package org.tuban.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tuban.testing.Backend;
import org.tuban.testing.ChromiumBrowser;
import org.tuban.testing.TubanServer;

/** What somebody changes elsewhere is seen at an open page, without loading it again. */
class LiveJourneyIT {

    private static final String SIGNING = "#0C2890";
    private static final String CLEARED = "#F6BC1D";
    private static final String PARCEL = "PCL-FSX-01";

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
    void seesAParcelRecolourThatSomebodyElseMovedAndIsTold() {
        String link = "#/map?c=121.2667,28.6216,17&sel=parcel:" + PARCEL;
        try (Visit watching = Visit.at(browser, server, Screen.DESK, link)) {
            watching.seesInPanel("方山下三期示例01号");
            assertThat(watching.map().colourOf("parcel", PARCEL)).isEqualToIgnoringCase(SIGNING);
            watching.page().evaluate("() => { window.notReloaded = true; }");

            String address = "/api/features/parcel/" + PARCEL;
            var answer = server.post(
                    address + "/transitions",
                    "{\"to\":\"CLEARED\",\"evidence\":{\"cleared_on\":\"2026-03-01\",\"clearance_minute_no\":\"南城纪要1号\"}}",
                    "Authorization",
                    TubanServer.basic("planner"),
                    "If-Match",
                    server.get(address).headers().firstValue("ETag").orElseThrow());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);

            watching.map().waitForColour("parcel", PARCEL, CLEARED);
            assertThat(watching.page().locator(".toast"))
                    .containsText(watching.words().of("live.show"));
            watching.page().locator(".toast .button-quiet").click();
            assertThat(watching.panel().locator(".panel-state")).containsText("腾空拆除");
            assertThat(watching.page().evaluate("() => window.notReloaded")).isEqualTo(true);
        }
    }
}
