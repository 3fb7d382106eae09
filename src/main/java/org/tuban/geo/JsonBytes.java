package org.tuban.geo;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * JSON in UTF-8, written into pieces of memory without making texts first; for one thread.
 *
 * <p>It writes values and takes separators as they are given: whoever writes knows the document. Texts are escaped as RFC
 * 8259, section 7, asks.
 */
public final class JsonBytes {

    /** Small enough to be an ordinary object of the heap, large enough to go to a socket at once. */
    private static final int PIECE = 64 * 1024;

    /** Below it, a double times the scale is exact enough to round to the nearest unit. */
    private static final double FAST_LIMIT = 1e15;

    /** Longest number in digits. */
    private static final int LONGEST_NUMBER = 32;

    private static final long[] POWERS = {
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000
    };
    private static final int FRACTION_DECIMALS = 4;
    private static final double FRACTION_SCALE = 1e4;
    private static final double FRACTION_LIMIT = 1e9;

    /** The two digits of each number below 100. */
    private static final byte[] TENS = new byte[100];

    private static final byte[] ONES = new byte[100];

    static {
        for (int number = 0; number < 100; number++) {
            TENS[number] = (byte) ('0' + number / 10);
            ONES[number] = (byte) ('0' + number % 10);
        }
    }

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    /** The letter behind the backslash; 'u' for what is written by number, 0 for what stands for itself. */
    private static final byte[] ESCAPES = escapes();

    private final List<byte[]> full = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private final byte[] digits = new byte[LONGEST_NUMBER];
    private byte[] piece;
    private int at;
    private long before;

    /** An empty one. */
    public JsonBytes() {
        piece = new byte[PIECE];
    }

    private static byte[] escapes() {
        byte[] letters = new byte[128];
        for (int unit = 0; unit < ' '; unit++) {
            letters[unit] = 'u';
        }
        letters['\b'] = 'b';
        letters['\t'] = 't';
        letters['\n'] = 'n';
        letters['\f'] = 'f';
        letters['\r'] = 'r';
        letters['"'] = '"';
        letters['\\'] = '\\';
        return letters;
    }

    /** How many bytes there are. */
    public long size() {
        return before + at;
    }

    /** Sends all bytes. */
    public void writeTo(OutputStream out) throws IOException {
        for (int index = 0; index < full.size(); index++) {
            out.write(full.get(index), 0, lengths.get(index));
        }
        out.write(piece, 0, at);
    }

    /** Adds bytes of a document as they are. */
    public void raw(byte[] bytes) {
        room(bytes.length);
        System.arraycopy(bytes, 0, piece, at, bytes.length);
        at += bytes.length;
    }

    /** Adds one character of ASCII as it is. */
    public void raw(char character) {
        room(1);
        piece[at++] = (byte) character;
    }

    /** Writes {@code null}. */
    public void nothing() {
        raw(NULL);
    }

    /** Writes {@code true} or {@code false}. */
    public void truth(boolean value) {
        raw(value ? TRUE : FALSE);
    }

    /** Writes a text. */
    public void text(String text) {
        text(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes a text that is in UTF-8 already. */
    public void text(byte[] utf8) {
        room(utf8.length + 2);
        piece[at++] = '"';
        for (int index = 0; index < utf8.length; index++) {
            byte unit = utf8[index];
            if (unit >= 0 && ESCAPES[unit] != 0) {
                escaped(utf8, index);
                return;
            }
            piece[at++] = unit;
        }
        piece[at++] = '"';
    }

    /** The rest of a text from the first place on that must be escaped. */
    private void escaped(byte[] utf8, int from) {
        room(6 * (utf8.length - from) + 1);
        for (int index = from; index < utf8.length; index++) {
            byte unit = utf8[index];
            byte letter = unit >= 0 ? ESCAPES[unit] : 0;
            if (letter == 0) {
                piece[at++] = unit;
                continue;
            }
            piece[at++] = '\\';
            piece[at++] = letter;
            if (letter == 'u') {
                piece[at++] = '0';
                piece[at++] = '0';
                piece[at++] = HEX[unit >> 4];
                piece[at++] = HEX[unit & 15];
            }
        }
        piece[at++] = '"';
    }

    /** Writes a whole number. */
    public void whole(long value) {
        if (value == Long.MIN_VALUE) {
            raw(Long.toString(value).getBytes(StandardCharsets.US_ASCII));
            return;
        }
        scaled(value, 0, 0);
    }

    /**
     * Writes a finite number in full, without exponent, with one decimal at least: {@code 133333.0}.
     *
     * @throws NumberFormatException if it is not finite
     */
    public void number(double value) {
        double scaled = value * FRACTION_SCALE;
        if (Math.abs(value) < FRACTION_LIMIT && Math.rint(scaled) / FRACTION_SCALE == value) {
            scaled((long) Math.rint(scaled), FRACTION_DECIMALS, 1);
            return;
        }
        String plain = value == 0
                ? "0"
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
        raw((plain.indexOf('.') < 0 ? plain + ".0" : plain).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Writes a number rounded to some decimals, without exponent and trailing zeros.
     *
     * @param decimals 0 to 9
     * @throws IllegalArgumentException if it is not finite
     */
    public void rounded(double value, int decimals) {
        double scaled = value * POWERS[decimals];
        if (Math.abs(scaled) < FAST_LIMIT) {
            scaled(Math.round(scaled), decimals, 0);
        } else {
            raw(Decimals.rounded(value, decimals).getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** Writes {@code scaled / 10^decimals} without trailing zeros, but with so many decimals at least. */
    private void scaled(long scaled, int decimals, int least) {
        int from = digits(Math.abs(scaled), decimals + 1);
        int point = digits.length - decimals;
        int end = digits.length;
        while (end > point + least && digits[end - 1] == '0') {
            end--;
        }
        room(end - from + 2);
        if (scaled < 0) {
            piece[at++] = '-';
        }
        for (int index = from; index < point; index++) {
            piece[at++] = digits[index];
        }
        if (end > point) {
            piece[at++] = '.';
            for (int index = point; index < end; index++) {
                piece[at++] = digits[index];
            }
        }
    }

    /** Puts a number into the last of the digits, two at a time; at least so many of them. Gives where it begins. */
    private int digits(long value, int least) {
        int from = digits.length;
        long large = value;
        while (large > Integer.MAX_VALUE) {
            long rest = large / 100;
            from = pair((int) (large - rest * 100), from);
            large = rest;
        }
        int small = (int) large;
        while (small > 9) {
            int rest = small / 100;
            from = pair(small - rest * 100, from);
            small = rest;
        }
        if (small > 0) {
            digits[--from] = (byte) ('0' + small);
        }
        while (digits.length - from < least) {
            digits[--from] = '0';
        }
        return from;
    }

    private int pair(int value, int from) {
        digits[from - 1] = ONES[value];
        digits[from - 2] = TENS[value];
        return from - 2;
    }

    private void room(int bytes) {
        if (piece.length - at < bytes) {
            full.add(piece);
            lengths.add(at);
            before += at;
            piece = new byte[Math.max(PIECE, bytes)];
            at = 0;
        }
    }
}
