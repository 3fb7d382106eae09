package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;
import org.tuban.http.PublicUrl;

/** What is the same in every request of this room. */
@Component
final class OgcRequests {

    private final PublicUrl publicUrl;

    OgcRequests(PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
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
