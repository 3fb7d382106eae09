package org.tuban.cql2;

import java.util.List;
import java.util.Locale;

/** The functions that a filter may call; there are no others. Arguments and results are the same on every store. */
public enum Function {
    /**
     * Text without difference of case: lower, upper and again lower case by Unicode's full mappings, root locale, then
     * every final sigma (U+03C2) as a common one (U+03C3). See {@link Texts#casei}.
     */
    CASEI(Kind.TEXT, Kind.TEXT),
    /**
     * Text without combining marks: canonical decomposition, then every character of category M left out. See
     * {@link Texts#accenti}.
     */
    ACCENTI(Kind.TEXT, Kind.TEXT),
    /** Text in lower case by Unicode's full mappings, root locale. */
    LOWER(Kind.TEXT, Kind.TEXT),
    /** Text in upper case by Unicode's full mappings, root locale. */
    UPPER(Kind.TEXT, Kind.TEXT),
    /** Number of Unicode characters of a text. */
    LENGTH(Kind.NUMBER, Kind.TEXT),
    /** A number without its sign. */
    ABS(Kind.NUMBER, Kind.NUMBER),
    /** Greatest whole number not above. */
    FLOOR(Kind.NUMBER, Kind.NUMBER),
    /** Least whole number not below. */
    CEIL(Kind.NUMBER, Kind.NUMBER),
    /** Year of a day. */
    YEAR(Kind.NUMBER, Kind.DATE),
    /** Month of a day, 1 to 12. */
    MONTH(Kind.NUMBER, Kind.DATE);

    private final Kind kind;
    private final List<Kind> parameters;

    Function(Kind kind, Kind... parameters) {
        this.kind = kind;
        this.parameters = List.of(parameters);
    }

    /** The kind of its value. */
    public Kind kind() {
        return kind;
    }

    /** The kinds of its arguments, in order. */
    public List<Kind> parameters() {
        return parameters;
    }

    /** The name in filters, lower case; names are matched without difference of case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
