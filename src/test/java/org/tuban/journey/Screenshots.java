package org.tuban.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tuban.testing.Backend;
import org.tuban.testing.ChromiumBrowser;
import org.tuban.testing.TubanServer;

/**
 * Takes the pictures of the README anew. Runs only when called by its name, as its name is not that of a test:
 *
 * <pre>mvn test -Dtest=Screenshots -Dsurefire.failIfNoSpecifiedTests=false [-Dtuban.screenshots=FOLDER]</pre>
 */
class Screenshots {

    private static final Path FOLDER = Path.of(System.getProperty("tuban.screenshots", "docs/images"));
    private static final long MOST_BYTES = 200_000;

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
    void takesTheMapWithAParcel() throws IOException {
        try (Visit visit = at(Screen.DESK, "#/map?c=121.2676,28.6203,17&sel=parcel:PCL-FSX-04")) {
            visit.seesInPanel("方山下三期示例04号");
            take(visit, "map.png");
        }
    }

    @Test
    void takesTheTransitionSheet() throws IOException {
        try (Visit visit = at(Screen.DESK, "#/map?c=121.2676,28.6203,17&sel=parcel:PCL-FSX-01")) {
            visit.seesInPanel("方山下三期示例01号");
            visit.signIn("lead");
            visit.press(visit.step("腾空拆除"));
            visit.field("cleared_on").fill("2026-03-02");
            visit.field("clearance_minute_no").fill("示例纪要〔2026〕17号");
            assertThat(visit.page().locator(".toast")).hasCount(0);
            take(visit, "transition.png");
        }
    }

    @Test
    void takesTheMapInEnglishAndInTheDark() throws IOException {
        Screen screen = Screen.DESK.inEnglish().inTheDark();
        try (Visit visit = at(screen, "#/map?c=121.2540,28.5990,17&sel=parcel:PCL-SQ-06")) {
            visit.seesInPanel("Shanqian park, example 06");
            take(visit, "dark-en.png");
        }
    }

    @Test
    void takesTheDossierOfTheBlock() throws IOException {
        try (Visit visit = at(Screen.DESK, "#/map?c=121.2676,28.6203,16&sel=block:BLK-FSX-3")) {
            visit.seesInPanel("方山下三期地块（工业上楼区块）");
            // The figures stand below the links; the four bounds are the roads on the map beside them.
            visit.panel().locator("#observations-title").evaluate("title => title.scrollIntoView()");
            take(visit, "block.png");
        }
    }

    @Test
    void takesThePhone() throws IOException {
        try (Visit visit = at(Screen.PHONE, "#/map?c=121.2676,28.6190,16&sel=parcel:PCL-FSX-02")) {
            visit.seesInPanel("方山下三期示例02号");
            assertThat(visit.panel()).hasAttribute("data-stop", "half");
            take(visit, "phone.png");
        }
    }

    private static void take(Visit visit, String name) throws IOException {
        visit.map().settle();
        byte[] png = visit.page().screenshot(new Page.ScreenshotOptions().setAnimations(ScreenshotAnimations.DISABLED));
        BufferedImage picture = Palette.reduce(ImageIO.read(new ByteArrayInputStream(png)));
        Path file = FOLDER.resolve(name);
        Files.createDirectories(FOLDER);
        assertThat(ImageIO.write(picture, "png", file.toFile())).isTrue();
        assertThat(Files.size(file)).as("bytes of " + file).isLessThan(MOST_BYTES);
    }

    private static Visit at(Screen screen, String link) {
        return Visit.at(browser, server, screen, link);
    }
}
