package org.tuban.store;

import org.jspecify.annotations.Nullable;

/** Knows whether the store answers, without asking it when asked. */
interface StoreWatch {

    /** Why the store cannot be used now, in words for the log; null if it can. */
    @Nullable
    String trouble();
}
