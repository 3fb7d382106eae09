package org.tuban.access;

/** Is told of everything that is done to accounts, sessions, tokens and grants. */
public interface Witness {

    /**
     * Called inside the transaction of what was done, so that an exception undoes it; in one of its own for what changes
     * nothing, such as a sign-in that failed.
     */
    void saw(Deed deed);
}
