package org.tuban.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tuban.testing.Backend;
import org.tuban.testing.ChromiumBrowser;
import org.tuban.testing.TubanServer;

/** An administrator makes an account; its owner chooses a password, makes a token and is closed out again. */
class AccountsJourneyIT {

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

    private static Locator button(Visit visit, String key) {
        return visit.page()
                .locator("button")
                .filter(new Locator.FilterOptions().setHasText(visit.words().of(key)));
    }

    @Test
    void goesFromInvitationToClosing() {
        try (Visit admin = Visit.at(browser, server, Screen.DESK, "#/admin/accounts")) {
            admin.signIn("admin");
            String password = invite(admin);

            try (Visit person = Visit.at(browser, server, Screen.PHONE, "#/account")) {
                choosesAPassword(person, password);
                makesAToken(person);
                closes(admin);
                person.watch().expectRefusal(401);
                person.page().locator("#token-name").fill("too late");
                person.press(button(person, "access.token.create"));
                assertThat(person.page().locator(".toast-error")).isVisible();
            }
        }
    }

    private static String invite(Visit admin) {
        admin.press(button(admin, "access.create.title"));
        admin.page().locator("#create-name").fill("cadre");
        admin.page().locator("#create-displayName").fill("村干部甲");
        admin.page().locator("dialog input[value=lead]").check();
        admin.press(admin.page().locator("dialog button[type=submit]"));
        String password = admin.page().locator(".access-secret code").textContent();
        admin.press(button(admin, "access.kept"));
        assertThat(admin.page().locator(".access-accounts")).containsText("村干部甲");
        return password;
    }

    private static void choosesAPassword(Visit person, String password) {
        person.press(person.page().locator("#session button").first());
        person.watch().expectRefusal(403);
        person.page().locator("#session-name").fill("cadre");
        person.page().locator("#session-password").fill(password);
        person.page().locator("#session-password").press("Enter");
        person.page().locator("#session-newPassword").fill("forty-two-green-hills");
        person.page().locator("#session-newPassword").press("Enter");
        assertThat(person.page().locator("#session .session-account")).isVisible();
        assertThat(person.page().locator(".access-list").first())
                .containsText(person.words().of("access.session.current"));
    }

    private static void makesAToken(Visit person) {
        person.page().locator("#token-name").fill("QGIS");
        person.press(button(person, "access.token.create"));
        assertThat(person.page().locator(".access-secret code")).containsText("tuban_");
        person.press(button(person, "access.kept"));
        assertThat(person.page().locator(".access-list").last()).containsText("QGIS");
    }

    private static void closes(Visit admin) {
        admin.press(admin.page().locator(".access-account").filter(new Locator.FilterOptions().setHasText("cadre")));
        admin.addressHas("name=cadre");
        assertThat(admin.page().locator(".access-list").last()).containsText("QGIS");
        admin.press(button(admin, "access.close.title"));
        admin.press(admin.page().locator("dialog .button-primary"));
        assertThat(admin.page().locator("h3 .badge")).hasText(admin.words().of("access.closed"));
    }
}
