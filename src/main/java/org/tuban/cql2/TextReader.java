package org.tuban.cql2;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tuban.cql2.Tokens.Token;
import org.tuban.cql2.Tokens.Type;
import org.tuban.http.Problem;

/**
 * Reads the text encoding by recursive descent: each token is looked at once, and levels are counted before they are
 * entered.
 *
 * <p>The grammar of Annex B cannot tell by one token whether a parenthesis opens a condition, a sum or a list. So one
 * set of rules reads all three, and what an operator is applied to is checked once it is known.
 */
final class TextReader {

    private static final List<String> RESERVED =
            List.of("AND", "OR", "NOT", "LIKE", "BETWEEN", "IN", "IS", "NULL", "DIV");
    private static final String VALUE = "a property, a value, a function or '('";

    private final Tokens tokens;
    private final SyntaxBuilder builder;
    private final WktReader shapes;
    private int level;

    TextReader(Tokens tokens, SyntaxBuilder builder) {
        this.tokens = tokens;
        this.builder = builder;
        this.shapes = new WktReader(tokens, builder);
    }

    ParsedFilter read() {
        Syntax root = expression();
        if (tokens.peek().type() != Type.END) {
            throw tokens.refuse("an operator or the end");
        }
        return builder.finish(root);
    }

    /** Rule booleanExpression, and everything of which it may be a part. */
    private Syntax expression() {
        String place = tokens.peek().place();
        List<Syntax> parts = new ArrayList<>(List.of(term()));
        while (tokens.takeIf("OR")) {
            parts.add(term());
        }
        return parts.size() == 1 ? parts.get(0) : builder.operation(Operator.OR, parts, place);
    }

    private Syntax term() {
        String place = tokens.peek().place();
        List<Syntax> parts = new ArrayList<>(List.of(factor()));
        while (tokens.takeIf("AND")) {
            parts.add(factor());
        }
        return parts.size() == 1 ? parts.get(0) : builder.operation(Operator.AND, parts, place);
    }

    private Syntax factor() {
        String place = tokens.peek().place();
        return tokens.takeIf("NOT") ? builder.operation(Operator.NOT, List.of(predicate()), place) : predicate();
    }

    private Syntax predicate() {
        String place = tokens.peek().place();
        Syntax left = sum();
        Operator comparison = comparison();
        if (comparison != null) {
            return builder.operation(comparison, List.of(left, sum()), place);
        }
        if (tokens.takeIf("IS")) {
            boolean negated = tokens.takeIf("NOT");
            if (!tokens.takeIf("NULL")) {
                throw tokens.refuse(negated ? "NULL" : "NULL or NOT NULL");
            }
            return negated(negated, builder.operation(Operator.IS_NULL, List.of(left), place), place);
        }
        boolean negated = tokens.peek().isWord("NOT");
        Token word = negated ? tokens.peekBeyond() : tokens.peek();
        if (word.isWord("LIKE") || word.isWord("BETWEEN") || word.isWord("IN")) {
            if (negated) {
                tokens.take();
            }
            return negated(negated, worded(tokens.take(), left, place), place);
        }
        return left;
    }

    private Syntax worded(Token word, Syntax left, String place) {
        if (word.isWord("LIKE")) {
            return builder.operation(Operator.LIKE, List.of(left, sum()), place);
        }
        if (word.isWord("IN")) {
            if (!tokens.peek().isSign('(')) {
                throw tokens.refuse("a list in parentheses");
            }
            return builder.operation(Operator.IN, List.of(left, array()), place);
        }
        Syntax least = sum();
        if (!tokens.takeIf("AND")) {
            throw tokens.refuse("AND and the upper bound");
        }
        return builder.operation(Operator.BETWEEN, List.of(left, least, sum()), place);
    }

    private Syntax negated(boolean negated, Syntax predicate, String place) {
        return negated ? builder.operation(Operator.NOT, List.of(predicate), place) : predicate;
    }

    /** Takes a comparison operator, if one is next; it may be written with space between its two signs. */
    private @Nullable Operator comparison() {
        if (tokens.takeIf('=')) {
            return Operator.EQUAL;
        }
        if (tokens.takeIf('<')) {
            return tokens.takeIf('>') ? Operator.NOT_EQUAL : tokens.takeIf('=') ? Operator.AT_MOST : Operator.LESS;
        }
        if (tokens.takeIf('>')) {
            return tokens.takeIf('=') ? Operator.AT_LEAST : Operator.GREATER;
        }
        return null;
    }

    /** Rule arithmeticExpression. */
    private Syntax sum() {
        String place = tokens.peek().place();
        Syntax left = product();
        while (tokens.peek().isSign('+') || tokens.peek().isSign('-')) {
            Operator operator = tokens.take().isSign('+') ? Operator.PLUS : Operator.MINUS;
            left = builder.operation(operator, List.of(left, product()), place);
        }
        return left;
    }

    /** Rule arithmeticTerm. */
    private Syntax product() {
        String place = tokens.peek().place();
        Syntax left = power();
        Operator operator = multiplying(tokens.peek());
        while (operator != null) {
            tokens.take();
            left = builder.operation(operator, List.of(left, power()), place);
            operator = multiplying(tokens.peek());
        }
        return left;
    }

    private static @Nullable Operator multiplying(Token token) {
        if (token.isSign('*')) {
            return Operator.TIMES;
        }
        if (token.isSign('/')) {
            return Operator.OVER;
        }
        if (token.isSign('%')) {
            return Operator.MODULO;
        }
        return token.isWord("DIV") ? Operator.DIV : null;
    }

    /** Rule powerTerm: a power of a power needs parentheses. */
    private Syntax power() {
        String place = tokens.peek().place();
        Syntax base = signed();
        if (!tokens.takeIf('^')) {
            return base;
        }
        Syntax power = builder.operation(Operator.POWER, List.of(base, signed()), place);
        if (tokens.peek().isSign('^')) {
            throw tokens.refuse("another operator; a power of a power needs parentheses");
        }
        return power;
    }

    /** Rule arithmeticFactor: the sign of a number is its own, before anything else it multiplies by -1. */
    private Syntax signed() {
        Token sign = tokens.peek();
        if (!sign.isSign('-') && !sign.isSign('+')) {
            return primary();
        }
        tokens.take();
        if (tokens.peek().type() == Type.NUMBER) {
            return builder.number(sign.value() + tokens.take().value(), sign.place());
        }
        if (sign.isSign('+')) {
            throw tokens.refuse("a number");
        }
        Syntax minusOne = builder.number("-1", sign.place());
        return builder.operation(Operator.TIMES, List.of(minusOne, primary()), sign.place());
    }

    private Syntax primary() {
        Token token = tokens.peek();
        return switch (token.type()) {
            case NUMBER -> builder.number(tokens.take().value(), token.place());
            case TEXT -> builder.text(tokens.take().value(), token.place());
            case NAME -> builder.property(tokens.take().value(), token.place());
            case WORD -> word();
            case SIGN -> token.isSign('(') ? group() : refuseHere(VALUE);
            case END -> refuseHere(VALUE);
        };
    }

    private Syntax refuseHere(String allowed) throws Problem {
        throw tokens.refuse(allowed);
    }

    /** One thing in parentheses is that thing; several, or none, are a list. */
    private Syntax group() {
        String place = tokens.peek().place();
        enter();
        if (tokens.takeIf(')')) {
            level--;
            return builder.array(List.of(), place);
        }
        Syntax first = expression();
        if (!tokens.peek().isSign(',')) {
            leave();
            return first;
        }
        List<Syntax> items = new ArrayList<>(List.of(first));
        while (tokens.takeIf(',')) {
            items.add(expression());
        }
        leave();
        return builder.array(items, place);
    }

    private Syntax array() {
        String place = tokens.peek().place();
        return builder.array(arguments(), place);
    }

    private List<Syntax> arguments() {
        enter();
        List<Syntax> arguments = new ArrayList<>();
        if (!tokens.peek().isSign(')')) {
            do {
                arguments.add(expression());
            } while (tokens.takeIf(','));
        }
        leave();
        return arguments;
    }

    private void enter() {
        builder.requireLevel(++level, tokens.peek().place());
        tokens.require('(');
    }

    private void leave() {
        if (!tokens.peek().isSign(')')) {
            throw tokens.refuse("an operator, ',' or ')'");
        }
        tokens.take();
        level--;
    }

    private Syntax word() {
        Token word = tokens.take();
        if (word.isWord("TRUE") || word.isWord("FALSE")) {
            return builder.truth(word.isWord("TRUE"), word.place());
        }
        if (RESERVED.stream().anyMatch(word::isWord)) {
            throw FilterProblem.at(
                    word.place(), word.value(), VALUE + "; a property of that name is written in quotation marks");
        }
        if (shapes.begins(word)) {
            return shapes.read(word);
        }
        if (!tokens.peek().isSign('(')) {
            return builder.property(word.value(), word.place());
        }
        if (word.isWord("DATE") || word.isWord("TIMESTAMP")) {
            return instant(word);
        }
        return word.isWord("INTERVAL") ? interval(word) : called(word);
    }

    private Syntax instant(Token word) {
        tokens.require('(');
        if (tokens.peek().type() != Type.TEXT) {
            throw tokens.refuse("a text in '");
        }
        Token written = tokens.take();
        tokens.require(')');
        return word.isWord("DATE")
                ? builder.day(written.value(), word.place())
                : builder.moment(written.value(), word.place());
    }

    private Syntax interval(Token word) {
        enter();
        Syntax start = bound();
        tokens.require(',');
        Syntax end = bound();
        leave();
        return builder.interval(start, end, word.place());
    }

    private Syntax bound() {
        Token token = tokens.peek();
        if (token.type() == Type.TEXT) {
            return builder.bound(tokens.take().value(), token.place());
        }
        Syntax bound = primary();
        builder.requireBound(bound);
        return bound;
    }

    private Syntax called(Token word) {
        Operator operator =
                Operator.find(word.value()).filter(Operator::isCalled).orElse(null);
        if (operator == null) {
            return builder.call(word.value(), arguments(), word.place());
        }
        List<Syntax> arguments = operator.family() == Operator.Family.ARRAY ? arrayArguments() : arguments();
        return builder.operation(operator, arguments, word.place());
    }

    /** Where a list can stand, a parenthesis opens one, if only of one thing. */
    private List<Syntax> arrayArguments() {
        enter();
        List<Syntax> arguments = new ArrayList<>();
        do {
            arguments.add(tokens.peek().isSign('(') ? array() : expression());
        } while (tokens.takeIf(','));
        leave();
        return arguments;
    }
}
