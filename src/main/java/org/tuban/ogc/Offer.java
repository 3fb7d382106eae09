package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;

/**
 * A form in which a resource is offered.
 *
 * @param form what the resource's own code calls it
 * @param id value of the parameter {@code f} that asks for it
 * @param type media type
 */
record Offer<T>(T form, String id, MediaType type) {

    private static final String VERSION = "version";

    /**
     * The form that a request wants: by the parameter {@code f}, else by {@code Accept}, else the first.
     *
     * @throws Problem invalid-parameter if {@code f} names no form, not-acceptable if no form suits {@code Accept}
     */
    static <T> Offer<T> wanted(HttpServletRequest request, List<Offer<T>> offers) {
        String asked = Parameters.find(request, Wanted.PARAMETER).orElse(null);
        if (asked == null) {
            return byAccept(request.getHeader(HttpHeaders.ACCEPT), offers);
        }
        return offers.stream()
                .filter(offer -> offer.id().equals(asked))
                .findFirst()
                .orElseThrow(() -> Problem.invalidParameter(Wanted.PARAMETER, asked, ids(offers, "")));
    }

    private static <T> Offer<T> byAccept(@Nullable String accept, List<Offer<T>> offers) {
        if (accept == null || accept.isBlank()) {
            return offers.get(0);
        }
        for (MediaType range : rangesOf(accept, offers)) {
            for (Offer<T> offer : offers) {
                if (range.getQualityValue() > 0 && offer.suits(range)) {
                    return offer;
                }
            }
        }
        throw notAcceptable(accept, offers);
    }

    /** True if the range takes this type; one that asks for a version takes no other. */
    private boolean suits(MediaType range) {
        String version = range.getParameter(VERSION);
        return range.includes(type) && (version == null || version.equals(type.getParameter(VERSION)));
    }

    /** The media ranges, most wanted first; of equal weight the more specific first. */
    private static <T> List<MediaType> rangesOf(String accept, List<Offer<T>> offers) {
        try {
            List<MediaType> ranges = new ArrayList<>(MediaType.parseMediaTypes(accept));
            MimeTypeUtils.sortBySpecificity(ranges);
            ranges.sort((one, other) -> Double.compare(other.getQualityValue(), one.getQualityValue()));
            return ranges;
        } catch (InvalidMimeTypeException | InvalidMediaTypeException malformed) {
            throw notAcceptable(accept, offers);
        }
    }

    private static <T> Problem notAcceptable(String accept, List<Offer<T>> offers) {
        List<String> types =
                offers.stream().map(offer -> offer.type().toString()).toList();
        return new Problem(
                        ProblemType.NOT_ACCEPTABLE,
                        "Accept: offered are %s; or say %s".formatted(String.join(", ", types), ids(offers, "f=")))
                .with("parameter", HttpHeaders.ACCEPT)
                .with("value", accept)
                .with("allowed", types);
    }

    private static <T> String ids(List<Offer<T>> offers, String before) {
        return offers.stream().map(offer -> before + offer.id()).distinct().collect(Collectors.joining(" or "));
    }
}
