package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.tuban.http.Problem;

/**
 * The form a client wants its answer in: by the parameter {@code f}, else by {@code Accept}.
 *
 * @param representation JSON or page
 * @param type media type of the answer
 * @param language language of titles
 */
record Wanted(Representation representation, MediaType type, Language language) {

    /** Name of the parameter that overrides {@code Accept}. */
    static final String PARAMETER = "f";

    /**
     * What this request wants.
     *
     * @throws Problem invalid-parameter if {@code f} names no form, not-acceptable if no form suits {@code Accept}
     */
    static Wanted by(HttpServletRequest request, ResourceKind kind) {
        List<Offer<Representation>> offers = new ArrayList<>();
        kind.json().forEach(type -> offers.add(new Offer<>(Representation.JSON, Representation.JSON.id(), type)));
        offers.add(new Offer<>(Representation.HTML, Representation.HTML.id(), ResourceKind.HTML));
        Offer<Representation> offer = Offer.wanted(request, offers);
        return new Wanted(offer.form(), offer.type(), language(request));
    }

    /** The language this request wants. */
    static Language language(HttpServletRequest request) {
        return Language.preferred(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
    }
}
