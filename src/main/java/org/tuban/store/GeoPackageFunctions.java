package org.tuban.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;
import org.tuban.cql2.LikePattern;
import org.tuban.cql2.Numbers;
import org.tuban.cql2.Scalar;
import org.tuban.cql2.Texts;

/** The SQL functions by which filters ask a GeoPackage what SQLite has no words for. Each gives null for null. */
final class GeoPackageFunctions {

    private GeoPackageFunctions() {}

    /** Adds them to a connection; a connection has functions of its own, which serve one statement at a time. */
    static void addTo(Connection connection) throws SQLException {
        add(connection, "tuban_casei", new OfText(Texts::casei), 1);
        add(connection, "tuban_accenti", new OfText(Texts::accenti), 1);
        add(connection, "tuban_lower", new OfText(text -> text.toLowerCase(Locale.ROOT)), 1);
        add(connection, "tuban_upper", new OfText(text -> text.toUpperCase(Locale.ROOT)), 1);
        add(connection, "tuban_like", new Like(), 2);
        add(connection, "tuban_related", new Related(), 2);
        add(connection, "tuban_set_equals", new OfSets(Set::equals), 2);
        add(connection, "tuban_set_contains", new OfSets(Set::containsAll), 2);
        add(
                connection,
                "tuban_set_overlaps",
                new OfSets((one, other) -> one.stream().anyMatch(other::contains)),
                2);
        for (Scalar.Arithmetic.Operator operator : Scalar.Arithmetic.Operator.values()) {
            add(connection, "tuban_" + operator.name().toLowerCase(Locale.ROOT), new OfNumbers(operator), 2);
        }
    }

    private static void add(Connection connection, String name, Function function, int arguments) throws SQLException {
        Function.create(connection, name, function, arguments, Function.FLAG_DETERMINISTIC);
    }

    /** A text made from a text. */
    private static final class OfText extends Function {

        private final UnaryOperator<String> body;

        OfText(UnaryOperator<String> body) {
            this.body = body;
        }

        @Override
        protected void xFunc() throws SQLException {
            String text = value_text(0);
            if (text == null) {
                result();
            } else {
                result(body.apply(text));
            }
        }
    }

    /** 1 if the text has the form of the pattern, else 0. */
    private static final class Like extends Function {

        private String known = "";
        private LikePattern pattern = LikePattern.of(known);

        @Override
        protected void xFunc() throws SQLException {
            String text = value_text(0);
            if (text == null) {
                result();
                return;
            }
            String wanted = value_text(1);
            if (!wanted.equals(known)) {
                pattern = LikePattern.of(wanted);
                known = wanted;
            }
            result(pattern.matches(text) ? 1 : 0);
        }
    }

    /** 1 if the shape lies to the {@link GivenShape} as that says, else 0. */
    private static final class Related extends Function {

        private @Nullable GivenShape known;

        @Override
        protected void xFunc() throws SQLException {
            byte[] blob = value_blob(0);
            if (blob == null) {
                result();
                return;
            }
            String name = value_text(1);
            GivenShape shape = known;
            if (shape == null || !shape.toString().equals(name)) {
                shape = GivenShape.get(name);
                known = shape;
            }
            result(shape.holds(blob) ? 1 : 0);
        }
    }

    /** 1 if two JSON arrays of texts lie so to each other as sets, else 0. */
    private static final class OfSets extends Function {

        private final BiPredicate<Set<String>, Set<String>> body;

        OfSets(BiPredicate<Set<String>, Set<String>> body) {
            this.body = body;
        }

        @Override
        protected void xFunc() throws SQLException {
            List<String> left = TextLists.read(value_text(0));
            List<String> right = TextLists.read(value_text(1));
            if (left == null || right == null) {
                result();
            } else {
                result(body.test(new HashSet<>(left), new HashSet<>(right)) ? 1 : 0);
            }
        }
    }

    /** Two numbers joined; null where that is no finite number. */
    private static final class OfNumbers extends Function {

        private final Scalar.Arithmetic.Operator operator;

        OfNumbers(Scalar.Arithmetic.Operator operator) {
            this.operator = operator;
        }

        @Override
        protected void xFunc() throws SQLException {
            // Null reads as 0 as a number, but not as a text.
            Number joined = value_text(0) == null || value_text(1) == null
                    ? null
                    : Numbers.join(operator, value_double(0), value_double(1));
            if (joined == null) {
                result();
            } else {
                result(joined.doubleValue());
            }
        }
    }
}
