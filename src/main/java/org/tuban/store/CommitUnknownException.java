package org.tuban.store;

import org.springframework.transaction.TransactionSystemException;

/** The database went away while it committed: what was written is there or not, and nobody here knows. */
final class CommitUnknownException extends TransactionSystemException {

    private static final long serialVersionUID = 1L;

    CommitUnknownException(Throwable cause) {
        super("no answer to a commit", cause);
    }
}
