package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client prefers, by the header {@code Prefer}: wishes, so what is not known is passed over.
 *
 * <p>Source: RFC 7240; OGC 20-002, requirements classes handling and return-resource-representation-in-response.
 *
 * @param handling {@code strict} or {@code lenient}, or null if nothing is said
 * @param merge true if an edit that came too late is to be made all the same, where the first one changed other things
 *     ({@code conflict=merge}, a wish of our own)
 * @param returned {@code minimal} or {@code representation}, or null if nothing is said
 */
record Preferences(
        @Nullable String handling, boolean merge, @Nullable String returned) {

    /** Name of the request's header. */
    static final String PREFER = "Prefer";

    /** Name of the answer's header that says which wishes were met. */
    static final String APPLIED = "Preference-Applied";

    private static final String STRICT = "strict";
    private static final String LENIENT = "lenient";
    private static final String CONFLICT = "conflict";
    private static final String MERGE = "merge";
    private static final String MINIMAL = "minimal";
    private static final String REPRESENTATION = "representation";

    /** The wishes of a request. */
    static Preferences of(HttpServletRequest request) {
        Map<String, String> said = new LinkedHashMap<>();
        for (String header : Collections.list(request.getHeaders(PREFER))) {
            for (String wish : header.split(",", -1)) {
                String[] parts = wish.split(";", 2)[0].split("=", 2);
                String value = parts.length < 2 ? "" : parts[1].strip().replace("\"", "");
                // Of a wish said twice the first counts.
                said.putIfAbsent(parts[0].strip().toLowerCase(Locale.ROOT), value.toLowerCase(Locale.ROOT));
            }
        }
        return new Preferences(
                known(said.get("handling"), STRICT, LENIENT),
                MERGE.equals(said.get(CONFLICT)),
                known(said.get("return"), MINIMAL, REPRESENTATION));
    }

    private static @Nullable String known(@Nullable String value, String one, String other) {
        return one.equals(value) || other.equals(value) ? value : null;
    }

    /** True to leave out and repair what can be, rather than refuse it. */
    boolean lenient() {
        return LENIENT.equals(handling);
    }

    /** True if the client says that it wants refusals. */
    boolean strict() {
        return STRICT.equals(handling);
    }

    /** True to answer with the feature as it is then. */
    boolean representation() {
        return REPRESENTATION.equals(returned);
    }

    /** The same without the wish for a representation, which cannot be met. */
    Preferences withoutReturn() {
        return new Preferences(handling, merge, null);
    }

    /** Value of {@link #APPLIED}; empty if nothing was wished. */
    String applied() {
        List<String> applied = new ArrayList<>();
        if (handling != null) {
            applied.add("handling=" + handling);
        }
        if (merge) {
            applied.add(CONFLICT + "=" + MERGE);
        }
        if (returned != null) {
            applied.add("return=" + returned);
        }
        return String.join(", ", applied);
    }
}
