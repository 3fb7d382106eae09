package org.tuban.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tuban.search.Spelling.Fit;
import org.tuban.search.Spelling.Way;

class SpellingTest {

    @ParameterizedTest
    @CsvSource({
        "方山下村, fangshanxiacun",
        "土屿, tuyu",
        "药山村, yaoshancun",
        "璜山头新村, huangshantouxincun",
        "吉岙村, jiaocun",
        "义新村, yixincun",
        "十里铺村, shilipucun",
        "蔡家洋, caijiayang",
        "派克包装, paikebaozhuang",
        "绿道, ludao",
        "绿道, lvdao",
        "女儿桥, nuerqiao"
    })
    void spellsNamesOfNanchengInFull(String name, String letters) {
        assertThat(fit(name, letters)).contains(new Fit(Way.FULL, Form.WHOLE));
    }

    @ParameterizedTest
    @CsvSource({"方山下, fang1shan1xia4", "绿道, lü4dao4", "绿道, lu:dao", "璜山头, huáng shān tóu", "吉岙, ji'ao"})
    void acceptsTonesAndEveryWayToWriteThem(String name, String typed) {
        String letters = Needle.of(typed).letters().orElseThrow();

        assertThat(fit(name, letters)).contains(new Fit(Way.FULL, Form.WHOLE));
    }

    @Test
    void triesEveryReadingOfACharacter() {
        assertThat(fit("重庆", "chongqing")).contains(new Fit(Way.FULL, Form.WHOLE));
        assertThat(fit("重庆", "zhongqing")).contains(new Fit(Way.FULL, Form.WHOLE));
        assertThat(fit("长安", "changan")).contains(new Fit(Way.FULL, Form.WHOLE));
    }

    @Test
    void findsTheInitials() {
        assertThat(fit("方山下村", "fsxc")).contains(new Fit(Way.INITIALS, Form.WHOLE));
        assertThat(fit("方山下村", "fsx")).contains(new Fit(Way.INITIALS, Form.PREFIX));
        assertThat(fit("山前小微园区", "shq")).contains(new Fit(Way.INITIALS, Form.PREFIX));
        assertThat(fit("浙江派克包装", "pk")).contains(new Fit(Way.INITIALS, Form.CONTAINED));
    }

    @Test
    void findsAnUnfinishedSyllable() {
        assertThat(fit("方山下村", "fangsh")).contains(new Fit(Way.FULL, Form.PREFIX));
        assertThat(fit("浙江派克包装", "paik")).contains(new Fit(Way.FULL, Form.CONTAINED));
    }

    @Test
    void findsSyllablesOfWhichOnlySomeAreComplete() {
        assertThat(fit("方山下村", "fangsx")).contains(new Fit(Way.MIXED, Form.PREFIX));
    }

    @Test
    void readsDigitsOfANameAsThemselvesAndNotAsTones() {
        assertThat(fit("示例01号", "shili01hao")).contains(new Fit(Way.FULL, Form.WHOLE));
        assertThat(fit("示例01号", "shi4li4 01".replace(" ", ""))).contains(new Fit(Way.FULL, Form.PREFIX));
    }

    @Test
    void doesNotFindAnotherName() {
        assertThat(fit("方山下村", "shanqian")).isEmpty();
        assertThat(fit("方山下村", "xsf")).isEmpty();
        assertThat(fit("浙江派克", "p")).isEmpty();
    }

    @Test
    void staysQuickWhenEveryCharacterHasManyReadings() {
        Spelling hard = Spelling.of("和".repeat(40));

        Optional<Fit> none = Assertions.assertTimeout(Duration.ofSeconds(1), () -> hard.fit("he".repeat(40) + "x"));

        assertThat(none).isEmpty();
    }

    private static Optional<Fit> fit(String name, String letters) {
        return Spelling.of(name).fit(letters);
    }
}
