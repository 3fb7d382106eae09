package org.tuban.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FoldingTest {

    @Test
    void makesFullWidthAndHalfWidthFormsEqual() {
        assertThat(Folding.fold("ＦＳＸ－３")).isEqualTo(Folding.fold("fsx-3"));
    }

    @Test
    void makesAccentsCaseAndApostrophesEqual() {
        assertThat(Folding.fold("Lǚ Ji'ào")).isEqualTo("lu jiao");
    }

    @Test
    void dropsQuotationMarksAndBracketsBesideChineseCharacters() {
        assertThat(Folding.fold("“小橘灯” 共富工坊（蔡家洋）")).isEqualTo("小橘灯共富工坊蔡家洋");
    }

    @Test
    void keepsOneSpaceBetweenLatinWords() {
        assertThat(Folding.fold("  Inner   Ring-Road ")).isEqualTo("inner ring road");
    }

    @Test
    void leavesNothingOfPunctuation() {
        assertThat(Folding.fold("%_*'\"；，。")).isEmpty();
    }
}
