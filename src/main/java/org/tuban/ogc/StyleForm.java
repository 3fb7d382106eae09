package org.tuban.ogc;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.MediaType;

/** The forms that a style comes in. */
enum StyleForm {
    /** For MapLibre and Mapbox. */
    MAPBOX("mapbox", MediaType.parseMediaType("application/vnd.mapbox.style+json")),
    /** For desktop GIS and OGC servers. */
    SLD("sld11", MediaType.parseMediaType("application/vnd.ogc.sld+xml;version=1.1")),
    /** For people. */
    HTML("html", ResourceKind.HTML);

    private final String id;
    private final MediaType type;

    StyleForm(String id, MediaType type) {
        this.id = id;
        this.type = type;
    }

    /** Value of the parameter {@code f}. */
    String id() {
        return id;
    }

    /** Media type that links carry. */
    String linkType() {
        return this == HTML ? "text/html" : type.toString();
    }

    /** All of them, the usual one first. */
    static List<Offer<StyleForm>> offers() {
        return Stream.of(values())
                .map(form -> new Offer<>(form, form.id, form.type))
                .toList();
    }
}
