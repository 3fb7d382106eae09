package org.tuban.ogc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.UriUtils;

/**
 * Makes the addresses in links.
 *
 * @param base public address of the service, without a slash at its end
 */
record Addresses(String base) {

    /** Characters that stand for themselves (RFC 3986, section 2.3). */
    private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]*");

    /** Path of this room under the base. */
    static final String ROOT = "/ogc";

    /** Address of a path of this room, such as {@code /collections}, in one form. */
    String of(String path, Representation representation) {
        return of(path, Map.of(), representation);
    }

    /** Address of a path of this room with query parameters, in one form. */
    String of(String path, Map<String, String> parameters, Representation representation) {
        return of(path, parameters, representation.id());
    }

    /** Address of a path of this room with query parameters, in the form that a value of {@code f} names. */
    String of(String path, Map<String, String> parameters, String form) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put(Wanted.PARAMETER, form);
        return base + ROOT + path + "?" + query(all);
    }

    /** Parameters as the query of an address. */
    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    /** Address of a path of this room whose form the client chooses. */
    String of(String path) {
        return base + ROOT + path;
    }

    /** Path of a collection. */
    static String collection(String layer) {
        return "/collections/" + encoded(layer);
    }

    /** Path of a collection's features. */
    static String items(String layer) {
        return collection(layer) + "/items";
    }

    /** Path that searches for a collection's features are sent to. */
    static String search(String layer) {
        return collection(layer) + "/search";
    }

    /** Path of a feature. */
    static String item(String layer, String id) {
        return items(layer) + "/" + encoded(id);
    }

    /** The map page with one feature open. */
    String onMap(String layer, String id) {
        return base + "/#/map?sel=" + encoded(layer) + ":" + encoded(id);
    }

    /** The map page showing one layer. */
    String onMap(String layer) {
        return base + "/#/map?layers=" + encoded(layer);
    }

    /** The address of this document, and those of its other forms. */
    List<Link> selfAndAlternates(String path, Map<String, String> parameters, Wanted wanted, ResourceKind kind) {
        List<Link> links = new ArrayList<>();
        Representation here = wanted.representation();
        // A client that asked for a type by Accept finds that type here.
        String selfType = here == Representation.JSON ? wanted.type().toString() : kind.linkType(here);
        links.add(new Link(of(path, parameters, here), "self", selfType, null));
        for (Representation other : Representation.values()) {
            if (other != here) {
                links.add(new Link(of(path, parameters, other), "alternate", kind.linkType(other), null));
            }
        }
        return links;
    }

    private static String encoded(String text) {
        // Nearly all names and ids are such already.
        return UNRESERVED.matcher(text).matches() ? text : UriUtils.encode(text, StandardCharsets.UTF_8);
    }
}
