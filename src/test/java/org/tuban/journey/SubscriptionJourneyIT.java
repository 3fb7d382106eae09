package org.tuban.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tuban.testing.Backend;
import org.tuban.testing.ChromiumBrowser;
import org.tuban.testing.TubanServer;

/** Somebody subscribes to what is in view, hears what others change there and nowhere else, and ends it again. */
class SubscriptionJourneyIT {

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
    void goesFromTheMapToNewsThatLeadBackToIt() {
        try (Visit visit = Visit.at(browser, server, Screen.PHONE, "#/map?c=121.2667,28.6210,17")) {
            subscribe(visit);

            OtherWriter other = new OtherWriter(server);
            other.write("PCL-FSX-01", "\"remark\": \"有变更\"");
            other.write("PCL-SQ-06", "\"remark\": \"别处\"");

            visit.press(visit.page().locator(".toast .button-quiet"));
            Locator news = visit.page().locator(".subscription .inbox-item");
            assertThat(news).hasCount(1);
            assertThat(news).containsText("方山下三期示例01号");
            visit.press(news);
            visit.seesInPanel("方山下三期示例01号");

            visit.turnTo("/#/subscriptions");
            visit.reload();
            assertThat(visit.page().locator("[data-screen=subscriptions] .count"))
                    .hasText("1");
            readsRenamesAndEnds(visit);
        }
    }

    /** Who is not signed in is asked to, and then goes on. */
    private static void subscribe(Visit visit) {
        visit.press(visit.page().locator("[data-tool=subscribe]"));
        visit.page().locator("#session-name").fill("planner");
        visit.page().locator("#session-password").fill(TubanServer.PASSWORD);
        visit.page().locator("#session-password").press("Enter");
        Locator dialog = visit.page().locator("dialog.dialog");
        assertThat(dialog.locator("#subscribe-name")).isVisible();
        visit.press(dialog.locator("button[type=submit]"));
        assertThat(dialog.locator("#subscribe-name-problem"))
                .hasText(visit.words().of("subscription.problem.name"));
        dialog.locator("#subscribe-name").fill("三期工地");
        dialog.locator("input[value=parcel]").check();
        visit.press(dialog.locator("button[type=submit]"));
        assertThat(dialog).hasCount(0);
    }

    private static void readsRenamesAndEnds(Visit visit) {
        Locator entry = visit.page().locator(".subscription");
        visit.press(entry.locator("[data-act=markRead]"));
        assertThat(entry).containsText(visit.words().of("subscription.nothing"));
        assertThat(visit.page().locator("[data-screen=subscriptions] .count")).hasCount(0);
        visit.press(entry.locator("[data-act=rename]"));
        visit.page().locator("#rename-name").fill("三期");
        visit.press(visit.page().locator("dialog button[type=submit]"));
        assertThat(entry.locator("h3")).containsText("三期");
        assertThat(entry.locator("h3")).not().containsText("工地");
        visit.press(entry.locator("[data-act=end]"));
        visit.press(visit.page().locator("dialog .button-primary"));
        assertThat(entry).hasCount(0);
    }
}
