package org.tuban.layer;

/** A data file that cannot be used: says which file, which line and why. Stops the start. */
public final class DataFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A file, its line (1 is the first; 0 if the whole file is meant) and the reason in one sentence. */
    public DataFileException(String file, int line, String reason) {
        super(line > 0 ? "%s, line %d: %s".formatted(file, line, reason) : "%s: %s".formatted(file, reason));
    }
}
