package org.tuban.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.tuban.cql2.Condition;
import org.tuban.cql2.Evaluation;
import org.tuban.cql2.Function;
import org.tuban.cql2.Kind;
import org.tuban.cql2.Operand;
import org.tuban.cql2.Row;
import org.tuban.cql2.Scalar;
import org.tuban.layer.FieldType;
import org.tuban.layer.Layer;

/**
 * Turns conditions into SQL with the answers of {@link Evaluation}: what both databases say alike is here, the rest is
 * theirs.
 *
 * <p>Where the database would answer otherwise, the condition is not said at all and asked in memory. Values are always
 * bound; columns are those of the catalogue. One object translates one condition.
 */
abstract class ConditionSql implements Condition.Visitor<Sql>, Scalar.Visitor<Sql> {

    /** Values of a list up to which each is bound by itself. */
    private static final int MOST_BOUND = 200;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    /** Whole numbers up to this are doubles, too. */
    private static final long EXACT = 1L << 53;

    private static final String UNKNOWN = "CAST(NULL AS boolean)";
    private static final Set<String> NO_SCALARS = Set.of(Columns.GEOMETRY);
    private static final Row NOTHING = new Nothing();

    final Layer layer;
    final Dialect dialect;
    private boolean said = true;
    private int exactly;

    ConditionSql(Layer layer, Dialect dialect) {
        this.layer = layer;
        this.dialect = dialect;
    }

    /** The condition as SQL, or null if some of it cannot be said. */
    final @Nullable Sql translate(Condition condition) {
        Sql sql = condition.accept(this);
        return said ? sql : null;
    }

    /** Stands for what cannot be said. */
    final Sql unsaid() {
        said = false;
        return Sql.of("NULL");
    }

    /** True within a part whose false and unknown are not the same to the whole. */
    final boolean exact() {
        return exactly > 0;
    }

    private Sql exactly(Condition part) {
        exactly++;
        Sql sql = part.accept(this);
        exactly--;
        return sql;
    }

    /** A value in the filter, typed. */
    @Override
    public abstract Sql literal(Scalar.Literal literal);

    /** A function's value. */
    abstract Sql call(Function function, Sql argument);

    /** Two numbers joined. */
    abstract Sql arithmetic(Scalar.Arithmetic.Operator operator, Sql left, Sql right);

    /** A boolean as a condition. */
    abstract Sql truth(Sql truth);

    /** A text against a pattern that is known. */
    abstract Sql like(Sql text, String pattern);

    /** The stored shape on the left, a given one on the right. */
    abstract Sql relation(Condition.Spatial.Operator operator, Geometry given);

    /** Two lists of texts. */
    abstract Sql relation(Condition.Sets.Operator operator, Sql left, Sql right);

    /** A list in the filter: texts with commas between, all of which are there. */
    abstract Sql list(Sql texts);

    @Override
    public Sql and(Condition.And and) {
        return joined(and.parts(), "AND", "1 = 1");
    }

    @Override
    public Sql or(Condition.Or or) {
        return joined(or.parts(), "OR", "1 = 0");
    }

    private Sql joined(List<Condition> conditions, String operator, String none) {
        List<Sql> parts =
                conditions.stream().map(condition -> condition.accept(this)).toList();
        return parts.isEmpty() ? Sql.of(none) : Sql.join(parts, operator);
    }

    @Override
    public Sql not(Condition.Not not) {
        return Sql.concat("(NOT ", exactly(not.part()), ")");
    }

    @Override
    public Sql isUnknown(Condition.IsUnknown isUnknown) {
        return Sql.concat("((", exactly(isUnknown.part()), ") IS NULL)");
    }

    @Override
    public Sql constant(Condition.Constant constant) {
        return Sql.of(constant.value() ? "(1 = 1)" : "(1 = 0)");
    }

    /** What a condition says that speaks of no feature. */
    private static Sql settled(Condition condition) {
        Boolean answer = new Evaluation(condition).of(NOTHING);
        return Sql.of(answer == null ? UNKNOWN : answer ? "(1 = 1)" : "(1 = 0)");
    }

    @Override
    public Sql holds(Condition.Holds holds) {
        if (isFixed(holds.truth())) {
            return settled(holds);
        }
        return truth(value(holds.truth()));
    }

    @Override
    public Sql compare(Condition.Compare compare) {
        if (isFixed(compare.left()) && isFixed(compare.right())) {
            return settled(compare);
        }
        if (!isExact(compare.left(), compare.right())) {
            return unsaid();
        }
        return Sql.concat("(", value(compare.left()), sign(compare.operator()), value(compare.right()), ")");
    }

    private static String sign(Condition.Compare.Operator operator) {
        return switch (operator) {
            case EQUAL -> " = ";
            case NOT_EQUAL -> " <> ";
            case LESS -> " < ";
            case AT_MOST -> " <= ";
            case GREATER -> " > ";
            case AT_LEAST -> " >= ";
        };
    }

    @Override
    public Sql in(Condition.In in) {
        if (isFixed(in.value()) && in.list().stream().allMatch(ConditionSql::isFixed)) {
            return settled(in);
        }
        if (in.list().isEmpty()) {
            return Sql.of("(1 = 0)");
        }
        if (!in.list().stream().allMatch(one -> isExact(in.value(), one))) {
            return unsaid();
        }
        List<String> names = in.list().size() <= MOST_BOUND ? List.of() : names(in.list());
        Sql list = names.isEmpty() ? values(in.list()) : anyOf(TextLists.write(names));
        return Sql.concat("(", value(in.value()), " IN (", list, "))");
    }

    /** Ids and codes of a list that has nothing else, such as numbers or days; empty if it has. */
    private static List<String> names(List<Scalar> list) {
        List<String> names = list.stream()
                .flatMap(one -> one instanceof Scalar.Literal literal && literal.value() instanceof String text
                        ? Stream.of(text)
                        : Stream.empty())
                .filter(text -> NAME.matcher(text).matches())
                .toList();
        return names.size() == list.size() ? names : List.of();
    }

    /** The texts of a JSON array as a SELECT: a statement takes only so many values, and this is one. */
    abstract Sql anyOf(String array);

    /** A whole number beyond what doubles hold is compared exactly in memory, and only with its like in a database. */
    private boolean isExact(Scalar left, Scalar right) {
        return (!isBeyondDoubles(left) || isWhole(right)) && (!isBeyondDoubles(right) || isWhole(left));
    }

    private static boolean isBeyondDoubles(Scalar scalar) {
        return scalar instanceof Scalar.Literal literal
                && literal.value() instanceof Long whole
                && (whole > EXACT || whole < -EXACT);
    }

    private boolean isWhole(Scalar scalar) {
        return scalar instanceof Scalar.Property property
                && layer.field(property.name())
                        .filter(field -> field.type() == FieldType.INTEGER)
                        .isPresent();
    }

    @Override
    public Sql like(Condition.Like like) {
        if (!isFixed(like.pattern())) {
            return unsaid();
        }
        if (isFixed(like.text())) {
            return settled(like);
        }
        Object pattern = Evaluation.valueOf(like.pattern(), NOTHING);
        return pattern == null ? Sql.of(UNKNOWN) : like(value(like.text()), pattern.toString());
    }

    @Override
    public Sql isNull(Condition.IsNull isNull) {
        Operand operand = isNull.operand();
        if (operand instanceof Scalar scalar) {
            return isFixed(scalar) ? settled(isNull) : Sql.concat("(", value(scalar), " IS NULL)");
        }
        if (operand instanceof Operand.ListProperty property) {
            return Sql.of("(" + column(property.name()) + " IS NULL)");
        }
        if (operand instanceof Operand.Listed listed) {
            return joined(
                    listed.values().stream()
                            .<Condition>map(Condition.IsNull::new)
                            .toList(),
                    "OR",
                    "(1 = 0)");
        }
        return Sql.of(operand instanceof Operand.Stored ? "(geom IS NULL)" : "(1 = 0)");
    }

    @Override
    public Sql spatial(Condition.Spatial spatial) {
        if (spatial.left() instanceof Operand.Given left) {
            return spatial.right() instanceof Operand.Stored
                    ? relation(turned(spatial.operator()), left.geometry())
                    : settled(spatial);
        }
        return spatial.right() instanceof Operand.Given right
                ? relation(spatial.operator(), right.geometry())
                : unsaid();
    }

    private static Condition.Spatial.Operator turned(Condition.Spatial.Operator operator) {
        return switch (operator) {
            case WITHIN -> Condition.Spatial.Operator.CONTAINS;
            case CONTAINS -> Condition.Spatial.Operator.WITHIN;
            case INTERSECTS, DISJOINT, EQUALS, TOUCHES, CROSSES, OVERLAPS -> operator;
        };
    }

    @Override
    public Sql sets(Condition.Sets sets) {
        if (isFixed(sets.left()) && isFixed(sets.right())) {
            return settled(sets);
        }
        Sql relation = relation(sets.operator(), texts(sets.left()), texts(sets.right()));
        List<Scalar> fallible = Stream.of(sets.left(), sets.right())
                .flatMap(list -> list instanceof Operand.Listed listed ? listed.values().stream() : Stream.empty())
                .filter(value -> !(value instanceof Scalar.Literal))
                .toList();
        return fallible.isEmpty()
                ? relation
                : Sql.concat(
                        "(CASE WHEN ",
                        isNull(new Condition.IsNull(new Operand.Listed(fallible))),
                        " THEN NULL ELSE ",
                        relation,
                        " END)");
    }

    private Sql texts(Operand.Texts texts) {
        if (texts instanceof Operand.ListProperty property) {
            return Sql.of(column(property.name()));
        }
        List<Scalar> listed = ((Operand.Listed) texts).values();
        return listed.stream().allMatch(scalar -> scalar.kind() == Kind.TEXT) ? list(values(listed)) : unsaid();
    }

    private Sql values(List<Scalar> scalars) {
        List<Object> pieces = new ArrayList<>();
        for (Scalar scalar : scalars) {
            pieces.add(pieces.isEmpty() ? "" : ", ");
            pieces.add(value(scalar));
        }
        return Sql.concat(pieces.toArray());
    }

    /** An expression; one that speaks of no feature is worked out here. */
    final Sql value(Scalar scalar) {
        if (scalar instanceof Scalar.Literal || !isFixed(scalar)) {
            return scalar.accept(this);
        }
        Object value = Evaluation.valueOf(scalar, NOTHING);
        return value == null ? absent(scalar.kind()) : literal(new Scalar.Literal(value, scalar.kind()));
    }

    /** No value, typed. */
    abstract Sql absent(Kind kind);

    @Override
    public Sql property(Scalar.Property property) {
        return Sql.of(column(property.name()));
    }

    @Override
    public Sql arithmetic(Scalar.Arithmetic arithmetic) {
        return arithmetic(arithmetic.operator(), value(arithmetic.left()), value(arithmetic.right()));
    }

    @Override
    public Sql call(Scalar.Call call) {
        // Every function there is takes one argument.
        return call(call.function(), value(call.arguments().get(0)));
    }

    private String column(String name) {
        if (layer.field(name).isEmpty() && (NO_SCALARS.contains(name) || !Columns.SYSTEM.contains(name))) {
            throw new IllegalArgumentException("layer %s has no column \"%s\"".formatted(layer.id(), name));
        }
        return dialect.quote(name);
    }

    private static boolean isFixed(Operand operand) {
        if (operand instanceof Scalar.Call call) {
            return call.arguments().stream().allMatch(ConditionSql::isFixed);
        }
        if (operand instanceof Scalar.Arithmetic arithmetic) {
            return isFixed(arithmetic.left()) && isFixed(arithmetic.right());
        }
        if (operand instanceof Operand.Listed listed) {
            return listed.values().stream().allMatch(ConditionSql::isFixed);
        }
        return operand instanceof Scalar.Literal || operand instanceof Operand.Given;
    }

    /** What a condition is asked of that speaks of no feature. */
    private record Nothing() implements Row {

        @Override
        public @Nullable Object value(String name) {
            return null;
        }

        @Override
        public @Nullable Geometry shape() {
            return null;
        }
    }
}
