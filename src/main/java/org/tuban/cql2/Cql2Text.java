package org.tuban.cql2;

import org.tuban.http.Problem;

/** Filters in the text encoding. Source: OGC 21-065r2, requirements class CQL2 Text and Annex B. */
public final class Cql2Text {

    private Cql2Text() {}

    /**
     * Reads a filter.
     *
     * @throws Problem invalid-parameter with line and column, what stands there and what is allowed, if the text is no
     *     filter or larger than the limits
     */
    public static ParsedFilter read(String text, Limits limits) {
        SyntaxBuilder builder = new SyntaxBuilder(limits);
        builder.requireSize(text);
        return new TextReader(new Tokens(text), builder).read();
    }

    /** Writes a filter, or a part of one; read again it is the same. */
    public static String write(Syntax syntax) {
        return new TextWriter().write(syntax);
    }
}
