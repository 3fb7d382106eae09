package org.tuban.audit;

import org.jspecify.annotations.Nullable;

/**
 * A link of the chain with the entry that it holds.
 *
 * @param position its place, from 1
 * @param number number of its entry
 * @param previous hash of the link before, as this one has it
 * @param hash its own
 * @param entry the entry of that number; null if it is gone
 */
record ChainLink(
        long position,
        long number,
        String previous,
        String hash,
        @Nullable AuditEntry entry) {}
