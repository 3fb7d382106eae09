package org.tuban.bench;

import static org.tuban.bench.Report.print;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.tuban.testing.ChromiumBrowser;

/**
 * Measures how the map of the page moves over a large layer: times of frames while one drags, zooms, changes the theme
 * and points, at each zoom. Prints a table; asserts nothing.
 */
public final class PageBench {

    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final double SIDE_DEGREES = 0.0003;
    private static final String HEAD = "| Zoom | Act | In view | Load ms | Frames | p50 ms | p95 ms | Worst ms |";
    private static final String ROW = "| %s | %s | %s | %s | %s | %s | %s | %s |";

    /** Notes how long each frame took. */
    private static final String WATCH = """
            () => {
              window.frameTimes = [];
              let last = performance.now();
              (function tick() {
                const now = performance.now();
                window.frameTimes.push(now - last);
                last = now;
                requestAnimationFrame(tick);
              })();
            }
            """;

    private static final String TAKE = """
            () => {
              const times = window.frameTimes.slice(1).sort((a, b) => a - b);
              const at = (share) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
              return [times.length, at(0.5), at(0.95), at(1)].map(Number);
            }
            """;

    private final Page page;
    private final int zoom;

    private PageBench(Page page, int zoom) {
        this.page = page;
        this.zoom = zoom;
    }

    /** Runs it. */
    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        Map<String, String> usual = new LinkedHashMap<>();
        usual.put("parcels", "1000000");
        usual.put("memory", "1g");
        usual.put("pictures", "");
        usual.put("zooms", "10,11,12,13,14,15,16,17");
        BenchOptions options = BenchOptions.read(arguments, usual);
        Town.each(List.of("geopackage"), (store, home) -> run(options, store, home));
    }

    private static void run(BenchOptions options, String store, Path home)
            throws IOException, InterruptedException, SQLException {
        int parcels = options.number("parcels");
        Path pictures = options.text("pictures").isEmpty() ? null : Path.of(options.text("pictures"));
        Town town = Town.found(store, home, options.text("memory"), List.of());
        town.fill(parcels);
        try (ServiceProcess service = town.serve();
                ChromiumBrowser chromium = ChromiumBrowser.launch()) {
            print("%,d parcels, window of %d × %d, %d processors", parcels, WIDTH, HEIGHT, processors());
            print("");
            print(HEAD);
            print("|---|---|---|---|---|---|---|---|");
            String middle = middle(parcels);
            service.said(LoadBench.READY, LoadBench.INDEX_SECONDS);
            for (String zoom : options.list("zooms")) {
                String link = "/#/map?c=%s,%s&layers=parcel".formatted(middle, zoom);
                try (BrowserContext context = chromium.browser().newContext(window())) {
                    new PageBench(context.newPage(), Integer.parseInt(zoom))
                            .run(service.uri(link).toString(), pictures);
                }
            }
        }
    }

    private void run(String link, Path pictures) throws IOException {
        long begin = System.nanoTime();
        page.navigate(link);
        settle();
        long load = (System.nanoTime() - begin) / 1_000_000;
        @SuppressWarnings("unchecked")
        Map<String, Object> layer = (Map<String, Object>)
                page.evaluate(
                        "() => { const { inView, gathered } = window.__app.map.layer('parcel'); return { inView, gathered }; }");
        print(ROW, zoom, "open", layer.get("inView"), load, "", "", "", "");
        if (pictures != null) {
            Files.createDirectories(pictures);
            page.screenshot(new Page.ScreenshotOptions().setPath(pictures.resolve("z" + zoom + ".png")));
        }
        page.evaluate(WATCH);
        BoundingBox box = page.locator("#map").boundingBox();
        double x = box.x + box.width / 2;
        double y = box.y + box.height / 2;
        for (int direction : List.of(1, -1)) {
            measure("drag", () -> drag(x, y, direction));
        }
        measure("zoom in", () -> page.mouse().wheel(0, -100));
        measure("zoom out", () -> page.mouse().wheel(0, 100));
        for (String theme : List.of("landuse", "status")) {
            measure(
                    "theme",
                    () -> page.evaluate("theme => document.querySelector(`[value=${theme}]`)?.click()", theme));
        }
        measure("point", () -> page.mouse().move(x + 100, y + 60, new Mouse.MoveOptions().setSteps(20)));
    }

    private void drag(double x, double y, int direction) {
        page.mouse().move(x, y);
        page.mouse().down();
        page.mouse().move(x - 240 * direction, y - 120 * direction, new Mouse.MoveOptions().setSteps(30));
        page.mouse().up();
    }

    /** What happens on the screen from an act until the map has come to rest. */
    private void measure(String name, Runnable act) {
        page.evaluate("() => { window.frameTimes.length = 0; }");
        act.run();
        page.waitForTimeout(400);
        settle();
        @SuppressWarnings("unchecked")
        List<Number> times = (List<Number>) page.evaluate(TAKE);
        print(
                ROW,
                zoom,
                name,
                "",
                "",
                times.get(0).intValue(),
                Math.round(times.get(1).doubleValue()),
                Math.round(times.get(2).doubleValue()),
                Math.round(times.get(3).doubleValue()));
    }

    private void settle() {
        page.waitForFunction("() => window.__app");
        page.evaluate("() => window.__app.map.idle()");
    }

    /** The middle of the mosaic. */
    private static String middle(int parcels) {
        double half = Math.ceil(Math.sqrt(parcels)) * SIDE_DEGREES / 2;
        return String.format(Locale.ROOT, "%.5f,%.5f", 121.1 + half, 28.5 + half);
    }

    private static Browser.NewContextOptions window() {
        return new Browser.NewContextOptions().setViewportSize(WIDTH, HEIGHT).setLocale("en-GB");
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }
}
