package org.tuban.audit;

import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last link of the chain: who keeps it elsewhere can tell later whether anything before it was changed or taken away.
 *
 * @param position how many entries are chained; 0 if none
 * @param number number of the last of them; 0 if none
 * @param hash hash of the last link, 64 hexadecimal digits
 */
public record ChainHead(long position, long number, String hash) {

    /** What stands before the first link. */
    public static final String ORIGIN = "0".repeat(64);

    /** The head of a chain without links. */
    public static final ChainHead NONE = new ChainHead(0, 0, ORIGIN);

    private static final Pattern LINE =
            Pattern.compile("tuban-audit position=(\\d{1,18}) number=(\\d{1,18}) hash=([0-9a-f]{64})(?: at=\\S+)?");

    /** The head as a line of text that {@link #parse} reads. */
    public String line(Instant at) {
        return "tuban-audit position=%d number=%d hash=%s at=%s".formatted(position, number, hash, at);
    }

    /**
     * Reads such a line; the time in it is for people.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static ChainHead parse(String line) {
        Matcher parts = LINE.matcher(line.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("\"%s\" is not a line of \"audit head\"".formatted(line.strip()));
        }
        return new ChainHead(Long.parseLong(parts.group(1)), Long.parseLong(parts.group(2)), parts.group(3));
    }
}
