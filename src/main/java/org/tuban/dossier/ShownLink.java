package org.tuban.dossier;

import org.jspecify.annotations.Nullable;
import org.tuban.layer.Label;
import org.tuban.link.Basis;
import org.tuban.link.Link;

/**
 * A link as seen from the feature of the dossier.
 *
 * @param title wording of the type in this direction
 * @param direction {@code out} if the link begins at this feature, {@code in} if it ends here
 * @param target the feature at the other end
 */
record ShownLink(
        String id,
        String type,
        Label title,
        String direction,
        Basis basis,
        @Nullable Number share,
        @Nullable String validFrom,
        @Nullable String validTo,
        String source,
        @Nullable Label note,
        long version,
        Target target) {

    /**
     * A linked feature in a few words.
     *
     * @param state its workflow state, or null
     * @param hasGeometry false if it has no place on the map
     */
    record Target(
            String layer, String id, Label name, @Nullable String state, boolean hasGeometry) {}

    static ShownLink of(Link link, Label title, boolean out, Target target) {
        return new ShownLink(
                link.id(),
                link.type(),
                title,
                out ? "out" : "in",
                link.basis(),
                Json.number(link.share()),
                link.validFrom(),
                link.validTo(),
                link.source(),
                link.note(),
                link.version(),
                target);
    }
}
