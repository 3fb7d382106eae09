package org.tuban.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrsSettingsTest {

    @Test
    void offersWhatTheSettingAdds() {
        assertThat(new CrsSettings(List.of("4527", " EPSG:32651")).systems().uris())
                .hasSize(8)
                .contains("http://www.opengis.net/def/crs/EPSG/0/4527", "http://www.opengis.net/def/crs/EPSG/0/32651");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "WGS84, 'WGS84' is no EPSG code",
                "-4490, '-4490' is no EPSG code",
                "99999999999, '99999999999' is no EPSG code",
                "999999, EPSG:999999 is not known",
                "4979, EPSG:4979 does not have two axes"
            })
    void stopsTheStartWithAPlainSentence(String code, String why) {
        assertThatThrownBy(() -> new CrsSettings(List.of(code)).systems())
                .isInstanceOf(RefusedSettingException.class)
                .hasMessage("TUBAN_CRS: " + why);
    }
}
