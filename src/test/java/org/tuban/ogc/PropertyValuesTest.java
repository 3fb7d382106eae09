package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuban.http.Problem;
import org.tuban.layer.CodeList;
import org.tuban.layer.Field;
import org.tuban.layer.FieldType;
import org.tuban.layer.Label;
import org.tuban.layer.Visibility;

class PropertyValuesTest {

    private static final CodeList CODES = codes("0101", "0102");

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(FieldType.TEXT, "方山下 '\"%_", "方山下 '\"%_"),
                Arguments.of(FieldType.TEXT, "", ""),
                Arguments.of(FieldType.INTEGER, "-12", -12L),
                Arguments.of(FieldType.NUMBER, "2.57", 2.57),
                Arguments.of(FieldType.NUMBER, "1e3", 1000.0),
                Arguments.of(FieldType.NUMBER, "3", 3.0),
                Arguments.of(FieldType.BOOLEAN, "true", true),
                Arguments.of(FieldType.DATE, "2024-02-29", LocalDate.of(2024, 2, 29)),
                Arguments.of(
                        FieldType.TIMESTAMP,
                        "2024-02-29T08:00:00.1234+08:00",
                        Instant.parse("2024-02-29T00:00:00.123Z")),
                Arguments.of(FieldType.TEXT_LIST, "一", "一"),
                Arguments.of(FieldType.CODE, "0101", "0101"),
                Arguments.of(FieldType.PARTIAL_DATE, "2023", "2023"),
                Arguments.of(FieldType.PARTIAL_DATE, "2023-12", "2023-12"),
                Arguments.of(FieldType.PARTIAL_DATE, "2023-12-08", "2023-12-08"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsAValueAsItsFieldHoldsIt(FieldType type, String text, Object expected) {
        assertThat(PropertyValues.read(field(type), text, CODES)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INTEGER | 1.5 | whole number",
                "INTEGER | 9999999999999999999 | whole number",
                "INTEGER | '' | whole number",
                "INTEGER | １２ | whole number",
                "NUMBER | NaN | number",
                "NUMBER | 1e400 | number",
                "NUMBER | 0x10 | number",
                "NUMBER | 1,5 | number",
                "BOOLEAN | TRUE | true or false",
                "BOOLEAN | 1 | true or false",
                "DATE | 2024-02-30 | calendar",
                "DATE | 2024-2-3 | YYYY-MM-DD",
                "DATE | yesterday | YYYY-MM-DD",
                "TIMESTAMP | 2024-02-30T00:00:00Z | calendar",
                "TIMESTAMP | 2024-02-28T00:00:00 | zone",
                "TIMESTAMP | 2024-02-28 | zone",
                "CODE | 9999 | one of the 2 codes of 'landuse': 0101, 0102",
                "PARTIAL_DATE | 2023-13 | YYYY-MM",
                "PARTIAL_DATE | 2023-02-30 | calendar",
                "PARTIAL_DATE | 23 | YYYY"
            })
    void refusesAnotherKindOfValueAndSaysWhatIsAllowed(FieldType type, String text, String allowed) {
        Problem problem = catchThrowableOfType(Problem.class, () -> PropertyValues.read(field(type), text, CODES));

        assertThat(problem.members()).containsEntry("parameter", "field").containsEntry("value", text);
        assertThat(problem.members().get("allowed").toString()).contains(allowed);
    }

    @Test
    void refusesTextLongerThanTheFieldTakes() {
        assertThat(PropertyValues.read(field(FieldType.TEXT), "𠮷".repeat(9), null))
                .isEqualTo("𠮷".repeat(9));

        Problem problem = catchThrowableOfType(
                Problem.class, () -> PropertyValues.read(field(FieldType.TEXT), "1234567890", null));
        assertThat(problem.members().get("allowed").toString()).contains("at most 9 characters");
    }

    @Test
    void namesTheFirstOfVeryManyCodes() {
        CodeList many = codes(IntStream.range(0, 175).mapToObj(i -> "c" + i).toArray(String[]::new));

        Problem problem =
                catchThrowableOfType(Problem.class, () -> PropertyValues.read(field(FieldType.CODE), "x", many));

        assertThat(problem.members().get("allowed").toString())
                .startsWith("one of the 175 codes")
                .endsWith("c39, …");
    }

    private static Field field(FieldType type) {
        Integer maxLength = type == FieldType.TEXT ? 9 : null;
        String codeList = type == FieldType.CODE ? "landuse" : null;
        return new Field(
                "field",
                type,
                new Label("字段", "Field"),
                false,
                maxLength,
                null,
                codeList,
                null,
                null,
                null,
                Visibility.PUBLIC,
                false);
    }

    private static CodeList codes(String... codes) {
        List<CodeList.Code> entries = Stream.of(codes)
                .map(code -> new CodeList.Code(code, new Label(code, code), null, null))
                .toList();
        return new CodeList("landuse", new Label("用地", "Land use"), "src-test", entries);
    }
}
