package org.tuban.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;

class PasswordsTest {

    private final Passwords passwords = new Passwords();

    @Test
    void keepsArgon2idWithASaltOfItsOwn() {
        String hash = passwords.hash("方山下地块2021年度签约");

        assertThat(hash).startsWith("{argon2id}$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.hash("方山下地块2021年度签约")).isNotEqualTo(hash);
        assertThat(passwords.matches("方山下地块2021年度签约", hash)).isTrue();
        assertThat(passwords.matches("方山下地块2021年度签", hash)).isFalse();
    }

    @Test
    void takesTheSameCharactersFromAnotherKeyboardForTheSamePassword() {
        String hash = passwords.hash("cafe\u0301-au-lait-12");

        assertThat(passwords.matches("caf\u00e9-au-lait-12", hash)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"green-hills-of-nancheng", "图斑管理员今天很开心地上班了", "twelve chars"})
    void allowsLongOnesOfAnyScript(String password) {
        assertThatCode(() -> passwords.check("lead", password)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "eleven-char",
                "Password1234",
                "1qaz2wsx3edc",
                "aaaaaaaaaaaaaaaa",
                "my-planner-is-nice"
            })
    void refusesShortCommonAndTellingOnes(String password) {
        Problem problem = catchThrowableOfType(Problem.class, () -> passwords.check("planner", password));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_BODY);
        assertThat(problem.members()).containsEntry("path", "password").containsEntry("value", null);
    }

    @Test
    void takesTwoHundredCharactersAndNoMore() {
        String longest = "abcdefghij".repeat(20);

        assertThatCode(() -> passwords.check("lead", longest)).doesNotThrowAnyException();
        assertThat(catchThrowableOfType(Problem.class, () -> passwords.check("lead", longest + "k"))
                        .getMessage())
                .contains("201")
                .doesNotContain(longest);
    }

    @Test
    void makesPasswordsThatItAllowsItself() {
        String password = passwords.generate();

        assertThat(password).matches("(?:[a-z2-9]{5}-){3}[a-z2-9]{5}").isNotEqualTo(passwords.generate());
        assertThatCode(() -> passwords.check("admin", password)).doesNotThrowAnyException();
    }
}
