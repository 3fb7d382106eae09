package org.tuban.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tuban.testing.Backend;
import org.tuban.testing.ChromiumBrowser;
import org.tuban.testing.TubanServer;

/** An administrator has another system told what happens, sees that it does not answer, and ends it. */
class WebhookJourneyIT {

    private static final AtomicInteger STATUS = new AtomicInteger(204);

    private static HttpServer target;
    private static TubanServer server;
    private static ChromiumBrowser browser;

    @BeforeAll
    static void start() throws IOException {
        target = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        target.createContext("/", WebhookJourneyIT::answer);
        target.start();
        server = TubanServer.start(Backend.GEOPACKAGE, "--tuban.webhooks.allow=127.0.0.1:" + port());
        browser = ChromiumBrowser.launch();
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
        target.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(STATUS.get(), -1);
        exchange.close();
    }

    private static int port() {
        return target.getAddress().getPort();
    }

    @Test
    void goesFromASecretToAFailureAndAnEnd() {
        try (Visit admin = Visit.at(browser, server, Screen.DESK, "#/admin/webhooks")) {
            admin.signIn("admin");
            create(admin);
            Locator entry = admin.page().locator(".access-account");
            assertThat(entry).containsText("不动产登记系统");
            assertThat(entry).containsText(admin.words().of("webhook.never"));
            admin.press(entry);
            admin.addressHas("id=");

            STATUS.set(500);
            admin.press(admin.page().locator("[data-act=test]"));
            assertThat(admin.page().locator(".toast-error")).containsText("500");
            assertThat(admin.page().locator(".access-list .webhook-trouble")).containsText("500");

            admin.press(admin.page().locator("[data-act=toggle]"));
            assertThat(admin.page().locator(".badge.webhook-paused")).isVisible();
            admin.press(admin.page().locator("[data-act=toggle]"));
            assertThat(admin.page().locator(".badge.webhook-active")).isVisible();
            narrows(admin);

            admin.press(admin.page().locator("[data-act=remove]"));
            admin.press(admin.page().locator("dialog .button-primary"));
            assertThat(admin.page().locator(".access-none"))
                    .hasText(admin.words().of("webhook.none"));
        }
    }

    private static void create(Visit admin) {
        admin.press(admin.page().locator(".access-bar .button-primary"));
        Locator dialog = admin.page().locator("dialog.dialog");
        dialog.locator("#new-webhook-name").fill("不动产登记系统");
        dialog.locator("#new-webhook-url").fill("https://169.254.169.254/latest");
        admin.watch().expectRefusal(400);
        admin.press(dialog.locator("button[type=submit]"));
        assertThat(dialog.locator("#new-webhook-url-problem")).isVisible();
        dialog.locator("#new-webhook-url").fill("http://127.0.0.1:" + port() + "/hook");
        admin.press(dialog.locator("button[type=submit]"));
        assertThat(admin.page().locator(".access-secret code").textContent()).startsWith("whsec_");
        admin.press(dialog.locator(".dialog-foot .button-primary"));
        assertThat(dialog).hasCount(0);
    }

    private static void narrows(Visit admin) {
        admin.page().locator("input[value=parcel]").check();
        admin.press(admin.page().locator(".access-form button[type=submit]"));
        assertThat(admin.page().locator(".toast").last())
                .containsText(admin.words().of("access.saved"));
        admin.reload();
        assertThat(admin.page().locator("input[value=parcel]")).isChecked();
        assertThat(admin.page().locator("input[value=village]")).not().isChecked();
    }
}
