package org.tuban.cql2;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Expressions, made ready to be asked of many features in memory. */
final class Values {

    private Values() {}

    /** The value of one expression; null if absent. */
    interface Value {
        @Nullable
        Object of(Row row);
    }

    /** The members of one set; null if the set is absent. */
    interface Members {
        @Nullable
        Set<Object> of(Row row);
    }

    static Value of(Scalar scalar) {
        return scalar.accept(new ValueMaker());
    }

    static Members membersOf(Operand.Texts texts) {
        if (texts instanceof Operand.ListProperty property) {
            return row -> {
                Object list = row.value(property.name());
                return list == null ? null : new HashSet<>((Collection<?>) list);
            };
        }
        List<Value> values =
                ((Operand.Listed) texts).values().stream().map(Values::of).toList();
        return row -> {
            Set<Object> members = new HashSet<>();
            for (Value each : values) {
                Object value = each.of(row);
                if (value == null) {
                    return null;
                }
                members.add(value instanceof Number number ? Numbers.canonical(number) : value);
            }
            return members;
        };
    }

    /** Compares two values of one kind. */
    static int compare(Kind kind, Object left, Object right) {
        return switch (kind) {
            case TEXT -> Texts.compare((String) left, (String) right);
            case NUMBER -> Numbers.compare((Number) left, (Number) right);
            case BOOLEAN -> Boolean.compare((Boolean) left, (Boolean) right);
            case DATE -> ((LocalDate) left).compareTo((LocalDate) right);
            case TIMESTAMP -> ((Instant) left).compareTo((Instant) right);
        };
    }

    /** What a function gives for arguments of the right kinds; null where that is no finite number. */
    private static @Nullable Object call(Function function, Object argument) {
        return switch (function) {
            case CASEI -> Texts.casei((String) argument);
            case ACCENTI -> Texts.accenti((String) argument);
            case LOWER -> ((String) argument).toLowerCase(Locale.ROOT);
            case UPPER -> ((String) argument).toUpperCase(Locale.ROOT);
            case LENGTH -> Texts.length((String) argument);
            case ABS -> magnitude((Number) argument);
            case FLOOR -> rounded((Number) argument, false);
            case CEIL -> rounded((Number) argument, true);
            case YEAR -> (long) ((LocalDate) argument).getYear();
            case MONTH -> (long) ((LocalDate) argument).getMonthValue();
        };
    }

    private static Number magnitude(Number number) {
        Number value = Numbers.canonical(number);
        // The least long has no positive counterpart; as a double it has.
        return value instanceof Long whole && whole != Long.MIN_VALUE
                ? (Number) Math.abs(whole)
                : Numbers.canonical(Math.abs(value.doubleValue()));
    }

    private static Number rounded(Number number, boolean up) {
        Number value = Numbers.canonical(number);
        return value instanceof Long
                ? value
                : Numbers.canonical(up ? Math.ceil(value.doubleValue()) : Math.floor(value.doubleValue()));
    }

    private static final class ValueMaker implements Scalar.Visitor<Value> {

        @Override
        public Value property(Scalar.Property property) {
            return row -> row.value(property.name());
        }

        @Override
        public Value literal(Scalar.Literal literal) {
            return row -> literal.value();
        }

        @Override
        public Value arithmetic(Scalar.Arithmetic arithmetic) {
            Value left = arithmetic.left().accept(this);
            Value right = arithmetic.right().accept(this);
            return row -> {
                Object ours = left.of(row);
                Object theirs = ours == null ? null : right.of(row);
                return ours == null || theirs == null
                        ? null
                        : Numbers.join(arithmetic.operator(), (Number) ours, (Number) theirs);
            };
        }

        @Override
        public Value call(Scalar.Call call) {
            // Every function there is takes one argument.
            Value argument = call.arguments().get(0).accept(this);
            return row -> {
                Object value = argument.of(row);
                return value == null ? null : Values.call(call.function(), value);
            };
        }
    }
}
