package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.Position;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.Sort;
import org.tuban.http.Problem;

class CursorTest {

    private static final FeatureQuery BY_KEY =
            FeatureQuery.all(SeenLayer.whole(Nancheng.LAYERS.find("parcel").orElseThrow()));

    @ParameterizedTest
    @ValueSource(longs = {1, 9, 36, 1_000_000, (1L << 53) - 1, 1L << 53})
    void comesBackAsTheKeyItWasMadeOf(long key) {
        for (Cursor cursor : List.of(Cursor.after(Position.of(key)), Cursor.upTo(Position.of(key)))) {
            assertThat(Cursor.read(cursor.text(BY_KEY), BY_KEY)).isEqualTo(cursor);
        }
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("name", "方山下 𠮷 \"/+&"),
                Arguments.of("name", null),
                Arguments.of("area_stated_m2", 133_333.1),
                Arguments.of("households_total", 12L),
                Arguments.of("survey_date", LocalDate.of(2023, 12, 8)),
                Arguments.of("id", "PCL-1"),
                Arguments.of("valid_from", Instant.parse("2023-12-08T00:00:00.123Z")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void comesBackWithTheValuesThatItsListIsSortedBy(String property, @Nullable Object value) {
        FeatureQuery query = BY_KEY.sortedBy(List.of(new Sort("status", true), new Sort(property, false)));
        Cursor cursor = Cursor.upTo(new Position(Arrays.asList("SIGNING", value), 7));

        String text = cursor.text(query);

        assertThat(text).matches("[A-Za-z0-9_.-]+");
        assertThat(Cursor.read(text, query)).isEqualTo(cursor);
    }

    @Test
    void leavesOutValuesThatAreTooLongForAnAddress() {
        FeatureQuery query = BY_KEY.sortedBy(List.of(new Sort("name", false)));

        String text = Cursor.after(new Position(List.of("长".repeat(4000)), 7)).text(query);

        assertThat(text).hasSizeLessThan(100);
        assertThat(Cursor.read(text, query).place()).isEqualTo(Position.of(7));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "k",
                "9",
                "k-1",
                "K9",
                "k9 ",
                "k09",
                "kzzzzzzzzzzz",
                "k2gosa7pa2gx",
                "k９",
                "k1'--",
                "null",
                "b",
                "s",
                "s.",
                "sWzFd.1"
            })
    void refusesWhatNoLinkCarries(String text) {
        assertRefused(text, BY_KEY);
        assertRefused(text, BY_KEY.sortedBy(List.of(new Sort("name", false))));
    }

    @Test
    void refusesACursorThatWasChangedOrBelongsToAnotherList() {
        FeatureQuery query = BY_KEY.sortedBy(List.of(new Sort("name", false)));
        String text = Cursor.after(new Position(List.of("方山下"), 7)).text(query);

        for (int at = 0; at < text.length(); at++) {
            char other = text.charAt(at) == 'A' ? 'B' : 'A';
            assertRefused(text.substring(0, at) + other + text.substring(at + 1), query);
        }
        assertRefused(text, BY_KEY);
        assertRefused(text, BY_KEY.sortedBy(List.of(new Sort("name", true))));
        assertRefused("k7", query);
    }

    private static void assertRefused(String text, FeatureQuery query) {
        Problem problem = catchThrowableOfType(Problem.class, () -> Cursor.read(text, query));

        assertThat(problem.members()).containsEntry("parameter", "cursor").containsEntry("value", text);
    }
}
