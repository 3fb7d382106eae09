package org.tuban.cql2;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.tuban.http.Problem;

/**
 * Looks up what a filter speaks of, and refuses what does not go together.
 *
 * <p>Nothing is converted: OGC 21-065r2, section 6.3.3, leaves casts to the server, and each would surprise somebody.
 * What is fixed in the filter is worked out here.
 */
final class Typing {

    private final Queryables queryables;
    private final ShapeReading shapes;
    private final Places places;

    Typing(Queryables queryables, ShapeReading shapes, Places places) {
        this.queryables = queryables;
        this.shapes = shapes;
        this.places = places;
    }

    /** What a condition is asked of where nothing of it depends on the answer. */
    private static final Row NOTHING = new Row() {
        @Override
        public @Nullable Object value(String name) {
            return null;
        }

        @Override
        public @Nullable Geometry shape() {
            return null;
        }
    };

    Condition condition(Syntax syntax) {
        if (syntax instanceof Syntax.Operation operation) {
            Operator operator = Operator.find(operation.op()).orElse(null);
            if (operator != null && operator.family().isCondition()) {
                return condition(operator, operation.args());
            }
        }
        Scalar truth = scalar(syntax);
        require(truth, Kind.BOOLEAN, syntax, "a condition");
        return truth instanceof Scalar.Literal literal
                ? new Condition.Constant((Boolean) literal.value())
                : new Condition.Holds(truth);
    }

    private Condition condition(Operator operator, List<Syntax> args) {
        return switch (operator.family()) {
            case LOGIC -> logic(operator, args);
            case COMPARISON -> comparison(operator, args);
            case SPATIAL -> spatial(operator, args);
            case TEMPORAL -> new TimeTyping(this).condition(operator, args);
            case ARRAY -> sets(operator, args);
            case TEXT, ARITHMETIC -> throw new IllegalArgumentException(operator + " is no condition");
        };
    }

    private Condition logic(Operator operator, List<Syntax> args) {
        List<Condition> parts = args.stream().map(this::condition).toList();
        return switch (operator) {
            case AND -> new Condition.And(parts);
            case OR -> new Condition.Or(parts);
            default -> new Condition.Not(parts.get(0));
        };
    }

    private Condition comparison(Operator operator, List<Syntax> args) {
        return switch (operator) {
            case LIKE -> like(args);
            case IN -> in(args);
            case IS_NULL -> isNull(args.get(0));
            case BETWEEN ->
                new Condition.And(List.of(
                        compare(Condition.Compare.Operator.AT_LEAST, args.get(0), args.get(1)),
                        compare(Condition.Compare.Operator.AT_MOST, args.get(0), args.get(2))));
            default -> compare(Condition.Compare.Operator.valueOf(operator.name()), args.get(0), args.get(1));
        };
    }

    private Condition compare(Condition.Compare.Operator operator, Syntax left, Syntax right) {
        Scalar ours = scalar(left);
        Scalar theirs = scalar(right);
        requireSame(ours, left, theirs, right);
        return settled(new Condition.Compare(operator, ours, theirs), List.of(ours, theirs));
    }

    private Condition like(List<Syntax> args) {
        Scalar text = scalar(args.get(0));
        Scalar pattern = scalar(args.get(1));
        require(text, Kind.TEXT, args.get(0), "a text");
        require(pattern, Kind.TEXT, args.get(1), "a text");
        return settled(new Condition.Like(text, pattern), List.of(text, pattern));
    }

    private Condition in(List<Syntax> args) {
        Scalar value = scalar(args.get(0));
        List<Operand> all = new ArrayList<>(List.of(value));
        List<Scalar> list = new ArrayList<>();
        for (Syntax item : ((Syntax.Array) args.get(1)).items()) {
            Scalar one = scalar(item);
            requireSame(value, args.get(0), one, item);
            list.add(one);
            all.add(one);
        }
        return list.isEmpty() ? new Condition.Constant(false) : settled(new Condition.In(value, list), all);
    }

    private Condition isNull(Syntax syntax) {
        if (syntax instanceof Syntax.Property property) {
            return new Condition.IsNull(operand(property));
        }
        if (syntax instanceof Syntax.Operation operation
                && Operator.find(operation.op())
                        .filter(operator -> operator.family().isCondition())
                        .isPresent()) {
            return new Condition.IsUnknown(condition(syntax));
        }
        if (syntax instanceof Syntax.Interval interval) {
            return new TimeTyping(this).isNull(interval);
        }
        if (Operator.Role.SHAPE.takes(syntax) && !(syntax instanceof Syntax.Operation)) {
            shape(syntax);
            return new Condition.Constant(false);
        }
        Scalar value = scalar(syntax);
        return settled(new Condition.IsNull(value), List.of(value));
    }

    private Condition spatial(Operator operator, List<Syntax> args) {
        Operand.Shape left = shape(args.get(0));
        Operand.Shape right = shape(args.get(1));
        var relation = Condition.Spatial.Operator.valueOf(operator.name().substring(2));
        return settled(new Condition.Spatial(relation, left, right), List.of(left, right));
    }

    private Operand.Shape shape(Syntax syntax) {
        if (syntax instanceof Syntax.Shape shape) {
            return new Operand.Given(shapes.shape(shape, placeOf(syntax)));
        }
        if (syntax instanceof Syntax.Box box) {
            return new Operand.Given(shapes.box(box, placeOf(syntax)));
        }
        if (syntax instanceof Syntax.Property property && operand(property) instanceof Operand.Stored stored) {
            return stored;
        }
        throw refuse(syntax, "a shape in the filter or the property " + Queryables.SHAPE);
    }

    private Condition sets(Operator operator, List<Syntax> args) {
        Operand.Texts left = texts(args.get(0));
        Operand.Texts right = texts(args.get(1));
        requireSameMembers(left, args.get(0), right, args.get(1));
        var relation = Condition.Sets.Operator.valueOf(operator.name().substring(2));
        return settled(new Condition.Sets(relation, left, right), List.of(left, right));
    }

    private Operand.Texts texts(Syntax syntax) {
        if (syntax instanceof Syntax.Property property && operand(property) instanceof Operand.ListProperty list) {
            return list;
        }
        if (!(syntax instanceof Syntax.Array array)) {
            throw refuse(syntax, "a list in the filter or a property that is one");
        }
        List<Scalar> values = new ArrayList<>();
        for (Syntax item : array.items()) {
            Scalar value = scalar(item);
            if (!values.isEmpty()) {
                requireSame(values.get(0), array.items().get(0), value, item);
            }
            values.add(value);
        }
        return new Operand.Listed(values);
    }

    private void requireSameMembers(Operand.Texts left, Syntax written, Operand.Texts right, Syntax alsoWritten) {
        Scalar ours = first(left);
        Scalar theirs = first(right);
        if (ours != null && theirs != null) {
            requireSame(ours, written, theirs, alsoWritten);
        } else if (ours != null && right instanceof Operand.ListProperty) {
            require(ours, Kind.TEXT, written, "a list of texts");
        } else if (theirs != null && left instanceof Operand.ListProperty) {
            require(theirs, Kind.TEXT, alsoWritten, "a list of texts");
        }
    }

    private static @Nullable Scalar first(Operand.Texts texts) {
        return texts instanceof Operand.Listed listed && !listed.values().isEmpty()
                ? listed.values().get(0)
                : null;
    }

    /** A condition that depends on no feature becomes its answer. */
    Condition settled(Condition condition, List<? extends Operand> operands) {
        if (operands.stream().allMatch(Typing::isFixed)) {
            Boolean answer = new Evaluation(condition).of(NOTHING);
            return answer == null ? condition : new Condition.Constant(answer);
        }
        return condition;
    }

    private static boolean isFixed(Operand operand) {
        return operand instanceof Scalar.Literal
                || operand instanceof Operand.Given
                || operand instanceof Operand.Listed listed
                        && listed.values().stream().allMatch(Typing::isFixed);
    }

    /** An expression with one value. */
    Scalar scalar(Syntax syntax) {
        if (syntax instanceof Syntax.Text text) {
            return new Scalar.Literal(text.value(), Kind.TEXT);
        }
        if (syntax instanceof Syntax.Numeral numeral) {
            return new Scalar.Literal(numeral.value(), Kind.NUMBER);
        }
        if (syntax instanceof Syntax.Truth truth) {
            return new Scalar.Literal(truth.value(), Kind.BOOLEAN);
        }
        if (syntax instanceof Syntax.Day day) {
            return new Scalar.Literal(day.value(), Kind.DATE);
        }
        if (syntax instanceof Syntax.Moment moment) {
            // Times are kept to the millisecond; what is finer could equal none of them.
            return new Scalar.Literal(moment.value().truncatedTo(ChronoUnit.MILLIS), Kind.TIMESTAMP);
        }
        if (syntax instanceof Syntax.Property property && operand(property) instanceof Scalar scalar) {
            return scalar;
        }
        if (syntax instanceof Syntax.Operation operation) {
            return scalar(operation);
        }
        throw refuse(syntax, "one value: a text, number, boolean, date or timestamp");
    }

    private Scalar scalar(Syntax.Operation operation) {
        Operator operator = Operator.find(operation.op()).orElse(null);
        if (operator == null || operator.family() == Operator.Family.TEXT) {
            return call(operation);
        }
        if (operator.family() != Operator.Family.ARITHMETIC) {
            throw refuse(operation, "a value, not a condition");
        }
        Syntax left = operation.args().get(0);
        Syntax right = operation.args().get(1);
        Scalar ours = scalar(left);
        Scalar theirs = scalar(right);
        require(ours, Kind.NUMBER, left, "a number");
        require(theirs, Kind.NUMBER, right, "a number");
        return fixed(
                new Scalar.Arithmetic(Scalar.Arithmetic.Operator.valueOf(operator.name()), ours, theirs),
                List.of(ours, theirs),
                operation);
    }

    private Scalar call(Syntax.Operation operation) {
        Function function = Arrays.stream(Function.values())
                .filter(each -> each.id().equalsIgnoreCase(operation.op()))
                .findFirst()
                .orElseThrow(() -> refuse(operation, "one of the functions " + functions()));
        List<Syntax> args = operation.args();
        List<Kind> parameters = function.parameters();
        if (args.size() != parameters.size()) {
            throw refuse(operation, "%s with %d argument".formatted(function.id(), parameters.size()));
        }
        List<Scalar> arguments = new ArrayList<>();
        for (int i = 0; i < args.size(); i++) {
            Scalar argument = scalar(args.get(i));
            require(argument, parameters.get(i), args.get(i), parameters.get(i).words());
            arguments.add(argument);
        }
        return fixed(new Scalar.Call(function, arguments), arguments, operation);
    }

    private static String functions() {
        return Arrays.stream(Function.values()).map(Function::id).collect(Collectors.joining(", "));
    }

    /** An expression that depends on no feature becomes its value. */
    private Scalar fixed(Scalar expression, List<Scalar> operands, Syntax written) {
        if (!operands.stream().allMatch(Typing::isFixed)) {
            return expression;
        }
        Object value = Values.of(expression).of(NOTHING);
        if (value == null) {
            throw refuse(written, "arithmetic with a finite result");
        }
        return new Scalar.Literal(value, expression.kind());
    }

    private Operand operand(Syntax.Property property) {
        return queryables
                .find(property.name())
                .orElseThrow(() -> FilterProblem.at(
                        placeOf(property),
                        "the property \"%s\"".formatted(FilterProblem.shortened(property.name())),
                        "one of " + String.join(", ", queryables.operands().keySet())));
    }

    /** Refuses two values of different kinds; it is the one that is no property that is said to be wrong. */
    void requireSame(Scalar left, Syntax leftWritten, Scalar right, Syntax rightWritten) {
        if (left.kind() != right.kind()) {
            boolean blameLeft = right instanceof Scalar.Property && !(left instanceof Scalar.Property);
            Syntax wrong = blameLeft ? leftWritten : rightWritten;
            Syntax model = blameLeft ? rightWritten : leftWritten;
            Kind kind = (blameLeft ? right : left).kind();
            throw refuse(
                    wrong, "%s to go with %s".formatted(kind.words(), FilterProblem.shortened(Cql2Text.write(model))));
        }
    }

    private void require(Scalar scalar, Kind kind, Syntax written, String allowed) {
        if (scalar.kind() != kind) {
            throw refuse(written, allowed);
        }
    }

    /** Refuses a part of the filter; a property together with the kind that it has. */
    Problem refuse(Syntax syntax, String allowed) {
        String found = FilterProblem.shortened(Cql2Text.write(syntax));
        if (syntax instanceof Syntax.Property property) {
            found += ", which is " + words(operand(property));
        }
        return FilterProblem.at(placeOf(syntax), found, allowed);
    }

    private static String words(Operand operand) {
        if (operand instanceof Scalar scalar) {
            return "a " + scalar.kind().name().toLowerCase(Locale.ROOT);
        }
        return operand instanceof Operand.Shape ? "a shape" : "a list of texts";
    }

    private String placeOf(Syntax syntax) {
        return places.of(syntax);
    }
}
