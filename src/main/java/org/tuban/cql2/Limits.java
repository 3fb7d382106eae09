package org.tuban.cql2;

/**
 * How large a filter may be.
 *
 * @param bytes most bytes of its text in UTF-8
 * @param depth most levels: parentheses, functions and operators in one another
 * @param nodes most names, values, operators and functions together
 * @param vertices most positions of all its shapes together
 */
public record Limits(int bytes, int depth, int nodes, int vertices) {

    private static final int DEPTH = 50;
    private static final int NODES = 500;
    private static final int VERTICES = 10_000;

    /** Of a filter in an address: 8 kB. */
    public static final Limits IN_ADDRESS = new Limits(8 * 1024, DEPTH, NODES, VERTICES);

    /** Of a filter in a request's body: enough for as many positions as are allowed. */
    public static final Limits IN_BODY = new Limits(512 * 1024, DEPTH, NODES, VERTICES);
}
