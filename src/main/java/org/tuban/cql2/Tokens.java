package org.tuban.cql2;

import java.util.List;
import java.util.Locale;
import org.tuban.http.Problem;

/** The words, values and signs of a filter's text, one after the other. */
class Tokens {

    private static final String SIGNS = "(),=<>+-*/%^";
    private static final List<String> SIGN_TEXTS =
            SIGNS.chars().mapToObj(Character::toString).toList();
    private static final char QUOTE = '\'';
    private static final char NAME_QUOTE = '"';
    private static final char ESCAPE = '\\';

    private final String text;
    /** Index of the next character. */
    private int at;

    private int line = 1;
    /** Code points of the line before {@link #counted}. */
    private int column;

    private int counted;
    private Token current;
    private Token beyond;

    /** What a token is. */
    enum Type {
        /** A keyword or name. */
        WORD,
        /** A name in quotation marks. */
        NAME,
        /** A text in apostrophes. */
        TEXT,
        /** A number without a sign. */
        NUMBER,
        /** One of {@code ( ) , = < > + - * / % ^}. */
        SIGN,
        /** After the last one. */
        END
    }

    /**
     * One of them.
     *
     * @param value what it says, without quotation marks and escapes
     * @param line of its first character, from 1
     * @param column of its first character in its line, in code points from 1
     */
    record Token(Type type, String value, int line, int column) {

        /** Where it stands. */
        String place() {
            return "line " + line + ", column " + column;
        }

        boolean isSign(char sign) {
            return type == Type.SIGN && value.charAt(0) == sign;
        }

        boolean isWord(String word) {
            return type == Type.WORD && value.equalsIgnoreCase(word);
        }

        /** For people. */
        String shown() {
            return switch (type) {
                case WORD, NUMBER -> value;
                case NAME -> '"' + value + '"';
                case TEXT, SIGN -> "'" + value + "'";
                case END -> "the end";
            };
        }
    }

    /**
     * Begins to cut a text into tokens, two ahead of what is taken.
     *
     * @throws Problem as every method here, if there is a character that no token begins with, or a quotation without
     *     an end
     */
    Tokens(String text) {
        this.text = text;
        current = read();
        beyond = read();
    }

    /** The next one, which stays the next one. */
    Token peek() {
        return current;
    }

    /** The one after the next one. */
    Token peekBeyond() {
        return beyond;
    }

    /** The next one, which is then done with; after the last one there are ends only. */
    Token take() {
        Token token = current;
        current = beyond;
        beyond = read();
        return token;
    }

    /** Takes the next one if it is that sign. */
    boolean takeIf(char sign) {
        boolean is = peek().isSign(sign);
        if (is) {
            take();
        }
        return is;
    }

    /** Takes the next one if it is that word. */
    boolean takeIf(String word) {
        boolean is = peek().isWord(word);
        if (is) {
            take();
        }
        return is;
    }

    /** Takes that sign, or refuses what stands in its place. */
    void require(char sign) {
        if (!takeIf(sign)) {
            throw refuse("'" + sign + "'");
        }
    }

    /** Refuses the next one. */
    Problem refuse(String allowed) {
        return FilterProblem.at(peek().place(), peek().shown(), allowed);
    }

    private void skipSpace() {
        while (at < text.length() && Characters.isSpace(text.charAt(at))) {
            step(text.charAt(at), 1);
        }
    }

    /** Goes on by some characters, of which the first may end the line. */
    private void step(char character, int characters) {
        at += characters;
        if (character == '\n') {
            line++;
            column = 0;
            counted = at;
        }
    }

    private Token token(Type type, int start, String value) {
        column += text.codePointCount(counted, start);
        counted = start;
        return new Token(type, value, line, column + 1);
    }

    private Token read() {
        skipSpace();
        if (at == text.length()) {
            return token(Type.END, at, "");
        }
        int character = text.codePointAt(at);
        if (character == QUOTE) {
            return quoted(Type.TEXT, QUOTE);
        }
        if (character == NAME_QUOTE) {
            return quoted(Type.NAME, NAME_QUOTE);
        }
        if (Characters.isDigit(character) || character == '.') {
            return number();
        }
        if (SIGNS.indexOf(character) >= 0) {
            at++;
            return token(Type.SIGN, at - 1, SIGN_TEXTS.get(SIGNS.indexOf(character)));
        }
        if (Characters.isNameStart(character)) {
            int start = at;
            while (at < text.length() && Characters.isNamePart(text.codePointAt(at))) {
                at += Character.charCount(text.codePointAt(at));
            }
            return token(Type.WORD, start, text.substring(start, at));
        }
        throw FilterProblem.at(
                token(Type.SIGN, at, "").place(),
                String.format(Locale.ROOT, "the character U+%04X", character),
                "names, numbers, texts in ' and the signs " + SIGNS);
    }

    /** Doubled marks stand for one; a backslash has a meaning in texts only. */
    private Token quoted(Type type, char mark) {
        Token start = token(type, at, "");
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char character = text.charAt(at);
            char following = at + 1 < text.length() ? text.charAt(at + 1) : 0;
            if (character == mark && following != mark) {
                at++;
                return new Token(type, value.toString(), start.line(), start.column());
            }
            boolean escape = type == Type.TEXT && character == ESCAPE && Characters.escaped(following) != 0;
            value.append(escape ? Characters.escaped(following) : character);
            step(character, escape || character == mark ? 2 : 1);
        }
        throw FilterProblem.at(start.place(), "a quotation without an end", "a second " + mark);
    }

    private Token number() {
        int start = at;
        int digits = skipDigits();
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            digits += skipDigits();
        }
        if (digits == 0) {
            throw FilterProblem.at(token(Type.NUMBER, start, "").place(), "'.'", "a number with digits");
        }
        skipExponent();
        return token(Type.NUMBER, start, text.substring(start, at));
    }

    private void skipExponent() {
        int before = at;
        if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
                at++;
            }
            if (skipDigits() == 0) {
                at = before;
            }
        }
    }

    private int skipDigits() {
        int start = at;
        while (at < text.length() && Characters.isDigit(text.charAt(at))) {
            at++;
        }
        return at - start;
    }
}
