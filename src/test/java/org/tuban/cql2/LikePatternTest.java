package org.tuban.cql2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("/req/advanced-comparison-operators/like-predicate")
class LikePatternTest {

    @ParameterizedTest(name = "{0} LIKE {1}")
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Berlin|B_r%|true",
                "Br|B_r%|false",
                "Bern|b%|false",
                "a%b|a\\%b|true",
                "axb|a\\%b|false",
                "a_b|a\\_b|true",
                "axb|a\\_b|false",
                "a\\b|a\\\\b|true",
                "a\\b|a\\b|true",
                "a\\|a\\|true",
                "\uD840\uDC00x|_x|true",
                "\uD840\uDC00x|__x|false",
                "方山下|%山%|true"
            })
    void matchesWholeTexts(String text, String pattern, boolean matches) {
        assertThat(LikePattern.of(pattern).matches(text)).isEqualTo(matches);
    }

    @Test
    void takesLineEndsForCharacters() {
        assertThat(LikePattern.of("x%y").matches("x\ny")).isTrue();
        assertThat(LikePattern.of("x_y").matches("x\ny")).isTrue();
    }

    @Test
    void matchesNothingButTheEmptyTextWithoutWildcards() {
        assertThat(LikePattern.of("").matches("")).isTrue();
        assertThat(LikePattern.of("").matches("x")).isFalse();
        assertThat(LikePattern.of("%").matches("")).isTrue();
        assertThat(LikePattern.of("_").matches("")).isFalse();
        assertThat(LikePattern.of("%%_%").matches("x")).isTrue();
    }

    @Test
    void agreesWithTheDefinitionByCases() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String pattern = word(random, "ab%_", 12);
            String text = word(random, "ab", 12);
            assertThat(LikePattern.of(pattern).matches(text))
                    .as("'%s' LIKE '%s'", text, pattern)
                    .isEqualTo(byCases(text, pattern));
        }
    }

    @Test
    void followsPatternsLongerThanAWord() {
        String letters = "abcdefghij".repeat(30);
        assertThat(LikePattern.of(letters).matches(letters)).isTrue();
        assertThat(LikePattern.of("%" + letters + "%_").matches("xx" + letters + "yy"))
                .isTrue();
        assertThat(LikePattern.of(letters + "z").matches(letters)).isFalse();
        assertThat(LikePattern.of("%a_".repeat(64) + "%").matches("ab".repeat(64)))
                .isTrue();
        assertThat(LikePattern.of("%a_".repeat(65) + "%").matches("ab".repeat(64)))
                .isFalse();
    }

    private static String word(Random random, String letters, int longest) {
        StringBuilder word = new StringBuilder();
        for (int length = random.nextInt(longest); length > 0; length--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    private static boolean byCases(String text, String pattern) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        if (pattern.charAt(0) == '%') {
            return byCases(text, pattern.substring(1)) || !text.isEmpty() && byCases(text.substring(1), pattern);
        }
        return !text.isEmpty()
                && (pattern.charAt(0) == '_' || pattern.charAt(0) == text.charAt(0))
                && byCases(text.substring(1), pattern.substring(1));
    }
}
