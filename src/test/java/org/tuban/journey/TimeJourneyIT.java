package org.tuban.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tuban.testing.Backend;
import org.tuban.testing.ChromiumBrowser;
import org.tuban.testing.TubanServer;

/** Time and trust at the page: a day of the past, versions side by side, two writers of one parcel, files. */
class TimeJourneyIT {

    private static final String SIGNING = "#0C2890";
    private static final String CLEARED = "#F6BC1D";

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
    void showsTheMapOfAPastDayAndGoesBackToNow() {
        clear("PCL-FSX-01", "2026-03-02");
        try (Visit visit = at("#/map?c=121.2667,28.6216,17&sel=parcel:PCL-FSX-01")) {
            visit.seesInPanel("方山下三期示例01号");
            visit.signIn("planner");
            visit.map().waitForColour("parcel", "PCL-FSX-01", CLEARED);
            visit.press(visit.page().locator("[data-tool=time]"));
            assertThat(visit.page().locator("#time-day")).isFocused();

            visit.page().locator("#time-day").fill("2026-03-01");
            visit.page().locator("#time-day").blur();

            visit.map().waitForColour("parcel", "PCL-FSX-01", SIGNING);
            visit.addressHas("t=2026-03-01");
            assertThat(visit.panel().locator(".panel-state")).containsText("签约");
            assertThat(visit.panel().locator(".steps-none"))
                    .containsText(visit.words().of("time.noSteps"));
            assertThat(visit.panel().locator("[data-act=edit]")).hasCount(0);
            assertThat(visit.page().locator("#time")).containsText(visit.words().of("time.readOnly"));

            visit.reload();
            visit.map().waitForColour("parcel", "PCL-FSX-01", SIGNING);
            visit.press(visit.page().locator(".time-now"));
            visit.map().waitForColour("parcel", "PCL-FSX-01", CLEARED);
            assertThat(visit.panel().locator(".panel-state")).containsText("腾空拆除");
        }
    }

    @Test
    void comparesTwoVersionsAndRestoresTheEarlierOne() {
        edit("PCL-FSX-04", "\"remark\": \"第二版的备注\"");
        edit("PCL-FSX-04", "\"remark\": \"第三版的备注\"");
        try (Visit visit = at("#/map?sel=parcel:PCL-FSX-04")) {
            visit.seesInPanel("方山下三期示例04号");
            visit.signIn("planner");
            visit.readHistory();
            visit.press(visit.history().nth(1).locator("[data-act=newest]"));
            Locator row = visit.sheet().locator("[data-field=remark]");
            assertThat(row.locator("del")).hasText("第二版的备注");
            assertThat(row.locator("ins")).hasText("第三版的备注");

            visit.press(visit.sheet().locator("[data-restore]"));
            visit.send();
            assertThat(visit.sheet().locator("#edit-note-problem")).isVisible();
            visit.sheet().locator("#edit-note").fill("第三版有误");
            visit.send();

            assertThat(visit.sheet()).hasCount(0);
            assertThat(visit.history().first()).containsText("第三版有误");
            assertThat(visit.history()).hasCount(4);
        }
    }

    @Test
    void letsTwoWritersOfOneParcelDecideFieldByField() {
        try (Visit mine = at("#/map?sel=parcel:PCL-FSX-05");
                Visit theirs = at("#/map?sel=parcel:PCL-FSX-05")) {
            writesRemark(theirs, "admin", "对方的备注");
            writesRemark(mine, "planner", "我的备注");
            theirs.send();
            assertThat(theirs.sheet()).hasCount(0);
            mine.watch().expectRefusal(412);
            mine.send();

            Locator row = mine.sheet().locator(".conflict-three [data-field=remark]");
            assertThat(row).containsText("对方的备注");
            assertThat(row).containsText("我的备注");
            assertThat(mine.sheet().locator("[data-merge]")).hasCount(0);
            mine.send();
            assertThat(row.locator("input").first()).isFocused();
            row.locator("input[value=mine]").check();
            mine.send();

            assertThat(mine.sheet()).hasCount(0);
            assertThat(server.get("/ogc/collections/parcel/items/PCL-FSX-05").body())
                    .contains("我的备注");
        }
    }

    @Test
    void mergesWhatTwoWritersChangedInDifferentFields() {
        try (Visit visit = at("#/map?sel=parcel:PCL-FSX-06")) {
            writesRemark(visit, "planner", "只有备注");
            edit("PCL-FSX-06", "\"position_basis\": \"对方的依据\"");
            visit.watch().expectRefusal(412);
            visit.send();
            visit.press(visit.sheet().locator("[data-merge]"));

            assertThat(visit.sheet()).hasCount(0);
            assertThat(server.get("/ogc/collections/parcel/items/PCL-FSX-06").body())
                    .contains("只有备注", "对方的依据");
        }
    }

    @Test
    void addsAPhotoAndRefusesAFileThatLies() throws IOException {
        try (Visit visit = at("#/map?sel=parcel:PCL-FSX-02")) {
            visit.seesInPanel("方山下三期示例02号");
            visit.signIn("planner");
            Locator files = visit.panel().locator("[data-group=files]");
            Locator input = files.locator("input[type=file]");
            input.setInputFiles(new FilePayload("现场.png", "image/png", png()));

            assertThat(files.locator(".file-name")).containsText("现场.png");
            assertThat(files.locator("img")).isVisible();
            visit.watch().expectRefusal(422);
            input.setInputFiles(new FilePayload("假的.png", "image/png", "no picture".getBytes(StandardCharsets.UTF_8)));
            assertThat(files.locator(".file-problem")).containsText("假的.png");
            assertThat(files.locator(".file-name")).hasCount(1);
        }
    }

    private static void writesRemark(Visit visit, String account, String remark) {
        assertThat(visit.panel().locator(".panel-foot")).isVisible();
        visit.signIn(account);
        visit.press(visit.panel().locator("[data-act=edit]"));
        visit.sheet().locator("#edit-remark").fill(remark);
    }

    private static void clear(String parcel, String day) {
        String address = "/api/features/parcel/" + parcel;
        String version = server.get(address).headers().firstValue("ETag").orElseThrow();
        var answer = server.post(
                address + "/transitions",
                """
                {"to": "CLEARED", "validFrom": "%s",
                 "evidence": {"cleared_on": "%s", "clearance_minute_no": "示例文号"}}""".formatted(day, day),
                "Authorization",
                TubanServer.basic("planner"),
                "If-Match",
                version);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void edit(String parcel, String properties) {
        new OtherWriter(server).write(parcel, properties);
    }

    private static byte[] png() throws IOException {
        BufferedImage picture = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        picture.createGraphics().fillRect(8, 8, 48, 32);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        assertThat(ImageIO.write(picture, "png", bytes)).isTrue();
        return bytes.toByteArray();
    }

    private static Visit at(String link) {
        return Visit.at(browser, server, Screen.DESK, link);
    }
}
