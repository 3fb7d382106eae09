package org.tuban.store;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A piece of SQL with the values that belong to its question marks, in order.
 *
 * @param text SQL; never holds a value
 * @param binds values as the dialect binds them
 */
public record Sql(String text, List<@Nullable Object> binds) {

    /** Copies the list; it may hold nulls. */
    public Sql {
        binds = java.util.Collections.unmodifiableList(new ArrayList<>(binds));
    }

    /** SQL with its values. */
    public static Sql of(String text, @Nullable Object... binds) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Object bind : binds) {
            values.add(bind);
        }
        return new Sql(text, values);
    }

    /** Both pieces, one after the other with a space between. */
    public Sql then(Sql next) {
        return new Sql(
                text + " " + next.text,
                Stream.concat(binds.stream(), next.binds.stream()).toList());
    }

    /** Pieces one after the other, without anything between: text, or SQL with its values. */
    static Sql concat(Object... pieces) {
        StringBuilder text = new StringBuilder();
        List<@Nullable Object> binds = new ArrayList<>();
        for (Object piece : pieces) {
            if (piece instanceof Sql sql) {
                text.append(sql.text);
                binds.addAll(sql.binds);
            } else {
                text.append(piece);
            }
        }
        return new Sql(text.toString(), binds);
    }

    /** Several conditions in brackets, joined by AND or OR. */
    static Sql join(List<Sql> parts, String operator) {
        List<@Nullable Object> binds = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (Sql part : parts) {
            texts.add(part.text);
            binds.addAll(part.binds);
        }
        return new Sql("(" + String.join(" " + operator + " ", texts) + ")", binds);
    }
}
