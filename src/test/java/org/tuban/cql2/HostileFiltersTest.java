package org.tuban.cql2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tuban.geo.CoordinateSystems;
import org.tuban.http.Problem;

/** Broken filters are refused with a sentence, in steps that grow no faster than their length. */
class HostileFiltersTest {

    private static final int FILTERS = 10_000;

    /** Looks at a token, at most, for each character: every rule on the way down asks a few times. */
    private static final int STEPS_PER_CHARACTER = 80;

    /** Names of the standard's examples with kinds that most of them go with. */
    private static final Queryables QUERYABLES = queryables();

    @Test
    void refusesBrokenTextAndJson() {
        List<String> filters = new ArrayList<>();
        for (int seed = 0; seed < 200; seed++) {
            Syntax syntax = new RandomSyntax(seed).condition(3);
            filters.add(Cql2Text.write(syntax));
            filters.add(Cql2Json.write(syntax).toString());
        }
        breakAll(filters);
    }

    @Tag("shared")
    @Test
    void refusesBrokenExamples() {
        List<String> filters = new ArrayList<>();
        OfficialExamplesTest.texts()
                .forEach(name -> filters.add(OfficialExamplesTest.content("text/" + name + ".txt")));
        OfficialExamplesTest.jsons()
                .forEach(name -> filters.add(OfficialExamplesTest.content("json/" + name + ".json")));
        breakAll(filters);
    }

    @Test
    void takesNoMoreStepsThanTheLengthAllows() {
        for (String piece :
                List.of("(", "f(", "NOT ", "a=1 AND ", "a+", "-", "a IN (", "'' ", "A_EQUALS((", "1 ", "\" ")) {
            steps(piece.repeat(500_000 / piece.length()));
        }
    }

    private static void breakAll(List<String> filters) {
        HostileFilters hostile = new HostileFilters(20_260_302);
        int accepted = 0;
        for (int i = 0; i < FILTERS; i++) {
            String filter = hostile.broken(filters.get(i % filters.size()));
            accepted += isTaken(filter, false) | isTaken(filter, true) ? 1 : 0;
            steps(filter);
        }
        // If nothing or everything went through, the breaking would not be worth much.
        assertThat(accepted).isBetween(1, FILTERS / 2);
    }

    /** Reads, types and asks; whatever goes wrong must be a problem that fits into an answer. */
    private static boolean isTaken(String filter, boolean json) {
        try {
            ParsedFilter parsed =
                    json ? Cql2Json.read(filter, Limits.IN_ADDRESS) : Cql2Text.read(filter, Limits.IN_ADDRESS);
            Condition condition = parsed.on(QUERYABLES, CoordinateSystems.CRS84);
            new Evaluation(condition).of(Parcels.shaped("POINT (1 2)"));
            return true;
        } catch (Problem refused) {
            assertThat(refused.type().status()).isEqualTo(400);
            assertThat(refused.members())
                    .containsEntry("parameter", "filter")
                    .containsKeys("place", "value", "allowed");
            assertThat(String.valueOf(refused.getMessage()))
                    .hasSizeLessThan(1_000)
                    .doesNotContain("Exception", "org.tuban", "tools.jackson");
            return false;
        }
    }

    private static void steps(String filter) {
        CountedTokens tokens = null;
        try {
            tokens = new CountedTokens(filter);
            new TextReader(tokens, new SyntaxBuilder(Limits.IN_BODY)).read();
        } catch (Problem refused) {
            assertThat(refused.type().status()).isEqualTo(400);
        }
        if (tokens != null) {
            assertThat(tokens.looks).isLessThanOrEqualTo((filter.length() + 1) * STEPS_PER_CHARACTER);
        }
    }

    private static final class CountedTokens extends Tokens {
        private int looks;

        CountedTokens(String text) {
            super(text);
        }

        @Override
        Token peek() {
            looks++;
            return super.peek();
        }
    }

    private static Queryables queryables() {
        Map<String, Operand> operands = new LinkedHashMap<>();
        for (String name : List.of("name", "owner", "city", "cityName", "eo:instrument", "material", "a", "\"")) {
            operands.put(name, new Scalar.Property(name, Kind.TEXT));
        }
        for (String name : List.of("value", "foo", "bar", "x", "floors", "depth", "eo:cloud_cover", "eo:x.y", "名称")) {
            operands.put(name, new Scalar.Property(name, Kind.NUMBER));
        }
        for (String name : List.of("updated", "built", "date")) {
            operands.put(name, new Scalar.Property(name, Kind.DATE));
        }
        for (String name : List.of("updated_at", "starts_at", "ends_at", "touchdown", "liftOff")) {
            operands.put(name, new Scalar.Property(name, Kind.TIMESTAMP));
        }
        operands.put("swimming_pool", new Scalar.Property("swimming_pool", Kind.BOOLEAN));
        operands.put("and", new Scalar.Property("and", Kind.BOOLEAN));
        operands.put("values", new Operand.ListProperty("values"));
        for (String name : List.of("geometry", "road", "footprint", "location", "POINT")) {
            operands.put(name, new Operand.Stored());
        }
        return new Queryables(operands);
    }
}
