package org.tuban.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class JsonBytesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JsonBytes json = new JsonBytes();

    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "-0.0, 0.0",
        "2, 2.0",
        "-2.5, -2.5",
        "133333, 133333.0",
        "0.1, 0.1",
        "0.0001, 0.0001",
        "0.00012345, 0.00012345",
        "1234.5678, 1234.5678",
        "1.5E10, 15000000000.0",
        "1E22, 10000000000000000000000.0"
    })
    void writesNumbersInFullWithADecimal(double value, String expected) throws IOException {
        json.number(value);

        assertThat(text()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-1, -1",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808"
    })
    void writesWholeNumbers(long value, String expected) throws IOException {
        json.whole(value);

        assertThat(text()).isEqualTo(expected);
    }

    @Test
    void escapesTextsAsEveryOtherAnswerDoes() throws IOException {
        StringBuilder all = new StringBuilder();
        for (char unit = 0; unit < 0x180; unit++) {
            all.append(unit);
        }
        all.append("图斑𠮷");

        json.text(all.toString());

        assertThat(text()).isEqualTo(JSON.writeValueAsString(all.toString()));
    }

    @Test
    void keepsLongAnswersWhole() throws IOException {
        Random random = new Random(3);
        StringBuilder expected = new StringBuilder();
        for (int number = 0; number < 2_000; number++) {
            String text = "斑\"".repeat(random.nextInt(300));
            json.text(text);
            expected.append(JSON.writeValueAsString(text));
        }

        assertThat(text()).isEqualTo(expected.toString());
        assertThat(json.size()).isEqualTo(expected.toString().getBytes(StandardCharsets.UTF_8).length);
    }

    private String text() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        json.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
