package org.tuban.cql2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TextsTest {

    @DisplayName("/req/case-insensitive-comparison/casei-function")
    @Test
    void foldsCaseFully() {
        assertThat(Texts.casei("Straße")).isEqualTo(Texts.casei("STRASSE")).isEqualTo(Texts.casei("STRAẞE"));
        assertThat(Texts.casei("Οδος")).isEqualTo(Texts.casei("ΟΔΟΣ")).isEqualTo(Texts.casei("οδοσ"));
        assertThat(Texts.casei("ΟΔΟΣ%")).isEqualTo(Texts.casei("Οδος") + "%");
        assertThat(Texts.casei("\u212Aelvin \u2126")).isEqualTo(Texts.casei("kelvin ω"));
        assertThat(Texts.casei("İstanbul")).isEqualTo(Texts.casei("i̇stanbul"));
        assertThat(Texts.casei("方山下")).isEqualTo("方山下");
    }

    @DisplayName("/req/accent-insensitive-comparison/accenti-function")
    @Test
    void leavesOutAccentsHoweverTheyAreWritten() {
        assertThat(Texts.accenti("débárquér")).isEqualTo("debarquer");
        assertThat(Texts.accenti("de\u0301ba\u0301rque\u0301r")).isEqualTo("debarquer");
        assertThat(Texts.accenti("Chișinău")).isEqualTo("Chisinau");
        assertThat(Texts.accenti("København")).isEqualTo("København");
    }

    @Test
    void comparesByCodePoint() {
        List<String> words = new ArrayList<>(List.of(
                "",
                "a",
                "ab",
                "b",
                "方",
                "\uE000",
                "\uFFFD",
                "\uD840\uDC00",
                "a\uD840\uDC00",
                "a\uFFFD",
                "\uD840\uDC01",
                "\uD841\uDC00"));
        Comparator<String> byCodePoints = (left, right) ->
                Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
        for (String left : words) {
            for (String right : words) {
                assertThat(Integer.signum(Texts.compare(left, right)))
                        .as("%s against %s", left, right)
                        .isEqualTo(Integer.signum(byCodePoints.compare(left, right)));
            }
        }
    }
}
