package org.tuban.link;

import java.util.regex.Pattern;
import org.tuban.layer.Label;

/**
 * A kind of relation.
 *
 * @param id name in data files and answers: lower case letters, digits and underscore, at most 40 characters
 * @param title wording seen from the feature the link begins at, such as "Part of"
 * @param inverse wording seen from the feature it ends at, such as "Contains"
 * @param containment true if the link's beginning lies in its end, so that who looks after the end looks after both
 */
public record LinkType(String id, Label title, Label inverse, boolean containment) {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    /** Checks the id and that both wordings are there. */
    public LinkType {
        if (id == null || !ID.matcher(id).matches()) {
            throw new IllegalArgumentException("link type \"%s\": allowed is %s".formatted(id, ID.pattern()));
        }
        if (title == null || inverse == null) {
            throw new IllegalArgumentException("link type \"%s\" needs title and inverse".formatted(id));
        }
    }
}
