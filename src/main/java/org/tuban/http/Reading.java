package org.tuban.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which requests change nothing, so that they need no account, no token and no origin.
 *
 * <p>A search is sent with POST only because a filter can be longer than an address.
 */
public final class Reading {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern SEARCH = Pattern.compile("/ogc/collections/[^/]+/search");

    private Reading() {}

    /** True if the request only reads. */
    public static boolean is(HttpServletRequest request) {
        return METHODS.contains(request.getMethod())
                || request.getMethod().equals("POST")
                        && SEARCH.matcher(path(request)).matches();
    }

    /** The path as the application will see it: decoded, without the context path. */
    public static String path(HttpServletRequest request) {
        String inside = request.getPathInfo();
        return request.getServletPath() + (inside == null ? "" : inside);
    }
}
