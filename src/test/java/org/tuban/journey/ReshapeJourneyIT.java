package org.tuban.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.Position;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tuban.testing.Backend;
import org.tuban.testing.ChromiumBrowser;
import org.tuban.testing.TubanServer;

/** A planner draws a line across a parcel, looks at what would come of it, divides it, and takes that back. */
class ReshapeJourneyIT {

    private static final String NAME = "方山下三期示例04号";

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
    void dividesAParcelByALineThatIsDrawnAndTakesItBack() {
        try (Visit planner = Visit.at(browser, server, Screen.DESK, "#/map?sel=parcel:PCL-FSX-04")) {
            planner.seesInPanel(NAME);
            planner.signIn("planner");
            Locator lineage = planner.panel().locator("[data-group=lineage]");
            planner.press(lineage.locator("[data-act=split]"));
            Locator dialog = planner.page().locator("dialog.dialog");
            draw(planner, dialog);
            look(planner, dialog);

            planner.press(dialog.locator("[data-act=carry-out]"));
            assertThat(dialog).hasCount(0);
            assertThat(planner.heading()).not().hasText("");
            assertThat(lineage).containsText("PCL-FSX-04");
            assertThat(planner.panel()).containsText("4,000");
            assertThat(planner.panel()).containsText("方山下三期地块（工业上楼区块）");

            planner.press(lineage.locator("[data-act=undo]"));
            dialog.locator("#undo-reason").fill("画错了");
            planner.press(dialog.locator("button[type=submit]"));
            planner.seesInPanel(NAME);
            assertThat(lineage.locator(".is-undone")).hasCount(1);
            assertThat(planner.panel()).containsText("7,958");
        }
    }

    /** From side to side, with a place too many in between; near a side a click takes that, and near a corner the corner. */
    private static void draw(Visit planner, Locator dialog) {
        Locator picture = dialog.locator(".sketch svg");
        Locator line = dialog.locator("#split-line");
        click(picture, 0.06, 0.5);
        click(picture, 0.5, 0.3);
        assertThat(dialog.locator(".sketch-line")).isVisible();
        planner.press(dialog.locator("[data-act=back]"));
        assertThat(dialog.locator(".sketch-line")).hasCount(0);
        click(picture, 0.94, 0.4);
        assertThat(dialog.locator(".sketch-line")).isVisible();
        assertThat(line.inputValue().split("\n")).hasSize(2).allMatch(row -> row.matches("121\\.26\\d+ 28\\.62\\d+"));
        picture.hover(new Locator.HoverOptions().setPosition(at(picture, 0.5, 0.2)));
        assertThat(dialog.locator(".sketch-next")).isVisible();
    }

    /** First with areas that do not add up, then with such as do. */
    private static void look(Visit planner, Locator dialog) {
        dialog.locator("#split-areas").fill("4000 4000");
        dialog.locator("#lineage-reason").fill("出让一半");
        planner.watch().expectRefusal(422);
        planner.press(dialog.locator("button[type=submit]"));
        assertThat(dialog.locator(".callout-error")).containsText("42");
        dialog.locator("#split-areas").fill("4000 3958");
        planner.press(dialog.locator("button[type=submit]"));
        assertThat(dialog.locator(".sketch-part")).hasCount(2);
        assertThat(dialog.locator(".lineage-preview tbody tr")).hasCount(3);
    }

    private static void click(Locator picture, double right, double down) {
        var place = at(picture, right, down);
        picture.click(new Locator.ClickOptions().setPosition(place.x, place.y));
    }

    /** A place of the picture, by the shares of its width and height. */
    private static Position at(Locator picture, double right, double down) {
        BoundingBox box = picture.boundingBox();
        return new Position(box.width * right, box.height * down);
    }
}
