package org.tuban.ogc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    }

    /** Says that the resource's JSON is of another kind than a document. Returns this. */
    Page of(ResourceKind kind) {
        return with("jsonType", kind.linkType(Representation.JSON));
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
