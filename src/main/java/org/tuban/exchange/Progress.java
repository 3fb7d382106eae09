package org.tuban.exchange;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Says how far a load is: as a bar that moves on a terminal, else as a line now and then. */
final class Progress {

    private static final int WIDTH = 30;
    private static final long BAR_NANOS = 250_000_000;
    private static final long LINE_NANOS = 10_000_000_000L;

    private final PrintStream say;
    private final long bytes;
    private final LongSupplier bytesRead;
    private final boolean terminal = System.console() != null;
    private final long begin = System.nanoTime();
    private long said = begin;
    private boolean barShown;

    /** Of so many bytes in all, or 0 if nobody knows. */
    Progress(PrintStream say, long bytes, LongSupplier bytesRead) {
        this.say = say;
        this.bytes = bytes;
        this.bytesRead = bytesRead;
    }

    /** So many features are done. */
    void done(long features) {
        long now = System.nanoTime();
        if (now - said < (terminal ? BAR_NANOS : LINE_NANOS)) {
            return;
        }
        said = now;
        String text = String.format(
                Locale.ROOT, "%s%,d features, %,.0f a second", share(), features, features / ((now - begin) / 1e9));
        if (terminal) {
            say.print("\r" + text + "\u001b[K");
            say.flush();
            barShown = true;
        } else {
            say.println(text);
        }
    }

    /** Says a line of its own. */
    void line(String text) {
        say.println(barShown ? "\r\u001b[K" + text : text);
        barShown = false;
    }

    private String share() {
        if (bytes == 0) {
            return "";
        }
        double share = Math.min(1, (double) bytesRead.getAsLong() / bytes);
        int filled = (int) (share * WIDTH);
        return String.format(
                Locale.ROOT, "[%s%s] %3.0f %% ", "=".repeat(filled), " ".repeat(WIDTH - filled), share * 100);
    }
}
