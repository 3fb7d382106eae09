package org.tuban.cql2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Filters that follow the grammar survive both encodings, whatever they say. */
@DisplayName("/req/cql2-text, /req/cql2-json")
class RoundTripTest {

    private static final int FILTERS = 2_000;
    private static final int DEPTH = 4;
    private static final Limits ROOMY = new Limits(Integer.MAX_VALUE, 50, 100_000, 1_000_000);

    @Test
    void saysTheSameInEitherEncoding() {
        for (int seed = 0; seed < FILTERS; seed++) {
            Syntax made = new RandomSyntax(seed).condition(DEPTH);
            String text = Cql2Text.write(made);
            Syntax fromText = Cql2Text.read(text, ROOMY).syntax();
            assertThat(fromText).as("seed %d: %s", seed, text).isEqualTo(made);
            String json = Cql2Json.write(fromText).toString();
            Syntax fromJson = Cql2Json.read(json, ROOMY).syntax();
            assertThat(fromJson).as("seed %d: %s", seed, json).isEqualTo(made);
            assertThat(Cql2Text.write(fromJson)).isEqualTo(text);
        }
    }
}
