package org.tuban.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.assertj.core.api.Assertions;
import org.tuban.testing.ChromiumBrowser;
import org.tuban.testing.TubanServer;

/** One person at the page, in a window of their own. Closing it proves that nothing went wrong behind their back. */
final class Visit implements AutoCloseable {

    /** A search that somebody would give up is longer; a machine that runs other tests too needs most of it. */
    private static final int PATIENCE_MS = 20_000;

    private final TubanServer server;
    private final BrowserContext context;
    private final Page page;
    private final Watch watch;
    private final PlanMap map;
    private final Screen screen;
    private final Words words;

    private Visit(TubanServer server, BrowserContext context, Screen screen) {
        this.server = server;
        this.context = context;
        this.screen = screen;
        page = context.newPage();
        page.setDefaultTimeout(PATIENCE_MS);
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        watch = new Watch(page);
        map = new PlanMap(page, screen.phone());
        words = Words.in(screen.lang());
    }

    /** Opens the page as it greets a newcomer. */
    static Visit begin(ChromiumBrowser browser, TubanServer server, Screen screen) {
        return at(browser, server, screen, "");
    }

    /**
     * Opens a link to the page.
     *
     * @param link what follows the address of the service, such as {@code #/map?sel=block:BLK-FSX-3}
     */
    static Visit at(ChromiumBrowser browser, TubanServer server, Screen screen, String link) {
        Visit visit = new Visit(server, browser.browser().newContext(screen.settings()), screen);
        visit.page.navigate(server.uri("/").toString() + link);
        visit.map.settle();
        return visit;
    }

    Page page() {
        return page;
    }

    PlanMap map() {
        return map;
    }

    Watch watch() {
        return watch;
    }

    Words words() {
        return words;
    }

    /** Loads the page anew at the address it has. */
    void reload() {
        page.reload();
        map.settle();
    }

    /** Leaves the page for another of the service's. */
    void turnTo(String path) {
        page.navigate(server.uri(path).toString());
    }

    Locator panel() {
        return page.locator("#panel");
    }

    /** The name at the head of the panel. */
    Locator heading() {
        return page.locator("#panel-heading");
    }

    /** Waits until the panel tells everything about something of this name. */
    void seesInPanel(String name) {
        assertThat(heading()).hasText(name);
        assertThat(panel().locator(".panel-foot")).isVisible();
    }

    Locator searchBox() {
        return page.getByRole(AriaRole.COMBOBOX);
    }

    /** A hit of the search whose text has these words. */
    Locator hit(String words) {
        return page.getByRole(AriaRole.OPTION, new GetByRoleOptions().setName(words));
    }

    /** A link in the panel to something whose name has these words. */
    Locator link(String name) {
        Locator named = page.locator(".link-name", new Page.LocatorOptions().setHasText(name));
        return panel().locator(".link-go")
                .filter(new Locator.FilterOptions().setHas(named))
                .first();
    }

    /** The button that opens the step to a state; {@code state} is its title. */
    Locator step(String state) {
        return panel().locator(".steps button").filter(new Locator.FilterOptions().setHasText(state));
    }

    /** The open transition sheet. */
    Locator sheet() {
        return page.locator("dialog.sheet[open]");
    }

    /** The control of a field in the transition sheet. */
    Locator field(String name) {
        return sheet().locator("#sheet-" + name);
    }

    /** The line below a field that says what is wrong with it. */
    Locator problem(String field) {
        return sheet().locator("#sheet-" + field + "-problem");
    }

    /** Presses the button that sends the transition sheet. */
    void send() {
        press(sheet().locator("button[type=submit]"));
    }

    /** Entries of the history, newest first. */
    Locator history() {
        return panel().locator(".timeline > .event");
    }

    /** Scrolls to the history, as it is fetched only for those who look. */
    void readHistory() {
        panel().locator("#history-title").scrollIntoViewIfNeeded();
        assertThat(history().first()).isVisible();
    }

    /** By mouse or by finger. */
    void press(Locator control) {
        if (screen.phone()) {
            control.tap();
        } else {
            control.click();
        }
    }

    /** Signs in by the button in the header. */
    void signIn(String account) {
        press(page.locator("#session button").first());
        fillInSignIn(account);
    }

    /** Fills in the open sign-in dialog and sends it. */
    void fillInSignIn(String account) {
        page.locator("#session-name").fill(account);
        page.locator("#session-password").fill(TubanServer.PASSWORD);
        page.locator("#session-password").press("Enter");
        assertThat(page.locator("#session .session-account")).isVisible();
        assertThat(page.locator("dialog[open]")).hasCount(0);
    }

    /** Signs out by the menu of the account. */
    void signOut() {
        press(page.locator("#session .session-account"));
        press(page.locator("#account-menu").getByText(words.of("session.signOut")));
        assertThat(page.locator("#session .session-account")).hasCount(0);
    }

    /** Waits until the address has this in it. */
    void addressHas(String part) {
        page.waitForFunction("part => decodeURIComponent(location.href).includes(part)", part);
    }

    @Override
    public void close() {
        // Events come in only while the browser is asked something.
        page.title();
        context.close();
        Assertions.assertThat(watch.troubles())
                .as("what went wrong in the window")
                .isEmpty();
    }
}
