package org.tuban.journey;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** The map in a window: what is painted where, and pressing on it by mouse or finger. */
final class PlanMap {

    private final Page page;
    private final boolean touch;

    PlanMap(Page page, boolean touch) {
        this.page = page;
        this.touch = touch;
    }

    /** Waits until the page stands and everything in view is loaded and painted. */
    void settle() {
        page.waitForFunction("() => window.__app");
        page.evaluate("() => window.__app.map.idle()");
    }

    /** Colour in which a feature is filled now, such as {@code #0C2890}, or null if it is not loaded. */
    String colourOf(String layer, String id) {
        return (String) page.evaluate("([layer, id]) => window.__app.map.colorOf(layer, id)", List.of(layer, id));
    }

    /** Waits until a feature is filled in this colour. */
    void waitForColour(String layer, String id, String colour) {
        page.waitForFunction(
                "([layer, id, colour]) => window.__app.map.colorOf(layer, id)?.toUpperCase() === colour",
                List.of(layer, id, colour));
        settle();
    }

    /** Presses on a place, degrees of EPSG:4490. */
    void press(double lon, double lat) {
        Spot spot = spot(lon, lat);
        if (touch) {
            page.touchscreen().tap(spot.x(), spot.y());
        } else {
            page.mouse().click(spot.x(), spot.y());
        }
    }

    /** Moves the mouse over a place. */
    void hover(double lon, double lat) {
        Spot spot = spot(lon, lat);
        page.mouse().move(spot.x(), spot.y());
    }

    /** The colour that most of the pixels about a place have on the screen, as 0xRRGGBB. */
    int paintAt(double lon, double lat) {
        Spot spot = spot(lon, lat);
        byte[] png = page.screenshot(
                new Page.ScreenshotOptions().setClip(spot.x() - PATCH / 2.0, spot.y() - PATCH / 2.0, PATCH, PATCH));
        BufferedImage patch = read(png);
        Map<Integer, Integer> counts = new HashMap<>();
        for (int x = 0; x < patch.getWidth(); x++) {
            for (int y = 0; y < patch.getHeight(); y++) {
                counts.merge(patch.getRGB(x, y) & 0xFFFFFF, 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    /** Side of the square that is looked at, pixels: more than the lines of a hatch, less than a parcel. */
    private static final int PATCH = 12;

    private Spot spot(double lon, double lat) {
        BoundingBox box = page.locator("#map").boundingBox();
        @SuppressWarnings("unchecked")
        Map<String, Number> at = (Map<String, Number>)
                page.evaluate("([lon, lat]) => window.__app.map.project(lon, lat)", List.of(lon, lat));
        return new Spot(box.x + at.get("x").doubleValue(), box.y + at.get("y").doubleValue());
    }

    private static BufferedImage read(byte[] png) {
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private record Spot(double x, double y) {}
}
