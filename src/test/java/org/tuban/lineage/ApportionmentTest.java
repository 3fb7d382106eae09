package org.tuban.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ApportionmentTest {

    @Test
    void givesTheUnitThatIsLeftToTheLargestRemainder() {
        assertThat(Apportionment.of(10, List.of(1.0, 1.0, 1.0), 0)).containsExactly(4.0, 3.0, 3.0);
        assertThat(Apportionment.of(7668, List.of(60.0, 40.0), 0)).containsExactly(4601.0, 3067.0);
        assertThat(Apportionment.of(1, List.of(0.2, 0.3, 0.5), 0)).containsExactly(0.0, 0.0, 1.0);
    }

    @Test
    void keepsAsManyDecimalsAsTheTotalHas() {
        assertThat(Apportionment.of(0.5, List.of(1.0, 2.0), 6)).containsExactly(0.166667, 0.333333);
        assertThat(Apportionment.of(10.25, List.of(1.0, 1.0), 0)).containsExactly(5.13, 5.12);
    }

    @Test
    void dividesNothingNegativeNumbersAndWeightsOfNothing() {
        assertThat(Apportionment.of(0, List.of(1.0, 2.0), 0)).containsExactly(0.0, 0.0);
        assertThat(Apportionment.of(-5, List.of(3.0, 2.0), 0)).containsExactly(-3.0, -2.0);
        assertThat(Apportionment.of(4, List.of(0.0, 0.0), 0)).containsExactly(2.0, 2.0);
    }

    @Test
    void alwaysAddsUpToTheTotal() {
        Random random = new Random(20_261_201);
        for (int run = 0; run < 2000; run++) {
            double total = Math.round(random.nextDouble() * 1e9) / Math.pow(10, random.nextInt(4));
            List<Double> weights = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(50); i++) {
                weights.add(random.nextDouble() * Math.pow(10, random.nextInt(9)));
            }

            List<Double> parts = Apportionment.of(total, weights, random.nextInt(3));

            assertThat(BigDecimal.valueOf(Apportionment.sum(parts))).isEqualByComparingTo(BigDecimal.valueOf(total));
        }
    }

    @Test
    void addsNumbersAsPeopleWriteThem() {
        assertThat(Apportionment.sum(List.of(0.1, 0.2))).isEqualTo(0.3);
    }
}
