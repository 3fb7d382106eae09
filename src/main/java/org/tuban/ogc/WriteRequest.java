package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tuban.access.Caller;
import org.tuban.feature.FeatureTransactions.Semantic;
import org.tuban.geo.CoordinateSystems;
import org.tuban.http.CrsParameter;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;

/**
 * What a request that writes says beside its body.
 *
 * @param preferences what the client prefers
 * @param context what is the same for all its edits
 * @param rehearsal true to check everything and write nothing
 * @param semantic how several edits hang together
 */
record WriteRequest(Preferences preferences, WriteContext context, boolean rehearsal, Semantic semantic) {

    static final String NOTE = "note";
    static final String DRY_RUN = "dry-run";
    static final String SEMANTIC = "semantic";

    /** Media types of a feature in a body. Source: RFC 7946, section 12. */
    static final List<String> FEATURE_TYPES = List.of("application/geo+json", "application/json");

    /** Media types of changes to a feature. Source: RFC 7396, section 4. */
    static final List<String> PATCH_TYPES = List.of("application/merge-patch+json");

    static final String ACCEPT_POST = "Accept-Post";
    static final String ACCEPT_PATCH = "Accept-Patch";

    private static final List<String> NAMES = List.of(NOTE, DRY_RUN);

    /**
     * Reads parameters and headers of a request.
     *
     * @param more parameters that are allowed besides the note and the rehearsal
     * @throws Problem invalid-parameter
     */
    static WriteRequest of(HttpServletRequest request, Caller caller, CoordinateSystems systems, String... more) {
        List<String> names = new ArrayList<>(NAMES);
        names.addAll(List.of(more));
        Parameters.onlyKnown(request, names);
        Preferences preferences = Preferences.of(request);
        @Nullable String note = WriteContext.note(Parameters.find(request, NOTE).orElse(null), NOTE);
        WriteContext context = new WriteContext(
                caller,
                CrsParameter.ofBody(request.getHeader(CrsParameter.CONTENT_CRS), systems),
                preferences.lenient(),
                preferences.merge(),
                note);
        return new WriteRequest(preferences, context, rehearsal(request), semantic(request));
    }

    private static boolean rehearsal(HttpServletRequest request) {
        Optional<String> text = Parameters.find(request, DRY_RUN);
        if (text.isPresent() && !text.get().equals("true") && !text.get().equals("false")) {
            throw Problem.invalidParameter(DRY_RUN, text.get(), "true or false");
        }
        return text.isPresent() && text.get().equals("true");
    }

    private static Semantic semantic(HttpServletRequest request) {
        return Parameters.find(request, SEMANTIC)
                .map(text -> findSemantic(text)
                        .orElseThrow(() -> Problem.invalidParameter(SEMANTIC, text, "atomic or batch")))
                .orElse(Semantic.ATOMIC);
    }

    /** The semantic of that name, if there is one. */
    static Optional<Semantic> findSemantic(String name) {
        for (Semantic semantic : Semantic.values()) {
            if (semantic.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(semantic);
            }
        }
        return Optional.empty();
    }
}
