package org.tuban.cql2;

import java.util.stream.Collectors;

/** A filter as one short line, operators first, for tests to compare. */
final class SyntaxShown {

    private SyntaxShown() {}

    static String of(Syntax syntax) {
        if (syntax instanceof Syntax.Operation operation) {
            return operation.args().stream()
                    .map(argument -> " " + of(argument))
                    .collect(Collectors.joining("", "(" + operation.op(), ")"));
        }
        if (syntax instanceof Syntax.Array array) {
            return array.items().stream().map(SyntaxShown::of).collect(Collectors.joining(" ", "[", "]"));
        }
        if (syntax instanceof Syntax.Property property) {
            return property.name();
        }
        return syntax instanceof Syntax.Text text
                ? "'" + text.value() + "'"
                : Cql2Json.write(syntax).toString();
    }
}
