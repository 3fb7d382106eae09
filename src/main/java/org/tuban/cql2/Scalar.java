package org.tuban.cql2;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression with one value for a feature, or none: absent operands make an absent result. */
public sealed interface Scalar extends Operand {

    /** The kind of its value. */
    Kind kind();

    /** What the visitor makes of this kind of expression. */
    <R extends @Nullable Object> R accept(Visitor<R> visitor);

    /**
     * Something to be made of an expression, kind by kind.
     *
     * @param <R> what is made
     */
    interface Visitor<R extends @Nullable Object> {

        /** Of a value of the feature. */
        R property(Property property);

        /** Of a value in the filter. */
        R literal(Literal literal);

        /** Of two numbers joined. */
        R arithmetic(Arithmetic arithmetic);

        /** Of a function's value. */
        R call(Call call);
    }

    /**
     * A value of the feature.
     *
     * @param name name of a field, or of one of the columns that every layer has; one of the queryables
     */
    record Property(String name, Kind kind) implements Scalar {

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.property(this);
        }
    }

    /**
     * A value in the filter.
     *
     * @param value of the class of the kind; never null
     */
    record Literal(Object value, Kind kind) implements Scalar {

        /** Checks the class. */
        public Literal {
            if (!kind.binding().isInstance(value)) {
                throw new IllegalArgumentException("%s is no value of kind %s".formatted(value, kind));
            }
        }

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.literal(this);
        }
    }

    /** Two numbers joined, in 64-bit floating point; absent where the result is not a finite number. */
    record Arithmetic(Operator operator, Scalar left, Scalar right) implements Scalar {

        /** The operators of OGC 21-065r2, requirements class Arithmetic Expressions. */
        public enum Operator {
            /** {@code +} */
            PLUS,
            /** {@code -} */
            MINUS,
            /** {@code *} */
            TIMES,
            /** {@code /} */
            OVER,
            /** {@code div}: the quotient without its fraction, cut towards zero. */
            DIV,
            /** {@code %}: what the whole-number quotient leaves, {@code a - b * (a div b)}, rounded at each step. */
            MODULO,
            /** {@code ^} */
            POWER
        }

        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.arithmetic(this);
        }
    }

    /** A function of the allow list, applied to operands of the right kinds. */
    record Call(Function function, List<Scalar> arguments) implements Scalar {

        /** Copies the list. */
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Kind kind() {
            return function.kind();
        }

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.call(this);
        }
    }
}
