package org.tuban.ogc;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import org.tuban.access.Callers;
import org.tuban.audit.AuditEntry;
import org.tuban.audit.AuditLog;
import org.tuban.feature.SeenLayer;
import org.tuban.http.ClientAddress;
import org.tuban.layer.Layer;
import org.tuban.layer.Visibility;

/** Tells the audit who takes away many features at once of which not everybody may see everything. */
@Component
final class Exports {

    /** So many in one answer are still looked at and not taken away. */
    static final int LOOKED_AT = 50;

    private final AuditLog audit;
    private final Clock clock;

    Exports(AuditLog audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Called before a page of features is sent.
     *
     * @param seen the layer as the caller sees it
     * @param features how many there are on the page
     */
    void tell(SeenLayer seen, int features) {
        if (features <= LOOKED_AT || !isRestricted(seen.layer())) {
            return;
        }
        audit.add(new AuditEntry(
                0,
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                Callers.current().name(),
                ClientAddress.current().orElse(null),
                "export",
                "items",
                new AuditEntry.Subject(null, seen.layer().id()),
                null,
                null,
                null,
                features + " features"));
    }

    /** True if there is something in what the caller sees of a layer that not everybody sees. */
    private static boolean isRestricted(Layer seen) {
        return seen.visibility() != Visibility.PUBLIC
                || seen.fields().stream().anyMatch(field -> field.visibility() != Visibility.PUBLIC);
    }
}
