package org.tuban.link;

import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.FeatureRef;
import org.tuban.layer.Label;
import org.tuban.layer.PartialDate;

/**
 * One version of a relation between two features.
 *
 * @param id stable id: letters, digits, point, underscore and hyphen, at most 64 characters
 * @param type id of its {@link LinkType}
 * @param from the feature it begins at; of a containment, what lies inside
 * @param to the feature it ends at; of a containment, what lies around
 * @param basis how it is known
 * @param share how much of the beginning it is about, 0 to 1, or null if nobody says
 * @param validFrom since when, as {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}, or null if not known
 * @param validTo until when, likewise; null while it is open
 * @param source id of the source that shows it
 * @param note what to know about it, or null
 * @param version 0 before it is stored, 1 for the first, one more at each write
 */
public record Link(
        String id,
        String type,
        FeatureRef from,
        FeatureRef to,
        Basis basis,
        @Nullable Double share,
        @Nullable String validFrom,
        @Nullable String validTo,
        String source,
        @Nullable Label note,
        long version) {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Checks what can be seen from the link alone; the {@link Links} check what it refers to. */
    public Link {
        require(id != null && ID.matcher(id).matches(), "id \"%s\": allowed is %s", id, ID.pattern());
        require(type != null, "type: needed is the id of a link type");
        require(names(from), "from: needed are layer and id");
        require(names(to), "to: needed are layer and id");
        require(!from.equals(to), "to: %s cannot be linked with itself", to);
        require(basis != null, "basis: allowed is stated, inferred or spatial");
        require(share == null || (share >= 0 && share <= 1), "share %s: allowed is 0 to 1", share);
        require(isDate(validFrom), "validFrom \"%s\": allowed is %s", validFrom, PartialDate.ALLOWED);
        require(isDate(validTo), "validTo \"%s\": allowed is %s", validTo, PartialDate.ALLOWED);
        require(
                !endsBeforeItBegins(validFrom, validTo),
                "validTo \"%s\": allowed is nothing before validFrom \"%s\"",
                validTo,
                validFrom);
        require(source != null, "source: needed is the id of a source");
    }

    /** True while no end is written down. */
    public boolean isOpen() {
        return validTo == null;
    }

    boolean hasEndedBefore(LocalDate day) {
        return validTo != null && PartialDate.lastDay(validTo).isBefore(day);
    }

    /** True if the link begins at the feature, false if it ends there. */
    public boolean isFrom(FeatureRef feature) {
        return from.equals(feature);
    }

    /** The feature at the other end, seen from one of the two. */
    public FeatureRef otherThan(FeatureRef feature) {
        return isFrom(feature) ? to : from;
    }

    Link withVersion(long version) {
        return new Link(id, type, from, to, basis, share, validFrom, validTo, source, note, version);
    }

    Link endedAt(String end) {
        return new Link(id, type, from, to, basis, share, validFrom, end, source, note, version + 1);
    }

    Link reopened() {
        return new Link(id, type, from, to, basis, share, validFrom, null, source, note, version + 1);
    }

    /** True if the whole of the one date lies before the other; 2023 does not end before 2023-12. */
    static boolean endsBeforeItBegins(@Nullable String validFrom, @Nullable String validTo) {
        return validFrom != null
                && validTo != null
                && PartialDate.lastDay(validTo).isBefore(PartialDate.firstDay(validFrom));
    }

    private static boolean isDate(@Nullable String text) {
        return text == null || PartialDate.isValid(text);
    }

    private static boolean names(@Nullable FeatureRef ref) {
        return ref != null && ref.layer() != null && ref.id() != null;
    }

    private static void require(boolean met, String otherwise, @Nullable Object... values) {
        if (!met) {
            throw new IllegalArgumentException(otherwise.formatted(values));
        }
    }
}
