package org.tuban.ogc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a page template is filled in with. */
final class Page {

    private final Map<String, Object> values = new HashMap<>();
    private final List<Map<String, String>> crumbs = new ArrayList<>();

    /**
     * A page of its own.
     *
     * @param title heading
     * @param jsonHref address of the same resource as JSON
     */
    Page(Addresses addresses, String title, String jsonHref) {
        values.put("css", addresses.base() + "/css/ogc.css");
        values.put("icon", addresses.base() + "/favicon.svg");
        values.put("home", addresses.base() + "/");
        values.put("title", title);
        values.put("jsonHref", jsonHref);
        values.put("jsonType", ResourceKind.DOCUMENT.linkType(Representation.JSON));
        values.put("crumbs", crumbs);
        values.put("maps", List.of());
        values.put("leafletCss", addresses.base() + "/webjars/leaflet/leaflet.css");
        values.put("leafletJs", addresses.base() + "/webjars/leaflet/leaflet.js");
        values.put("mapJs", addresses.base() + "/js/ogc/main.js");
    }

    /** Says that the resource's JSON is of another kind than a document. Returns this. */
    Page of(ResourceKind kind) {
        return with("jsonType", kind.linkType(Representation.JSON));
    }

    /**
     * Shows a small map, in browsers that run scripts; without one the page says all there is to say. Returns this.
     *
     * @param features address of GeoJSON to draw, or an empty text
     * @param box west, south, east, north in degrees to draw, or an empty text
     * @param name field that features are known by, or an empty text
     * @param item address before a feature's id that a click leads to, or an empty text
     */
    Page map(String features, String box, String name, String item) {
        return with("maps", List.of(Map.of("features", features, "box", box, "name", name, "item", item)));
    }

    /** Adds links to what belongs to this resource: each the last step of its address and the key of its text. */
    Page more(Addresses addresses, String path, Texts texts, Language language, String... steps) {
        return with(
                "more",
                Stream.of(steps)
                        .map(step -> Map.of(
                                "href", addresses.of(path + "/" + step, Representation.HTML),
                                "text", texts.get(step, language)))
                        .toList());
    }

    /** Adds a step of the way back, outermost first. Returns this. */
    Page crumb(String text, String href) {
        crumbs.add(Map.of("text", text, "href", href));
        return this;
    }

    /** Adds a value under the name by which the template asks for it. Returns this. */
    Page with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** The values by name. */
    Map<String, Object> model() {
        return values;
    }
}
