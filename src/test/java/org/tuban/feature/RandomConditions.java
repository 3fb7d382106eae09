package org.tuban.feature;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.tuban.cql2.Condition;
import org.tuban.cql2.Function;
import org.tuban.cql2.Kind;
import org.tuban.cql2.Operand;
import org.tuban.cql2.Scalar;

/** Things and conditions on them, made of few values, so that they meet, touch and just miss each other often. */
final class RandomConditions {

    private static final String[] TEXTS = {
        "",
        "a",
        "A",
        "ab",
        "Éa",
        "e\u0301a",
        "STRASSE",
        "straße",
        "ΟΔΟΣ",
        "οδος",
        "İ",
        "i",
        "\uFFFD",
        "𠮷",
        "𠮷%",
        "a_b",
        "\\",
        "%",
        "100%"
    };
    private static final String[] PATTERNS = {
        "%", "_", "a%", "%a", "_b", "%\\%", "a\\_b", "\\", "\\\\", "\\a", "%𠮷_", "__", "É%", "%\\\\"
    };
    private static final Object[] NUMBERS = {
        -3L,
        0L,
        1L,
        2L,
        7L,
        9_007_199_254_740_991L,
        9_007_199_254_740_993L,
        -2.5,
        0.1,
        0.3,
        1e308,
        -1e308,
        5e-324,
        1e-200
    };
    private static final LocalDate[] DAYS = {
        LocalDate.of(1, 1, 1), LocalDate.of(2024, 2, 29), LocalDate.of(2024, 3, 1), LocalDate.of(9999, 12, 31)
    };
    private static final Instant[] TIMES = {
        Instant.parse("0001-01-01T00:00:00Z"),
        Instant.parse("2022-04-16T10:13:19Z"),
        Instant.parse("2022-04-16T10:13:19.001Z"),
        Instant.parse("9999-12-31T23:59:59.999Z")
    };
    private static final String[] SHAPES = {
        "POINT (1 1)",
        "POINT (2 2)",
        "POINT (3 1)",
        "MULTIPOINT ((1 1), (2 2))",
        "LINESTRING (0 0, 2 2)",
        "LINESTRING (0 0, 4 0, 4 4)",
        "LINESTRING (1 3, 3 1)",
        "LINESTRING (0 0, 4 0, 4 4, 0 0)",
        "MULTILINESTRING ((0 0, 1 1), (1 1, 2 2))",
        "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0))",
        "POLYGON ((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 1 3, 3 3, 3 1, 1 1))",
        "POLYGON ((1 1, 3 1, 3 3, 1 3, 1 1))",
        "POLYGON ((4 0, 8 0, 8 4, 4 4, 4 0))",
        "POLYGON ((4 4, 6 4, 6 6, 4 6, 4 4))",
        "POLYGON ((2 2, 6 2, 6 6, 2 6, 2 2))",
        "POLYGON ((0 0, 2 0, 4 0, 4 4, 0 4, 0 0))",
        "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 1, 0 0)), ((2 2, 3 2, 3 3, 2 3, 2 2)))"
    };
    private static final String[] COLLECTIONS = {
        "GEOMETRYCOLLECTION (POINT (1 1), LINESTRING (3 3, 5 5))",
        "GEOMETRYCOLLECTION (POLYGON ((0 0, 2 0, 2 4, 0 4, 0 0)), POLYGON ((2 0, 4 0, 4 4, 2 4, 2 0)))",
        "GEOMETRYCOLLECTION (POLYGON ((0 0, 3 0, 3 4, 0 4, 0 0)), POLYGON ((2 0, 4 0, 4 4, 2 4, 2 0)))",
        "GEOMETRYCOLLECTION (POINT (2 2), POINT (9 9))",
        "GEOMETRYCOLLECTION (POLYGON ((4 4, 6 4, 6 6, 4 6, 4 4)), POINT (1 1), GEOMETRYCOLLECTION (LINESTRING (0 0, 1 0)))"
    };

    private final Random random;

    RandomConditions(long seed) {
        random = new Random(seed);
    }

    /** Values of a thing, without what every feature must have. */
    Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("NAME", maybe(() -> one(TEXTS)));
        values.put("letter", maybe(() -> one("a", "B", "c")));
        values.put("whole", maybe(() -> one(-3L, 0L, 1L, 2L, 7L, 9_007_199_254_740_991L)));
        values.put("Size", maybe(() -> one(-2.5, 0.0, -0.0, 0.1, 1.0, 2.0, 7.0, 1e308, 5e-324, 1e-200)));
        values.put("open", maybe(random::nextBoolean));
        values.put("day", maybe(() -> one(DAYS)));
        values.put("since", maybe(() -> one("2023", "2023-12", "2024-02-29")));
        values.put("seen", maybe(() -> one(TIMES)));
        values.put("tags", maybe(() -> some(3, () -> one("a", "A", "𠮷", "\"", "b,c"))));
        return values;
    }

    /** A shape of a thing, or null. */
    @Nullable
    Geometry shape() {
        return (Geometry) maybe(() -> read(one(SHAPES)));
    }

    /** A condition of at most that depth. */
    Condition condition(int depth) {
        if (depth > 0 && random.nextInt(3) > 0) {
            return switch (random.nextInt(5)) {
                case 0, 1 -> new Condition.And(some(3, () -> condition(depth - 1)));
                case 2 -> new Condition.Or(some(3, () -> condition(depth - 1)));
                case 3 -> new Condition.Not(condition(depth - 1));
                default -> new Condition.IsUnknown(condition(depth - 1));
            };
        }
        return switch (random.nextInt(16)) {
            case 0 -> new Condition.Constant(random.nextBoolean());
            case 1 -> new Condition.Holds(scalar(Kind.BOOLEAN, 2));
            case 2, 3 -> new Condition.Like(scalar(Kind.TEXT, 2), pattern());
            case 4, 5 -> in(one(Kind.values()));
            case 6 -> new Condition.IsNull(operand());
            case 7, 8, 9 -> new Condition.Spatial(one(Condition.Spatial.Operator.values()), given(), given());
            case 10, 11 -> new Condition.Sets(one(Condition.Sets.Operator.values()), texts(), texts());
            default -> compare(one(Kind.values()));
        };
    }

    private Condition compare(Kind kind) {
        return new Condition.Compare(one(Condition.Compare.Operator.values()), scalar(kind, 3), scalar(kind, 3));
    }

    private Condition in(Kind kind) {
        return new Condition.In(scalar(kind, 2), some(4, () -> scalar(kind, 1)));
    }

    private Scalar pattern() {
        Scalar pattern = random.nextInt(8) == 0 ? scalar(Kind.TEXT, 1) : new Scalar.Literal(one(PATTERNS), Kind.TEXT);
        return random.nextInt(4) == 0 ? call(one(Function.CASEI, Function.ACCENTI), pattern) : pattern;
    }

    private Operand operand() {
        return switch (random.nextInt(4)) {
            case 0 -> new Operand.Stored();
            case 1 -> texts();
            case 2 -> given();
            default -> scalar(one(Kind.values()), 2);
        };
    }

    private Operand.Shape given() {
        if (random.nextInt(2) == 0) {
            return new Operand.Stored();
        }
        return new Operand.Given(read(random.nextInt(4) == 0 ? one(COLLECTIONS) : one(SHAPES)));
    }

    private Operand.Texts texts() {
        return random.nextInt(2) == 0
                ? new Operand.ListProperty("tags")
                : new Operand.Listed(some(
                        3,
                        () -> random.nextInt(4) == 0
                                ? scalar(Kind.TEXT, 1)
                                : new Scalar.Literal(one("a", "A", "𠮷", "\"", "b,c"), Kind.TEXT)));
    }

    private Scalar scalar(Kind kind, int depth) {
        return switch (kind) {
            case TEXT -> text(depth);
            case NUMBER -> number(depth);
            case BOOLEAN -> either(kind, random.nextBoolean(), "open");
            case DATE -> either(kind, random.nextInt(9) == 0 ? LocalDate.of(12024, 1, 1) : one(DAYS), "day");
            case TIMESTAMP ->
                either(kind, random.nextInt(9) == 0 ? Instant.MIN : one(TIMES), one("seen", "seen", "valid_from"));
        };
    }

    private Scalar text(int depth) {
        if (depth > 0 && random.nextInt(3) == 0) {
            return call(one(Function.CASEI, Function.ACCENTI, Function.LOWER, Function.UPPER), text(depth - 1));
        }
        return either(Kind.TEXT, one(TEXTS), one("NAME", "NAME", "letter", "since", "id"));
    }

    private Scalar number(int depth) {
        if (depth > 0) {
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    Scalar.Arithmetic.Operator operator = one(Scalar.Arithmetic.Operator.values());
                    // Of other powers, libraries may differ in the last bit.
                    Scalar right = operator == Scalar.Arithmetic.Operator.POWER
                            ? new Scalar.Literal(one(-1L, 0L, 1L, 2L), Kind.NUMBER)
                            : number(depth - 1);
                    return new Scalar.Arithmetic(operator, number(depth - 1), right);
                }
                case 2 -> {
                    return call(one(Function.ABS, Function.FLOOR, Function.CEIL), number(depth - 1));
                }
                case 3 -> {
                    return random.nextBoolean()
                            ? call(Function.LENGTH, text(depth - 1))
                            : call(one(Function.YEAR, Function.MONTH), scalar(Kind.DATE, 0));
                }
                default -> {
                    // A value as it is.
                }
            }
        }
        return either(Kind.NUMBER, one(NUMBERS), one("whole", "Size", "version"));
    }

    private static Scalar call(Function function, Scalar argument) {
        return new Scalar.Call(function, List.of(argument));
    }

    private Scalar either(Kind kind, Object literal, String property) {
        return random.nextInt(2) == 0 ? new Scalar.Property(property, kind) : new Scalar.Literal(literal, kind);
    }

    private @Nullable Object maybe(Supplier<Object> value) {
        return random.nextInt(5) == 0 ? null : value.get();
    }

    private <T> List<T> some(int most, Supplier<T> each) {
        List<T> list = new ArrayList<>();
        IntStream.range(0, random.nextInt(most + 1)).forEach(index -> list.add(each.get()));
        return list;
    }

    @SafeVarargs
    private <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }

    private static Geometry read(String wkt) {
        try {
            return new WKTReader().read(wkt);
        } catch (ParseException broken) {
            throw new IllegalArgumentException(wkt, broken);
        }
    }

    /** Every shape that a thing may have. */
    static Stream<Geometry> shapes() {
        return Stream.of(SHAPES).map(RandomConditions::read);
    }
}
