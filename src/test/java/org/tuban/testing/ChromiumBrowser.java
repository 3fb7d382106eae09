package org.tuban.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A real, headless Chromium for journeys through the page: the one the system has installed, never a download. Each
 * launch has a fresh profile. Belongs to the thread that launched it, as Playwright demands; close it at the end.
 */
public final class ChromiumBrowser implements AutoCloseable {
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/chromium"),
            Path.of("/usr/bin/chromium-browser"),
            Path.of("/usr/bin/google-chrome"),
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));

    /** No sandbox, because containers lack the kernel's user namespaces; nothing but our own page is opened. */
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private final Playwright playwright;
    private final Browser browser;

    private ChromiumBrowser(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /**
     * Starts the browser.
     *
     * @throws IllegalStateException if no Chromium is installed; says what to install
     */
    public static ChromiumBrowser launch() {
        Path program = find();
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setHeadless(true)
                        .setArgs(FLAGS));
        return new ChromiumBrowser(playwright, browser);
    }

    /**
     * A page in a context of its own: no cookies, no storage, times shown as in Nancheng.
     *
     * @param widthPixels width of the window in CSS pixels, e.g. 1280 for a desk, 390 for a phone
     * @param heightPixels height of the window in CSS pixels
     * @param locale language tag that the browser asks for, e.g. {@code zh-CN}
     */
    public Page newPage(int widthPixels, int heightPixels, String locale) {
        BrowserContext context = browser.newContext(new Browser.NewContextOptions()
                .setViewportSize(widthPixels, heightPixels)
                .setLocale(locale)
                .setTimezoneId("Asia/Shanghai"));
        return context.newPage();
    }

    /** The browser itself, for contexts with other options: dark colours, touch, a base URL. */
    public Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Path find() {
        return PLACES.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No Chromium found: looked for " + PLACES
                        + ". On Debian as root: apt-get install chromium fonts-noto-cjk (bin/test does it)"));
    }
}
