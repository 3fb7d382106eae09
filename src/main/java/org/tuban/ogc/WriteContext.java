package org.tuban.ogc;

import org.jspecify.annotations.Nullable;
import org.tuban.access.Caller;
import org.tuban.geo.CoordinateSystem;
import org.tuban.http.Problem;

/**
 * What is the same for all edits of a request.
 *
 * @param caller who writes
 * @param crs what the coordinates of its body are in
 * @param lenient true to leave out and repair what can be
 * @param merge true to make an edit that came too late all the same, where the first one changed other things
 * @param note reason for history in words, or null
 */
record WriteContext(
        Caller caller,
        CoordinateSystem crs,
        boolean lenient,
        boolean merge,
        @Nullable String note) {

    /** Most characters of a reason. */
    static final int LONGEST_NOTE = 2_000;

    /** The same with another reason; null keeps the one there is. */
    WriteContext withNote(@Nullable String other) {
        return other == null ? this : new WriteContext(caller, crs, lenient, merge, other);
    }

    /** A reason as history keeps it, or what is wrong with it. */
    static @Nullable String note(@Nullable String text, String parameter) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String note = text.strip();
        boolean printable = note.chars().noneMatch(unit -> Character.isISOControl(unit) && unit != '\n');
        if (note.length() > LONGEST_NOTE || !printable) {
            throw Problem.invalidParameter(
                    parameter, note, "at most %d characters, none of them control characters".formatted(LONGEST_NOTE));
        }
        return note;
    }
}
