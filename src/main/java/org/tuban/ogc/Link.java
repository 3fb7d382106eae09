package org.tuban.ogc;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A link of a document. Source: RFC 8288; OGC 17-069r4, section 7.
 *
 * @param href absolute address, percent-encoded
 * @param rel relation type
 * @param type media type behind it
 * @param title what people read, or null
 * @param hreflang language behind it, or null if it has none or several
 * @param templated true if the address has places to fill in, in braces (RFC 6570); else null
 * @param method {@code POST} if the same body must be sent there again; null for GET
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Link(
        String href,
        String rel,
        String type,
        @Nullable String title,
        @Nullable String hreflang,
        @Nullable Boolean templated,
        @Nullable String method) {

    Link(String href, String rel, String type, @Nullable String title) {
        this(href, rel, type, title, null, null, null);
    }

    /** A link whose address has places to fill in. */
    static Link template(String href, String rel, String type, @Nullable String title) {
        return new Link(href, rel, type, title, null, true, null);
    }

    /** A link that the body of this request is to be sent to again. */
    static Link again(String href, String rel, String type) {
        return new Link(href, rel, type, null, null, null, "POST");
    }

    /** The link as a value of the {@code Link} header; without the title, which need not be ASCII. */
    String toHeader() {
        return "<" + href + ">; rel=\"" + rel + "\"; type=\"" + type.replace("\"", "") + "\"";
    }
}
