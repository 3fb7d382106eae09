package org.tuban.tile;

/**
 * How often each number of a column's dictionary occurs among the rows under a node of the tree over them.
 *
 * <p>That is kept for nodes with at least {@value #FEWEST_ROWS} rows and twice as many as the column has numbers, so that
 * it takes two bytes a row at most; the rows of others are as quickly counted. All rows are counted, ended ones too.
 */
final class CodeTotals {

    /** A column with more numbers is not counted by them. */
    static final int MOST_CODES = 500;

    private static final int FEWEST_ROWS = 256;

    private final BoxTree tree;
    private final CodeColumn column;
    private final int codes;

    /** For each level, node after node, how often each number occurs; empty where that is not kept. */
    private final int[][] numbers;

    /** Counts the rows of a tree by a column, which are kept both. */
    CodeTotals(BoxTree tree, CodeColumn column) {
        this.tree = tree;
        this.column = column;
        codes = codes();
        numbers = new int[tree.top() + 1][0];
        if (codes <= MOST_CODES) {
            for (int level = 1; level <= tree.top(); level++) {
                if (tree.rowsUnder(level) >= Math.max(FEWEST_ROWS, 2 * codes)) {
                    numbers[level] = sums(level);
                }
            }
        }
    }

    private int codes() {
        int highest = 0;
        for (int row = 0; row < tree.nodes(0); row++) {
            highest = Math.max(highest, column.code(row));
        }
        return highest + 1;
    }

    private int[] sums(int level) {
        int[] sums = new int[tree.nodes(level) * codes];
        for (int node = 0; node < tree.nodes(level); node++) {
            int end = tree.endChild(level, node);
            for (int child = tree.firstChild(node); child < end; child++) {
                add(level - 1, child, sums, node * codes);
            }
        }
        return sums;
    }

    /**
     * Adds how often each number occurs under a node.
     *
     * @param sums takes them
     * @param from where number 0 is counted there
     */
    void add(int level, int node, int[] sums, int from) {
        int[] known = numbers[level];
        if (known.length > 0) {
            for (int code = 0; code < codes; code++) {
                sums[from + code] += known[node * codes + code];
            }
            return;
        }
        int end = tree.endRow(level, node);
        for (int row = tree.firstRow(level, node); row < end; row++) {
            sums[from + column.code(row)]++;
        }
    }
}
