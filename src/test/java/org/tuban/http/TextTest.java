package org.tuban.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

    @Test
    void takesEveryCharacterThatBothDatabasesCanKeep() {
        assertThat(Text.isClean("图斑 \uD840\uDC00 \t\n é")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\uD840", "a\uD840b", "\uDC00", "\uDC00\uD840", "\uD840\uD840\uDC00"})
    void refusesNulAndHalfPairs(String text) {
        assertThat(Text.isClean(text)).isFalse();
        assertThat(Text.isClean(Text.echo(text, 10))).isTrue();
    }

    @Test
    void cutsWhatItRepeatsAtWholeCharacters() {
        assertThat(Text.echo("\uD840\uDC00".repeat(5), 3)).isEqualTo("\uD840\uDC00".repeat(3) + "…");
        assertThat(Text.echo("abc", 3)).isEqualTo("abc");
    }

    @Test
    void doesNotShowClassesOrSource() {
        assertThat(Text.isFitToShow("Unexpected character ('}' (code 125))")).isTrue();
        assertThat(Text.isFitToShow("Cannot deserialize value of type `java.lang.Long`"))
                .isFalse();
        assertThat(Text.isFitToShow("No enum constant org.tuban.access.Role.king"))
                .isFalse();
    }
}
