package org.tuban.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tuban.geo.CoordinateSystem;
import org.tuban.geo.CoordinateSystems;

/**
 * Where a request or an answer names a coordinate system: the parameters {@code crs}, {@code bbox-crs} and
 * {@code filter-crs}, and the header {@code Content-Crs}.
 *
 * <p>Source: OGC 18-058r1 (OGC API – Features Part 2), sections 6.3 to 6.5. Only systems that are offered are known;
 * an address is compared, never opened.
 */
public final class CrsParameter {

    /** Parameter that says what an answer's coordinates are in. */
    public static final String CRS = "crs";

    /** Parameter that says what the parameter {@code bbox} is in. */
    public static final String BBOX_CRS = "bbox-crs";

    /** Header that says what a body's coordinates are in, its address in angle brackets. */
    public static final String CONTENT_CRS = "Content-Crs";

    private CrsParameter() {}

    /**
     * The system that a query parameter names, CRS84 if it is not there.
     *
     * @throws Problem invalid-parameter with the addresses that are allowed
     */
    public static CoordinateSystem read(HttpServletRequest request, String parameter, CoordinateSystems systems) {
        return Parameters.find(request, parameter)
                .map(name -> get(parameter, name, systems))
                .orElse(CoordinateSystems.CRS84);
    }

    /**
     * The system of a value of a parameter or header.
     *
     * @throws Problem invalid-parameter with the addresses that are allowed
     */
    public static CoordinateSystem get(String parameter, String name, CoordinateSystems systems) {
        return systems.find(name)
                .orElseThrow(
                        () -> Problem.invalidParameter(parameter, name, "one of " + String.join(", ", systems.uris())));
    }

    /**
     * The system that a body's coordinates are in: that of its header {@code Content-Crs}, with or without the brackets.
     *
     * @param header the header's value, or null for CRS84
     * @throws Problem invalid-parameter with the addresses that are allowed
     */
    public static CoordinateSystem ofBody(@Nullable String header, CoordinateSystems systems) {
        return Optional.ofNullable(header)
                .map(String::strip)
                .map(text -> text.startsWith("<") && text.endsWith(">") ? text.substring(1, text.length() - 1) : text)
                .map(name -> get(CONTENT_CRS, name, systems))
                .orElse(CoordinateSystems.CRS84);
    }

    /** The header's value for a body in a system. */
    public static String header(CoordinateSystem system) {
        return "<" + system.uri() + ">";
    }
}
