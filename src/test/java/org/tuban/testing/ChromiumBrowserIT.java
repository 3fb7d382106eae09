package org.tuban.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ChromiumBrowserIT {
    private static ChromiumBrowser browser;

    @BeforeAll
    static void launch() {
        browser = ChromiumBrowser.launch();
    }

    @AfterAll
    static void close() {
        browser.close();
    }

    @Test
    void opensAPageOfTheGivenSizeAndLanguage() {
        try (Page page = browser.newPage(390, 844, "zh-CN")) {
            page.setContent("<button type='button'>图斑</button>");
            page.keyboard().press("Tab");

            assertThat(page.evaluate("[innerWidth, navigator.language, document.activeElement.textContent].join()"))
                    .isEqualTo("390,zh-CN,图斑");
        }
    }

    /** Without a Chinese font both characters are the same empty box, and screenshots are worthless. */
    @Test
    void drawsChineseCharactersAndNotBoxes() {
        try (Page page = browser.newPage(400, 300, "zh-CN")) {
            page.setContent("<p>图斑</p>");

            Object distinct = page.evaluate("""
                    () => new Set([...'图斑'].map((character) => {
                      const canvas = document.createElement('canvas');
                      const context = canvas.getContext('2d');
                      context.font = '48px sans-serif';
                      context.fillText(character, 10, 60);
                      return canvas.toDataURL();
                    })).size
                    """);

            assertThat(distinct)
                    .as("different pictures of 图 and 斑; if 1, install a font: apt-get install fonts-noto-cjk")
                    .isEqualTo(2);
        }
    }

    @Test
    void findsWhatKeepsPeopleOut() {
        try (Page page = browser.newPage(400, 300, "en")) {
            page.setContent(
                    "<!doctype html><html lang='en'><title>t</title><main><h1>t</h1><img src=''></main></html>");

            assertThat(new AxeBuilder(page).analyze().getViolations())
                    .extracting("id")
                    .containsExactly("image-alt");
        }
    }
}
