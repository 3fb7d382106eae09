package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;

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
        Language language = Language.preferred(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        String asked = Parameters.find(request, PARAMETER).orElse(null);
        if (asked == null) {
            return byAccept(request.getHeader(HttpHeaders.ACCEPT), kind, language);
        }
        for (Representation representation : Representation.values()) {
            if (representation.id().equals(asked)) {
                return switch (representation) {
                    case JSON -> new Wanted(representation, kind.json().get(0), language);
                    case HTML -> new Wanted(representation, ResourceKind.HTML, language);
                };
            }
        }
        throw Problem.invalidParameter(PARAMETER, asked, "json or html");
    }

    private static Wanted byAccept(@Nullable String accept, ResourceKind kind, Language language) {
        List<Wanted> offered = new ArrayList<>();
        kind.json().forEach(type -> offered.add(new Wanted(Representation.JSON, type, language)));
        offered.add(new Wanted(Representation.HTML, ResourceKind.HTML, language));
        if (accept == null || accept.isBlank()) {
            return offered.get(0);
        }
        for (MediaType range : rangesOf(accept, offered)) {
            for (Wanted form : offered) {
                if (range.getQualityValue() > 0 && range.includes(form.type())) {
                    return form;
                }
            }
        }
        throw notAcceptable(accept, offered);
    }

    /** The media ranges, most wanted first; of equal weight the more specific first. */
    private static List<MediaType> rangesOf(String accept, List<Wanted> offered) {
        try {
            List<MediaType> ranges = new ArrayList<>(MediaType.parseMediaTypes(accept));
            MimeTypeUtils.sortBySpecificity(ranges);
            ranges.sort((one, other) -> Double.compare(other.getQualityValue(), one.getQualityValue()));
            return ranges;
        } catch (InvalidMimeTypeException | org.springframework.http.InvalidMediaTypeException malformed) {
            throw notAcceptable(accept, offered);
        }
    }

    private static Problem notAcceptable(String accept, List<Wanted> offered) {
        List<String> types =
                offered.stream().map(form -> form.type().toString()).toList();
        return new Problem(
                        ProblemType.NOT_ACCEPTABLE,
                        "Accept: offered are %s; or say f=json or f=html".formatted(String.join(", ", types)))
                .with("parameter", HttpHeaders.ACCEPT)
                .with("value", accept)
                .with("allowed", types);
    }
}
