package org.tuban.access;

import jakarta.servlet.http.HttpServletRequest;

/** The two doors to the data, {@code /ogc} and {@code /api}; everything else is files of the page and explanations. */
final class Doors {

    private Doors() {}

    static boolean isBehindOne(HttpServletRequest request) {
        String path = path(request);
        return isUnder(path, "/api") || isUnder(path, "/ogc");
    }

    private static boolean isUnder(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }

    /** As the application will see it: decoded, without the context path. */
    static String path(HttpServletRequest request) {
        String inside = request.getPathInfo();
        return request.getServletPath() + (inside == null ? "" : inside);
    }
}
