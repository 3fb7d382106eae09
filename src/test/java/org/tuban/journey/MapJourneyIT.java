package org.tuban.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tuban.testing.Backend;
import org.tuban.testing.ChromiumBrowser;
import org.tuban.testing.TubanServer;

/** Looking around without an account: finding, reading, following links, sharing what is seen. */
class MapJourneyIT {

    private static final String BLOCK = "方山下三期地块（工业上楼区块）";
    private static final String ZONE = "土屿党建联建";

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
    void findsTheBlockAndReadsItsBoundsAndItsEnterprisesWithSourceAndDate() {
        try (Visit visit = begin()) {
            visit.searchBox().fill("方山下");
            visit.press(visit.hit(BLOCK));

            visit.seesInPanel(BLOCK);
            Locator bounds = visit.panel().locator(".bounds");
            assertThat(bounds.locator(".bound")).hasCount(4);
            assertThat(bounds.locator(".bound-east")).containsText("内环路");
            assertThat(bounds.locator(".bound-south")).containsText("九澄大道");
            assertThat(bounds.locator(".bound-west")).containsText("印山路");
            assertThat(bounds.locator(".bound-north")).containsText("规划路");
            readsFigure(visit, "规模以上工业企业", "7");
            readsFigure(visit, "规下企业及加工户", "41");
        }
    }

    @Test
    void findsTheBlockWithTheKeyboardAloneAndComesBackToTheSearch() {
        try (Visit visit = begin()) {
            Page page = visit.page();
            page.keyboard().press("/");
            assertThat(visit.searchBox()).isFocused();
            page.keyboard().type("方山下三期地块");
            assertThat(visit.hit(BLOCK)).isVisible();
            page.keyboard().press("ArrowDown");
            assertThat(page.locator("[role=option][aria-selected=true]")).containsText("方山下三期");
            while (!visit.hit(BLOCK).getAttribute("aria-selected").equals("true")) {
                page.keyboard().press("ArrowDown");
            }
            page.keyboard().press("Enter");

            visit.seesInPanel(BLOCK);
            assertThat(visit.heading()).isFocused();

            page.keyboard().press("Escape");
            assertThat(visit.panel()).isHidden();
            assertThat(visit.searchBox()).isFocused();
        }
    }

    @Test
    void correctsTheArticlesMisprintAndLeadsToTheZone() {
        try (Visit visit = begin()) {
            visit.searchBox().fill("土岭");

            Locator correction = visit.page().locator(".search-fix");
            assertThat(correction).containsText(visit.words().of("search.corrected", Map.of("from", "土岭", "to", "土屿")));
            assertThat(correction).containsText("原文误作");
            visit.press(visit.hit(ZONE));
            visit.seesInPanel(ZONE);
            assertThat(visit.panel()).containsText("山前小微园区");
        }
    }

    @Test
    void walksFromAParcelToItsEnterpriseItsParkItsZoneAndBack() {
        try (Visit visit = at("#/map?c=121.2537,28.599,17")) {
            visit.map().press(121.2537, 28.5993);
            visit.seesInPanel("山前小微园示例02号");
            assertThat(visit.map().colourOf("parcel", "PCL-SQ-02")).isEqualToIgnoringCase("#086657");

            visit.press(visit.link("派克"));
            visit.seesInPanel("浙江派克包装材料股份有限公司");
            assertThat(visit.panel()).containsText("2019");
            visit.press(visit.link("山前小微园区"));
            visit.seesInPanel("山前小微园区");
            visit.press(visit.link(ZONE));
            visit.seesInPanel(ZONE);

            visit.page().goBack();
            visit.seesInPanel("山前小微园区");
            visit.page().goBack();
            visit.seesInPanel("浙江派克包装材料股份有限公司");
            visit.page().goBack();
            visit.seesInPanel("山前小微园示例02号");
            visit.page().goForward();
            visit.seesInPanel("浙江派克包装材料股份有限公司");
        }
    }

    @Test
    void opensASharedLinkAsItWasSentAndKeepsItOverAReload() {
        String link = "#/map?c=121.2675,28.6205,16&layers=block,parcel&theme=landuse&sel=parcel:PCL-FSX-04&lang=en";
        try (Visit visit = at(link)) {
            looksAsSent(visit);
            visit.reload();
            looksAsSent(visit);

            Locator byStatus =
                    visit.page().locator("input[type=radio][value=status]").first();
            byStatus.check(new Locator.CheckOptions().setForce(true));
            visit.map().waitForColour("parcel", "PCL-FSX-04", "#6AC9F7");
            visit.addressHas("theme=status");
        }
    }

    @Test
    void picksWhatLiesUnderTheCrosshairByKeyboard() {
        try (Visit visit = at("#/map?c=121.26697,28.62093,18")) {
            Page page = visit.page();
            page.locator("#map").focus();
            page.keyboard().press(".");
            assertThat(page.locator(".crosshair")).isVisible();
            page.keyboard().press("Enter");

            visit.seesInPanel("方山下三期示例04号");
            assertThat(page.locator("#live")).containsText("方山下三期示例04号");

            page.locator("#map").focus();
            page.keyboard().press("Escape");
            page.keyboard().press("Escape");
            assertThat(page.locator(".crosshair")).hasCount(0);
        }
    }

    @Test
    void goesThroughThePageByKeyboardRegionByRegion() {
        try (Visit visit = at("#/map?sel=block:BLK-FSX-3")) {
            visit.seesInPanel(BLOCK);
            Page page = visit.page();
            page.keyboard().press("Tab");
            Locator skip = page.locator("[data-skip=map]");
            page.keyboard().press("Tab");
            assertThat(skip).isFocused();
            page.keyboard().press("Enter");
            assertThat(page.locator("#map")).isFocused();

            page.keyboard().press("F6");
            assertThat(visit.panel()).isFocused();
            page.keyboard().press("F6");
            assertThat(visit.searchBox()).isFocused();
            page.keyboard().press("Shift+F6");
            assertThat(visit.panel()).isFocused();
        }
    }

    @Test
    void saysThatTheMapIsASketchAndNeverHidesItWholly() {
        try (Visit visit = begin()) {
            Locator notice = visit.page().locator("#map-notice");
            assertThat(notice).containsText("示意图，不作为规划或确权依据");

            visit.press(notice.locator("button"));
            assertThat(notice).containsText(visit.words().of("notice.chip"));
            visit.press(notice.locator("button"));
            assertThat(notice).containsText("示意图，不作为规划或确权依据");
        }
    }

    @Test
    void showsMarkupInANameAsTextWhereverTheNameStands() {
        String name = "<img src=x onerror=window.brokenIn=true>";
        DrawnParcels parcels = new DrawnParcels(server);
        parcels.draw("PCL-J-MARKUP", name, 121.2600, 28.6130);
        try (Visit visit = at("#/map?c=121.26005,28.61305,18")) {
            Page page = visit.page();
            visit.map().hover(121.26005, 28.61305);
            assertThat(page.locator(".tip")).containsText(name);
            visit.map().press(121.26005, 28.61305);
            visit.seesInPanel(name);
            visit.readHistory();

            visit.searchBox().fill("onerror");
            assertThat(visit.hit(name)).isVisible();
            page.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions()
                                    .setName(visit.words().of("layers.list", Map.of("name", "图斑")))
                                    .setExact(true))
                    .click();
            assertThat(page.locator("#rail .names")).containsText(name);

            assertThat(page.locator("img[src=x]")).hasCount(0);
            assertThat(page.evaluate("() => window.brokenIn")).isNull();
            visit.turnTo("/ogc/collections/parcel/items/PCL-J-MARKUP?f=html");
            assertThat(page.locator("body")).containsText(name);
            assertThat(page.locator("img[src=x]")).hasCount(0);
            assertThat(page.evaluate("() => window.brokenIn")).isNull();
        }
    }

    /** Shows as well that the watch over every other journey has its eyes open. */
    @Test
    void runsNoScriptThatThePageDidNotBring() {
        Visit visit = begin();
        visit.page().evaluate("""
                () => {
                  const script = document.createElement('script');
                  script.textContent = "document.title = 'broken-in'";
                  document.body.append(script);
                }
                """);

        assertThat(visit.page().title()).doesNotContain("broken-in");
        org.assertj.core.api.Assertions.assertThatThrownBy(visit::close)
                .hasMessageContaining("Content Security Policy");
    }

    private static void looksAsSent(Visit visit) {
        visit.seesInPanel("Fangshanxia phase 3, example 04");
        Locator on = visit.page().locator("#rail .layer-switch input:checked");
        assertThat(on).hasCount(2);
        assertThat(visit.page().locator("#rail [data-layer=parcel] input[value=landuse]"))
                .isChecked();
        String colour = TubanServer.json(server.get("/api/catalogue"))
                .at("/codeLists/landuse-ydyh-2023/codes")
                .valueStream()
                .filter(code -> code.get("code").asString().equals("100102"))
                .findFirst()
                .orElseThrow()
                .get("color")
                .asString();
        assertThat(visit.map().colourOf("parcel", "PCL-FSX-04")).isEqualToIgnoringCase(colour);
        visit.addressHas("theme=landuse");
        visit.addressHas("sel=parcel:PCL-FSX-04");
    }

    private static void readsFigure(Visit visit, String indicator, String value) {
        Locator row = visit.panel()
                .locator(".observations tr")
                .filter(new Locator.FilterOptions()
                        .setHas(visit.page().locator("th", new Page.LocatorOptions().setHasText(indicator))));
        assertThat(row.locator(".cell-value")).hasText(value);
        assertThat(row.locator(".cell-date")).containsText("2023");
        Locator footnote = row.locator(".footnote");
        visit.press(footnote);
        Locator source = visit.panel().locator("details[data-source='src-article-2023']");
        assertThat(source).hasAttribute("open", "");
        assertThat(source).containsText("2023");
    }

    private static Visit begin() {
        return Visit.begin(browser, server, Screen.DESK);
    }

    private static Visit at(String link) {
        return Visit.at(browser, server, link.contains("lang=en") ? Screen.DESK.inEnglish() : Screen.DESK, link);
    }
}
