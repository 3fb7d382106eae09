package org.tuban.cql2;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a feature: true, false, or unknown where a value is absent. A filter takes the features for which it
 * is true. Logic is that of SQL, with three values.
 *
 * <p>Checked and simple: operands are of kinds that go together, names are queryables of the layer, temporal predicates
 * and BETWEEN have become comparisons.
 */
public sealed interface Condition {

    /** What the visitor makes of this kind of condition. */
    <R extends @Nullable Object> R accept(Visitor<R> visitor);

    /**
     * Something to be made of a condition, kind by kind.
     *
     * @param <R> what is made
     */
    interface Visitor<R extends @Nullable Object> {

        /** Of a conjunction. */
        R and(And and);

        /** Of a disjunction. */
        R or(Or or);

        /** Of a negation. */
        R not(Not not);

        /** Of what is always the same. */
        R constant(Constant constant);

        /** Of a boolean. */
        R holds(Holds holds);

        /** Of a comparison. */
        R compare(Compare compare);

        /** Of a pattern. */
        R like(Like like);

        /** Of a list of values. */
        R in(In in);

        /** Of a question for absence. */
        R isNull(IsNull isNull);

        /** Of a question for the unknown. */
        R isUnknown(IsUnknown isUnknown);

        /** Of a relation of shapes. */
        R spatial(Spatial spatial);

        /** Of a relation of sets. */
        R sets(Sets sets);
    }

    /** True if all are. */
    record And(List<Condition> parts) implements Condition {

        /** Copies the list. */
        public And {
            parts = List.copyOf(parts);
        }

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.and(this);
        }
    }

    /** True if one is. */
    record Or(List<Condition> parts) implements Condition {

        /** Copies the list. */
        public Or {
            parts = List.copyOf(parts);
        }

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.or(this);
        }
    }

    /** True if the part is false. */
    record Not(Condition part) implements Condition {

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.not(this);
        }
    }

    /** Always the same. */
    record Constant(boolean value) implements Condition {

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.constant(this);
        }
    }

    /** As the boolean says; unknown if it is absent. */
    record Holds(Scalar truth) implements Condition {

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.holds(this);
        }
    }

    /** Both values compared, which are of one kind; unknown if one is absent. */
    record Compare(Operator operator, Scalar left, Scalar right) implements Condition {

        /** How values are compared: texts by code point, false before true, times by the calendar. */
        public enum Operator {
            /** {@code =} */
            EQUAL,
            /** {@code <>} */
            NOT_EQUAL,
            /** {@code <} */
            LESS,
            /** {@code <=} */
            AT_MOST,
            /** {@code >} */
            GREATER,
            /** {@code >=} */
            AT_LEAST
        }

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.compare(this);
        }
    }

    /**
     * True if the text has the form of the pattern: {@code %} any characters, {@code _} one character, and a backslash
     * before either of them or itself takes its meaning away.
     */
    record Like(Scalar text, Scalar pattern) implements Condition {

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.like(this);
        }
    }

    /** True if the value is one of those, which are of its kind. */
    record In(Scalar value, List<Scalar> list) implements Condition {

        /** Copies the list. */
        public In {
            list = List.copyOf(list);
        }

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.in(this);
        }
    }

    /** True if the operand is absent, else false; never unknown. */
    record IsNull(Operand operand) implements Condition {

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.isNull(this);
        }
    }

    /** True if the part is unknown, else false; never unknown. In SQL: {@code (part) IS NULL}. */
    record IsUnknown(Condition part) implements Condition {

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.isUnknown(this);
        }
    }

    /** How two shapes lie to each other, by the DE-9IM; unknown if one is absent. */
    record Spatial(Operator operator, Operand.Shape left, Operand.Shape right) implements Condition {

        /** The operators of OGC 21-065r2, requirements class Spatial Functions. */
        public enum Operator {
            /** They share a point. */
            INTERSECTS,
            /** They share none. */
            DISJOINT,
            /** They are the same set of points. */
            EQUALS,
            /** Their boundaries meet and their interiors don't. */
            TOUCHES,
            /** Interiors meet in fewer dimensions than the greater of both has. */
            CROSSES,
            /** The left lies in the right. */
            WITHIN,
            /** The right lies in the left. */
            CONTAINS,
            /** Interiors meet, and each reaches out of the other. */
            OVERLAPS
        }

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.spatial(this);
        }
    }

    /** How two sets of texts lie to each other; unknown if one is absent. */
    record Sets(Operator operator, Operand.Texts left, Operand.Texts right) implements Condition {

        /** The operators of OGC 21-065r2, requirements class Array Functions. */
        public enum Operator {
            /** Both have the same members. */
            EQUALS,
            /** The left has every member of the right. */
            CONTAINS,
            /** The right has every member of the left. */
            CONTAINED_BY,
            /** They share a member. */
            OVERLAPS
        }

        @Override
        public <R extends @Nullable Object> R accept(Visitor<R> visitor) {
            return visitor.sets(this);
        }
    }
}
