package org.tuban.layer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a layer is drawn when no theme says otherwise.
 *
 * @param color fill and line colour, {@code #RRGGBB}
 * @param fillOpacity 0 to 1
 * @param width line width in CSS pixels
 * @param dash dash and gap lengths in CSS pixels, or null for a solid line
 * @param pattern fill pattern: none, hatch, dots, waves or cross
 * @param glyph symbol of a point, or null
 * @param visible true if drawn when the page opens
 * @param minZoom least zoom at which it is drawn
 * @param labelMinZoom least zoom at which names are drawn, or null for never
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Style(
        String color,
        double fillOpacity,
        double width,
        @Nullable List<Double> dash,
        @Nullable String pattern,
        @Nullable String glyph,
        boolean visible,
        double minZoom,
        @Nullable Double labelMinZoom) {}
