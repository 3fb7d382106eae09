package org.tuban.geo;

/** A geometry that cannot be taken: where in the document, what stands there, and what is allowed. */
public final class InvalidGeometryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final String found;
    private final String allowed;

    InvalidGeometryException(String pointer, String found, String allowed) {
        super("%s: found %s, allowed is %s".formatted(pointer.isEmpty() ? "/" : pointer, found, allowed));
        this.pointer = pointer;
        this.found = found;
        this.allowed = allowed;
    }

    /** JSON pointer (RFC 6901) of the place that is wrong; empty for the whole. */
    public String pointer() {
        return pointer;
    }

    /** What stands there, shortened. */
    public String found() {
        return found;
    }

    /** What may stand there, in words. */
    public String allowed() {
        return allowed;
    }
}
