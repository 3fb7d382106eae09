package org.tuban.access;

import jakarta.servlet.http.HttpServletRequest;
import org.tuban.http.Reading;

/** The two doors to the data, {@code /ogc} and {@code /api}; everything else is files of the page and explanations. */
final class Doors {

    private Doors() {}

    static boolean isBehindOne(HttpServletRequest request) {
        String path = Reading.path(request);
        return isUnder(path, "/api") || isUnder(path, "/ogc");
    }

    private static boolean isUnder(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }
}
