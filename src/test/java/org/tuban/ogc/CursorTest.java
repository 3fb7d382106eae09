package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuban.http.Problem;

class CursorTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 9, 36, 1_000_000, (1L << 53) - 1, 1L << 53})
    void comesBackAsTheKeyItWasMadeOf(long key) {
        assertThat(Cursor.read(Cursor.after(key))).isEqualTo(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "k", "9", "k-1", "K9", "k9 ", "k09", "kzzzzzzzzzzz", "k2gosa7pa2gx", "k９", "k1'--", "null"})
    void refusesWhatNoLinkCarries(String text) {
        Problem problem = catchThrowableOfType(Problem.class, () -> Cursor.read(text));

        assertThat(problem.members()).containsEntry("parameter", "cursor").containsEntry("value", text);
    }
}
