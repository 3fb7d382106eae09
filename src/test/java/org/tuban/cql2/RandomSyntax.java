package org.tuban.cql2;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** Makes filters that follow the grammar and say anything, the same for the same seed. */
final class RandomSyntax {

    private static final List<String> TEXTS =
            List.of("", "x", "it's", "\\n", "a\nb", "100\\%", "%_", "方山下\uD840\uDC00", "\u0007\u000B\t", "\"", "..");
    private static final List<String> NAMES = List.of("a", "date", "and", "eo:x.y", "名称", "POINT", "a b", "x\"y");

    private final Random random;
    private final ShapeBuilder shapes = new ShapeBuilder();

    RandomSyntax(long seed) {
        random = new Random(seed);
    }

    Syntax condition(int depth) {
        if (depth <= 0) {
            return pick(this::truth, () -> op("=", property(), scalar(0)), () -> op("isNull", property()));
        }
        return pick(
                () -> new Syntax.Operation("and", several(() -> condition(depth - 1), 2)),
                () -> new Syntax.Operation("or", several(() -> condition(depth - 1), 2)),
                () -> op("not", condition(depth - 1)),
                () -> op(oneOf("=", "<>", "<", "<=", ">", ">="), scalar(depth), scalar(depth)),
                () -> op("like", characters(depth), pattern(depth)),
                () -> op("between", number(depth), number(depth), number(depth)),
                () -> op("in", scalar(depth), new Syntax.Array(several(() -> scalar(depth - 1), 0))),
                () -> op("isNull", pick(this::property, () -> condition(depth - 1), () -> scalar(depth - 1))),
                () -> op(oneOf("s_intersects", "s_within", "s_equals"), shape(), shape()),
                () -> op(oneOf("t_after", "t_metBy", "t_overlappedBy"), time(depth), time(depth)),
                () -> op(oneOf("a_equals", "a_containedBy", "a_overlaps"), array(depth), array(depth)),
                () -> call(depth));
    }

    private Syntax scalar(int depth) {
        return pick(this::truth, this::property, this::instant, () -> characters(depth), () -> number(depth));
    }

    private Syntax characters(int depth) {
        return depth <= 0
                ? pick(this::text, this::property)
                : pick(this::text, this::property, () -> call(depth), () -> op("casei", characters(depth - 1)));
    }

    private Syntax pattern(int depth) {
        return depth <= 0 ? text() : pick(this::text, () -> op(oneOf("casei", "accenti"), pattern(depth - 1)));
    }

    private Syntax number(int depth) {
        return depth <= 0
                ? pick(this::numeral, this::property)
                : pick(
                        this::numeral,
                        this::property,
                        () -> call(depth),
                        () -> op(oneOf("+", "-", "*", "/", "div", "%", "^"), number(depth - 1), number(depth - 1)));
    }

    private Syntax call(int depth) {
        return new Syntax.Operation(
                oneOf("f", "Foo", "s_buffer", "函数"),
                several(() -> pick(() -> scalar(depth - 1), this::shape, () -> condition(depth - 1)), 0));
    }

    private Syntax time(int depth) {
        return pick(this::instant, this::property, () -> new Syntax.Interval(bound(depth), bound(depth)));
    }

    private Syntax bound(int depth) {
        return pick(Syntax.Open::new, this::instant, this::property, () -> call(depth - 1));
    }

    private Syntax array(int depth) {
        return pick(
                this::property,
                () -> new Syntax.Array(several(
                        () -> pick(
                                () -> scalar(depth - 1),
                                this::shape,
                                () -> time(depth - 1),
                                () -> new Syntax.Array(several(this::text, 2))),
                        0)));
    }

    private Syntax instant() {
        return random.nextBoolean()
                ? new Syntax.Day(LocalDate.ofEpochDay(random.nextInt(40_000) - 20_000))
                : new Syntax.Moment(Instant.ofEpochSecond(random.nextInt(), random.nextInt(4) * 250_000_100L));
    }

    private Syntax truth() {
        return new Syntax.Truth(random.nextBoolean());
    }

    private Syntax property() {
        return new Syntax.Property(NAMES.get(random.nextInt(NAMES.size())));
    }

    private Syntax text() {
        return new Syntax.Text(TEXTS.get(random.nextInt(TEXTS.size())));
    }

    private Syntax numeral() {
        return new Syntax.Numeral(Numbers.canonical(
                switch (random.nextInt(5)) {
                    case 0 -> (Number) random.nextLong();
                    case 1 -> Double.longBitsToDouble(random.nextLong() & 0xBFFF_FFFF_FFFF_FFFFL);
                    case 2 -> random.nextGaussian() * 1e6;
                    default -> random.nextInt(20) - 10;
                }));
    }

    private Syntax shape() {
        return pick(
                this::property,
                () -> new Syntax.Box(several(this::ordinate, 4).subList(0, 4)),
                () -> new Syntax.Shape(simple()),
                () -> new Syntax.Shape(shapes.collection(several(this::simple, 2))));
    }

    private Geometry simple() {
        return switch (random.nextInt(6)) {
            case 0 -> shapes.point(position());
            case 1 -> shapes.line(several(this::position, 2), "");
            case 2 -> shapes.polygon(several(this::ring, 1), "");
            case 3 -> shapes.multiPoint(several(this::position, 1));
            case 4 -> shapes.multiLine(several(() -> several(this::position, 2), 1), "");
            default -> shapes.multiPolygon(several(() -> several(this::ring, 1), 1), "");
        };
    }

    private List<Coordinate> ring() {
        List<Coordinate> ring = several(this::position, 3);
        ring.add(ring.get(0));
        return ring;
    }

    private Coordinate position() {
        return new Coordinate(ordinate(), ordinate(), random.nextInt(4) == 0 ? ordinate() : Double.NaN);
    }

    private double ordinate() {
        return random.nextBoolean() ? random.nextInt(180) : random.nextDouble() * 180 - 90;
    }

    private String oneOf(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    @SafeVarargs
    private <T> T pick(Supplier<? extends T>... choices) {
        return choices[random.nextInt(choices.length)].get();
    }

    private <T> List<T> several(Supplier<T> maker, int least) {
        List<T> made = new ArrayList<>();
        for (int count = least + random.nextInt(3); count > 0; count--) {
            made.add(maker.get());
        }
        return made;
    }

    private static Syntax op(String op, Syntax... args) {
        return new Syntax.Operation(op, List.of(args));
    }
}
