package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | EN",
                "en-GB,en;q=0.9 | EN",
                "zh-CN,zh;q=0.9,en;q=0.8 | ZH",
                "fr,en;q=0.5,zh;q=0.4 | EN",
                "zh;q=0.3,en;q=0.9 | EN",
                "de,fr | ZH",
                "* | ZH",
                "en;q=0 | ZH",
                ";;;,, | ZH",
                "'' | ZH"
            })
    void choosesWhatTheClientLikesMost(String acceptLanguage, Language expected) {
        assertThat(Language.preferred(acceptLanguage)).isEqualTo(expected);
    }

    @Test
    void speaksChineseToAClientThatSaysNothing() {
        assertThat(Language.preferred(null)).isEqualTo(Language.ZH);
    }
}
