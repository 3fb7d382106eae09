package org.tuban.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.tuban.store.BulkLoad;
import org.tuban.testing.Backend;
import org.tuban.testing.ChromiumBrowser;
import org.tuban.testing.TubanServer;

/** A layer too large to come feature by feature: the map draws it from tiles, and nobody should notice. */
class TilesJourneyIT {

    /** Squares that touch each other, a good way from the demo's own parcels. */
    private static final int SIDE = 110;

    private static final double STEP = 0.0004;
    private static final double WEST = 121.20;
    private static final double SOUTH = 28.56;
    private static final List<String> STATES = List.of("SIGNING", "CLEARED", "BANKED");
    private static final List<String> COLOURS = List.of("#0C2890", "#F6BC1D", "#D9DADA");
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final BulkLoad.Table PARCEL = new BulkLoad.Table(
            "parcel",
            List.of(
                    "id",
                    "version",
                    "valid_from",
                    "recorded_at",
                    "recorded_by",
                    "name",
                    "status",
                    "geometry_accuracy",
                    "source"));

    private static TubanServer server;
    private static ChromiumBrowser browser;

    @BeforeAll
    static void start() throws SQLException {
        TubanServer first = TubanServer.start(Backend.GEOPACKAGE);
        first.stop();
        Path home = first.home();
        BulkLoad.geoPackage(first.geoPackage(), PARCEL, squares());
        server = TubanServer.startIn(home);
        browser = ChromiumBrowser.launch();
    }

    @AfterAll
    static void stop() {
        browser.close();
        server.close();
    }

    @Test
    void drawsALargeLayerFromTilesAndCountsEachParcelOnce() {
        try (Visit visit = at(16, 55, 55)) {
            List<String> requests = requestsOf(visit.page());
            visit.reload();

            assertThat(tilesAmong(requests)).isNotEmpty();
            assertThat(requests).noneMatch(url -> url.contains("/collections/parcel/items"));
            assertThat(number(visit, "inView")).isEqualTo(squaresInView(visit)).isGreaterThan(500);
            assertThat(number(visit, "gathered")).isZero();
            assertThat(visit.map().colourOf("parcel", "T-55-55")).isEqualToIgnoringCase(colour(55, 55));
        }
    }

    @Test
    void showsNoBlankWhileOneDragsAndZooms() {
        try (Visit visit = at(16, 55, 55)) {
            Page page = visit.page();
            page.evaluate(WATCH_THE_MIDDLE);
            BoundingBox box = page.locator("#map").boundingBox();
            double x = box.x + box.width / 2;
            double y = box.y + box.height / 2;

            page.mouse().move(x, y);
            page.mouse().down();
            page.mouse().move(x - 200, y - 100, new Mouse.MoveOptions().setSteps(12));
            page.mouse().up();
            visit.map().settle();
            for (int turn : List.of(-100, -100, 100, 100, 100)) {
                page.mouse().wheel(0, turn);
                visit.map().settle();
            }

            assertThat((Integer) page.evaluate("() => window.middle.looks")).isGreaterThan(10);
            assertThat(page.evaluate("() => window.middle.blanks")).isEqualTo(0);
        }
    }

    @Test
    void recoloursForAnotherThemeWithoutATileRequest() {
        try (Visit visit = at(16, 55, 55)) {
            List<String> requests = requestsOf(visit.page());
            int before = visit.map().paintAt(lon(55), lat(55));

            Locator landuse = visit.page().locator("#rail [data-layer=parcel] input[value=landuse]");
            landuse.check(new Locator.CheckOptions().setForce(true));
            visit.map().waitForColour("parcel", "T-55-55", "#FFFFFF");

            assertThat(visit.map().paintAt(lon(55), lat(55))).isNotEqualTo(before);
            assertThat(tilesAmong(requests)).isEmpty();
        }
    }

    @Test
    void picksAParcelOfATileAndOpensItsDossier() {
        DrawnParcels parcels = new DrawnParcels(server);
        parcels.draw("PCL-J-TILE-1", "格外的图斑甲", 121.2700, 28.5700);
        parcels.draw("PCL-J-TILE-2", "格外的图斑乙", 121.2710, 28.5700);
        try (Visit visit = Visit.at(browser, server, Screen.DESK, "#/map?c=121.2705,28.5700,17&layers=parcel")) {
            visit.map().press(121.2701, 28.5702);
            visit.seesInPanel("格外的图斑甲");

            visit.map().press(121.2711, 28.5702);
            visit.seesInPanel("格外的图斑乙");
            visit.addressHas("sel=parcel:PCL-J-TILE-2");
        }
    }

    @Test
    void drawsFromAfarWhatIsTooMuchAsSquaresThatSayHowMany() {
        try (Visit visit = at(13, 55, 55)) {
            Page page = visit.page();
            int all = TubanServer.json(server.get("/ogc/collections/parcel/items?limit=1"))
                    .get("numberMatched")
                    .asInt();
            // One on the edge of two tiles, of which only one has room for it, is drawn there and counted here.
            assertThat(number(visit, "inView")).isBetween(all, all + all / 100);
            assertThat(number(visit, "gathered")).isBetween(1, all - 1);
            PlaywrightAssertions.assertThat(page.locator("#rail [data-layer=parcel] .layer-hint"))
                    .isVisible();

            @SuppressWarnings("unchecked")
            List<Number> square = (List<Number>) page.evaluate(FIND_A_SQUARE);
            BoundingBox box = page.locator("#map").boundingBox();
            page.mouse()
                    .click(
                            box.x + square.get(0).intValue(),
                            box.y + square.get(1).intValue());
            PlaywrightAssertions.assertThat(page.locator(".gathered"))
                    .containsText(square.get(2).toString());

            visit.press(page.locator(".gathered .button"));
            visit.map().settle();
            visit.addressHas(",14");
            assertThat(number(visit, "gathered")).isZero();
        }
    }

    @Test
    void saysThatATileCannotBeHadAndTriesAgain() {
        try (Visit visit = at(16, 55, 55)) {
            Page page = visit.page();
            visit.watch().expectRefusal(503);
            page.route(
                    "**/tiles/**",
                    route -> route.fulfill(new Route.FulfillOptions().setStatus(503)),
                    new Page.RouteOptions().setTimes(1));
            visit.reload();

            Locator trouble = page.locator("#rail [data-layer=parcel] .layer-error");
            PlaywrightAssertions.assertThat(trouble).isVisible();
            visit.press(trouble.locator("button"));
            visit.map().settle();
            PlaywrightAssertions.assertThat(trouble).hasCount(0);
            assertThat(number(visit, "inView")).isEqualTo(squaresInView(visit));
        }
    }

    @Test
    void fliesToAParcelThatNoTileOfTheViewHas() {
        try (Visit visit = Visit.at(browser, server, Screen.DESK, "#/map?c=121.2676,28.6203,16&layers=parcel")) {
            new DrawnParcels(server).draw("PCL-J-FAR", "远处的图斑", 121.2100, 28.6150);
            visit.searchBox().fill("远处的图斑");
            visit.press(visit.hit("远处的图斑"));

            visit.seesInPanel("远处的图斑");
            visit.map().waitForColour("parcel", "PCL-J-FAR", "#0C2890");
        }
    }

    @Test
    void recoloursAParcelThatIsSavedAndAsksOnlyForItsOwnTiles() {
        try (Visit visit = Visit.at(browser, server, Screen.DESK, "#/map?c=121.2667,28.6216,17&layers=parcel")) {
            visit.map().press(121.26585, 28.62175);
            visit.seesInPanel("方山下三期示例01号");
            visit.signIn("lead");
            int paint = visit.map().paintAt(121.26585, 28.62175);
            List<String> requests = requestsOf(visit.page());

            visit.press(visit.step("腾空拆除"));
            visit.field("cleared_on").fill("2026-03-02");
            visit.field("clearance_minute_no").fill("南城纪要〔2026〕17号");
            visit.send();
            PlaywrightAssertions.assertThat(visit.sheet()).hasCount(0);
            visit.map().waitForColour("parcel", "PCL-FSX-01", "#F6BC1D");

            assertThat(visit.map().paintAt(121.26585, 28.62175)).isNotEqualTo(paint);
            assertThat(tilesAmong(requests)).hasSizeBetween(1, 4);
            visit.reload();
            visit.map().waitForColour("parcel", "PCL-FSX-01", "#F6BC1D");
        }
    }

    /** A pixel where a square stands and no parcel, and how many the square stands for. */
    private static final String FIND_A_SQUARE = """
            () => {
              const { clientWidth, clientHeight } = document.querySelector('#map');
              for (let y = 60; y < clientHeight - 60; y += 3) {
                for (let x = 60; x < clientWidth - 60; x += 3) {
                  const square = window.__app.map.gatheredAt(x, y);
                  if (square && window.__app.map.pick(x, y).length === 0) {
                    return [x, y, square.count];
                  }
                }
              }
              return [];
            }
            """;

    private static final String WATCH_THE_MIDDLE = """
            () => {
              const canvas = document.querySelector('.map-canvas');
              const map = document.querySelector('#map');
              window.middle = { looks: 0, blanks: 0 };
              (function look() {
                const [on, of] = [canvas.getBoundingClientRect(), map.getBoundingClientRect()];
                const x = ((of.x + of.width / 2 - on.x) * canvas.width) / on.width;
                const y = ((of.y + of.height / 2 - on.y) * canvas.height) / on.height;
                const opaque = canvas.getContext('2d').getImageData(x, y, 1, 1).data[3];
                window.middle.looks++;
                window.middle.blanks += opaque === 0 ? 1 : 0;
                requestAnimationFrame(look);
              })();
            }
            """;

    /** Counts by the place of every square on the screen. */
    private static int squaresInView(Visit visit) {
        return (Integer) visit.page().evaluate("""
                ([side, step, west, south]) => {
                  const { clientWidth, clientHeight } = document.querySelector('#map');
                  const at = Array.from({ length: side + 1 }, (_, n) => window.__app.map.project(west + n * step, south + n * step));
                  const columns = at.filter((_, n) => n < side && at[n + 1].x > 0 && at[n].x < clientWidth).length;
                  const rows = at.filter((_, n) => n < side && at[n].y > 0 && at[n + 1].y < clientHeight).length;
                  return columns * rows;
                }
                """, List.of(SIDE, STEP, WEST, SOUTH));
    }

    private static int number(Visit visit, String what) {
        return (Integer) visit.page().evaluate("what => window.__app.map.layer('parcel')[what]", what);
    }

    /** Addresses that are asked for from now on. */
    private static List<String> requestsOf(Page page) {
        List<String> requests = new ArrayList<>();
        page.onRequest(request -> requests.add(request.url()));
        return requests;
    }

    private static List<String> tilesAmong(List<String> requests) {
        return requests.stream().filter(url -> url.contains("/tiles/")).toList();
    }

    private static Iterator<BulkLoad.Row> squares() {
        return IntStream.range(0, SIDE * SIDE)
                .mapToObj(number -> square(number / SIDE, number % SIDE))
                .iterator();
    }

    private static BulkLoad.Row square(int row, int column) {
        double west = WEST + column * STEP;
        double south = SOUTH + row * STEP;
        Envelope box = new Envelope(west, west + STEP, south, south + STEP);
        String place = row + "-" + column;
        String now = "2024-01-01T00:00:00.000Z";
        return new BulkLoad.Row(
                List.of(
                        "T-" + place,
                        "1",
                        now,
                        now,
                        "test",
                        "方格" + place,
                        STATES.get((row + column) % STATES.size()),
                        "surveyed",
                        "src-tuban-example"),
                GEOMETRIES.toGeometry(box).reverse());
    }

    private static String colour(int row, int column) {
        return COLOURS.get((row + column) % COLOURS.size());
    }

    private static double lon(int column) {
        return WEST + (column + 0.5) * STEP;
    }

    private static double lat(int row) {
        return SOUTH + (row + 0.5) * STEP;
    }

    private static Visit at(int zoom, int row, int column) {
        String link = "#/map?c=%.5f,%.5f,%d&layers=parcel".formatted(lon(column), lat(row), zoom);
        return Visit.at(browser, server, Screen.DESK, link);
    }
}
