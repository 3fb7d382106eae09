package org.tuban.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was done. Entries are only ever added.
 *
 * @param number 1 or more, rising; numbers of writes that were undone are missing. 0 before it is stored
 * @param at when, to the millisecond, by the clock of the service that did it; order is by number, not by clock
 * @param account who; of a failed sign-in the name that was given
 * @param address the client's numeric address, or null if the service did it by itself
 * @param kind what it was done to: a kind of the change log, or session, account, token, grant, export
 * @param operation what was done, such as {@code update} or {@code sign-in}
 * @param subject the thing, or null if there is none of its own
 * @param version its version since then, or null
 * @param change number of the write in the change log, or null if it is not in it
 * @param digest SHA-256 of the content that was written, by {@link AuditedTable}, 64 hexadecimal digits; null if none
 * @param detail more about it in words or as JSON, or null
 */
public record AuditEntry(
        long number,
        Instant at,
        String account,
        @Nullable String address,
        String kind,
        String operation,
        @Nullable Subject subject,
        @Nullable Long version,
        @Nullable Long change,
        @Nullable String digest,
        @Nullable String detail) {

    /**
     * What an entry is about.
     *
     * @param layer id of the layer, or null of what is in none
     * @param id its id
     */
    public record Subject(@Nullable String layer, String id) {

        @Override
        public String toString() {
            return layer == null ? id : layer + "/" + id;
        }
    }

    /**
     * Hash of the entry at a place of the chain: SHA-256 over the previous hash and everything that the entry says, as
     * {@link CanonicalDigest} writes it down, in the order position, previous hash, number, at, account, address, kind,
     * operation, layer, id, version, change, digest, detail.
     *
     * @param position the entry's place, from 1
     * @param previous hash of the place before, 64 hexadecimal digits; {@link ChainHead#ORIGIN} before the first
     */
    String hash(long position, String previous) {
        return new CanonicalDigest()
                .add(position)
                .add(previous)
                .add(number)
                .add(at)
                .add(account)
                .add(address)
                .add(kind)
                .add(operation)
                .add(subject == null ? null : subject.layer())
                .add(subject == null ? null : subject.id())
                .add(version)
                .add(change)
                .add(digest)
                .add(detail)
                .hex();
    }

    /** The entry in a few words, such as {@code feature update parcel/PCL-1 version 3}. */
    String words() {
        return kind + " " + operation + (subject == null ? "" : " " + subject)
                + (version == null ? "" : " version " + version);
    }
}
