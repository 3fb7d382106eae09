package org.tuban.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of walking through the chain.
 *
 * @param at when it was done
 * @param head the last link that was checked and found whole
 * @param contents rows of history that were compared with what their entries say
 * @param pending entries that are not chained yet, and so cannot be vouched for
 * @param older rows of history from before there was an audit
 * @param broken the first thing that does not fit; null if all is whole
 */
public record Verification(
        Instant at,
        ChainHead head,
        long contents,
        long pending,
        long older,
        @Nullable Break broken) {

    /**
     * Where the chain is broken.
     *
     * @param position place in the chain
     * @param number number of the entry, as far as the chain says it; 0 if it doesn't
     * @param when when the entry says that it was; null if there is none
     * @param what the entry in a few words; empty if there is none
     * @param reason what does not fit
     */
    public record Break(
            long position, long number, @Nullable Instant when, String what, String reason) {

        static Break of(ChainLink link, String reason) {
            AuditEntry entry = link.entry();
            return new Break(
                    link.position(),
                    link.number(),
                    entry == null ? null : entry.at(),
                    entry == null ? "" : entry.words(),
                    reason);
        }
    }

    /** All in one line. */
    public String line() {
        if (broken != null) {
            return "audit: BROKEN at position %d, entry %d%s%s: %s"
                    .formatted(
                            broken.position(),
                            broken.number(),
                            broken.what().isEmpty() ? "" : " (" + broken.what() + ")",
                            broken.when() == null ? "" : " of " + broken.when(),
                            broken.reason());
        }
        return "audit: whole, %d entries and %d rows of history%s%s; head %s"
                .formatted(
                        head.position(),
                        contents,
                        pending == 0 ? "" : ", %d entries not chained yet".formatted(pending),
                        older == 0 ? "" : ", %d rows of before the audit not covered".formatted(older),
                        head.hash());
    }
}
