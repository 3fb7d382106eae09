package org.tuban.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;

class BboxTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    121.22,28.58,121.30,28.65   | 121.22 | 28.58 | 121.30 | 28.65
                    -180,-90,180,90             | -180   | -90   | 180    | 90
                    1.2122e2,2.858e1,121.3,28.65| 121.22 | 28.58 | 121.30 | 28.65
                    121,28,121,28               | 121    | 28    | 121    | 28
                    -.5,-0.5,.5,5.              | -0.5   | -0.5  | 0.5    | 5
                    121,28,-10,122,29,500       | 121    | 28    | 122    | 29
                    """)
    void readsFourNumbersAndSix(String text, double west, double south, double east, double north) {
        assertThat(Bbox.parse(text)).isEqualTo(new Bbox(west, south, east, north));
    }

    @Test
    void isOneEnvelopeElsewhereAndTwoAcrossTheAntimeridian() {
        assertThat(Bbox.parse("121,28,122,29").envelopes()).containsExactly(new Envelope(121, 122, 28, 29));
        assertThat(Bbox.parse("170,-20,-170,20").envelopes())
                .containsExactly(new Envelope(170, 180, -20, 20), new Envelope(-180, -170, -20, 20));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "121",
                "121,28,122",
                "121,28,122,29,30",
                "121,28,122,29,",
                "1,2,3,4,5,6,7",
                "a,b,c,d",
                "121,28,122,NaN",
                "121,28,122,Infinity",
                "121,28,122,1e400",
                "121,28,122,0x1p3",
                "121,28,122,29d",
                "121, 28,122,29",
                "１２１,28,122,29",
                "121;28;122;29",
                "181,28,182,29",
                "-181,28,122,29",
                "121,-91,122,29",
                "121,28,122,95",
                "121,29,122,28",
                "121,28,500,122,29,-10",
                "121,28,122,29' OR 1=1 --"
            })
    void refusesWhatIsNoBoxAndSaysWhatIs(String text) {
        Problem problem = catchThrowableOfType(Problem.class, () -> Bbox.parse(text));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_PARAMETER);
        assertThat(problem.members()).containsEntry("parameter", "bbox").containsEntry("value", text);
        assertThat(problem.members().get("allowed").toString()).isNotBlank();
    }
}
