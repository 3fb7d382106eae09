package org.tuban.http;

/** Tells a failure of something that the service needs from a fault of ours. The rooms that need such things say. */
public interface OutageSign {

    /** True if this failure, whatever caused it, means that something is away, full, busy or too slow for now. */
    boolean shows(Throwable failure);

    /** True if after this failure nobody knows whether what was written was kept. */
    default boolean leavesOpen(Throwable failure) {
        return false;
    }
}
