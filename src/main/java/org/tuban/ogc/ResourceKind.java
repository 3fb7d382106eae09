package org.tuban.ogc;

import java.util.List;
import org.springframework.http.MediaType;

/** Which media types a resource's JSON goes by; the first is the one it has when nothing else is asked for. */
enum ResourceKind {
    /** Landing page, conformance, collections. */
    DOCUMENT(MediaType.APPLICATION_JSON),
    /** Features. Source: RFC 7946, section 12. */
    FEATURES(new MediaType("application", "geo+json"), MediaType.APPLICATION_JSON),
    /** What properties features have. Source: OGC 23-058r2, clause 7. */
    SCHEMA(new MediaType("application", "schema+json"), MediaType.APPLICATION_JSON),
    /** The API definition. Source: OGC 17-069r4, requirement /req/oas30/oas-definition-1. */
    DEFINITION(MediaType.parseMediaType("application/vnd.oai.openapi+json;version=3.0"), MediaType.APPLICATION_JSON);

    /** Pages are UTF-8 and say so. */
    static final MediaType HTML = MediaType.parseMediaType("text/html;charset=UTF-8");

    private final List<MediaType> json;

    ResourceKind(MediaType... json) {
        this.json = List.of(json);
    }

    /** Media types of the JSON form, the usual one first. */
    List<MediaType> json() {
        return json;
    }

    /** Media type that links to a form of such a resource carry. */
    String linkType(Representation representation) {
        return switch (representation) {
            case JSON -> json.get(0).toString();
            case HTML -> "text/html";
        };
    }
}
