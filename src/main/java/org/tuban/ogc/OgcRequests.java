package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tuban.geo.CoordinateSystems;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;
import org.tuban.http.PublicUrl;

/** What is the same in every request of this room. */
@Component
final class OgcRequests {

    private final PublicUrl publicUrl;
    private final CoordinateSystems systems;

    OgcRequests(PublicUrl publicUrl, CoordinateSystems systems) {
        this.publicUrl = publicUrl;
        this.systems = systems;
    }

    /** The coordinate systems that requests can name. */
    CoordinateSystems systems() {
        return systems;
    }

    /**
     * Refuses every query parameter but the one that chooses the form.
     *
     * @throws Problem invalid-parameter
     */
    void allowOnlyForm(HttpServletRequest request) {
        Parameters.onlyKnown(request, List.of(Wanted.PARAMETER));
    }

    /** Addresses as this client reaches them. */
    Addresses addresses(HttpServletRequest request) {
        return new Addresses(publicUrl.base(request));
    }
}
