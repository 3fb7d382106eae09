package org.tuban.store;

import org.jspecify.annotations.Nullable;

/** Knows whether the store answers. While it does nothing is asked of it, and who asks is never kept waiting for long. */
interface StoreWatch {

    /** Why the store cannot be used now, in words for the log; null if it can. */
    @Nullable
    String trouble();
}
