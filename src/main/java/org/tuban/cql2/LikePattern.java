package org.tuban.cql2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The pattern of a LIKE: {@code %} stands for any characters, {@code _} for one, and a backslash before either of them or
 * itself takes its meaning away; any other backslash stands for itself.
 *
 * <p>All ways to match are followed at once, one bit each, so that no pattern takes longer than the length of the text
 * times a 64th of its own. Characters are code points. Safe for any thread.
 */
public final class LikePattern {

    private static final char ESCAPE = '\\';
    private static final char MANY = '%';
    private static final char ONE = '_';
    /** In the list of steps: a step that takes any character. */
    private static final int ANY = -1;

    /** Bit i: step i takes a character that no literal step takes. */
    private final long[] any;
    /** By character: bit i if step i takes it. */
    private final Map<Integer, long[]> taking = new HashMap<>();
    /** Bit i: before step i any characters may stand; bit {@code steps}: after the last one. */
    private final long[] loops;

    private final int steps;

    private LikePattern(List<Integer> characters, List<Integer> loopsBefore) {
        steps = characters.size();
        int words = steps / Long.SIZE + 1;
        any = new long[words];
        loops = new long[words];
        loopsBefore.forEach(step -> set(loops, step));
        for (int step = 0; step < steps; step++) {
            if (characters.get(step) == ANY) {
                set(any, step);
            }
        }
        for (int step = 0; step < steps; step++) {
            int character = characters.get(step);
            if (character != ANY) {
                set(taking.computeIfAbsent(character, unseen -> any.clone()), step);
            }
        }
    }

    /** Reads a pattern; every text is one. */
    public static LikePattern of(String pattern) {
        List<Integer> characters = new ArrayList<>();
        List<Integer> loopsBefore = new ArrayList<>();
        int at = 0;
        while (at < pattern.length()) {
            int character = pattern.codePointAt(at);
            at += Character.charCount(character);
            if (character == MANY) {
                loopsBefore.add(characters.size());
            } else if (character == ONE) {
                characters.add(ANY);
            } else if (character == ESCAPE && at < pattern.length() && isSpecial(pattern.charAt(at))) {
                characters.add((int) pattern.charAt(at));
                at++;
            } else {
                characters.add(character);
            }
        }
        return new LikePattern(characters, loopsBefore);
    }

    private static boolean isSpecial(char character) {
        return character == ESCAPE || character == MANY || character == ONE;
    }

    /** True if the whole text has this form. */
    public boolean matches(String text) {
        long[] reached = new long[any.length];
        set(reached, 0);
        int at = 0;
        while (at < text.length()) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            if (!advance(reached, taking.getOrDefault(character, any))) {
                return false;
            }
        }
        return (reached[steps / Long.SIZE] >>> steps & 1) == 1;
    }

    /** Follows one character; answers false when no way is left. */
    private boolean advance(long[] reached, long[] takers) {
        long carry = 0;
        long left = 0;
        for (int word = 0; word < reached.length; word++) {
            long taken = reached[word] & takers[word];
            reached[word] = taken << 1 | carry | reached[word] & loops[word];
            carry = taken >>> Long.SIZE - 1;
            left |= reached[word];
        }
        return left != 0;
    }

    private static void set(long[] bits, int bit) {
        bits[bit / Long.SIZE] |= 1L << bit;
    }
}
