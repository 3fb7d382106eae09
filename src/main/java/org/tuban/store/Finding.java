package org.tuban.store;

/**
 * What a check found.
 *
 * @param bad true if something is wrong; false for what somebody should only know
 * @param what one sentence with numbers and names
 * @param advice what to do about it
 */
public record Finding(boolean bad, String what, String advice) {

    /** Something is wrong. */
    public static Finding bad(String what, String advice) {
        return new Finding(true, what, advice);
    }

    /** Something to know. */
    public static Finding note(String what, String advice) {
        return new Finding(false, what, advice);
    }
}
