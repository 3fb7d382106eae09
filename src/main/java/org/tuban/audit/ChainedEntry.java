package org.tuban.audit;

import org.jspecify.annotations.Nullable;

/**
 * An entry and its place in the chain.
 *
 * @param position from 1; null while it is not chained yet
 * @param hash hash of its link, 64 hexadecimal digits; null likewise
 */
record ChainedEntry(
        AuditEntry entry, @Nullable Long position, @Nullable String hash) {}
