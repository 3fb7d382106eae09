package org.tuban.layer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.tuban.access.Caller;

/** Who may see a layer; separate from what a workflow allows and what a role may do. */
public enum Visibility {
    /** Everybody, signed in or not. */
    PUBLIC,
    /** Signed-in accounts only. */
    INTERNAL;

    /** True if the caller may see what carries this mark. */
    public boolean allows(Caller caller) {
        return this == PUBLIC || caller.signedIn();
    }

    /** Name in data files and answers. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
