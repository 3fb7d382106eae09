package org.tuban.layer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.tuban.access.Caller;
import org.tuban.access.Role;

/**
 * A mark on a layer, a field or an indicator: who may see it. It is separate from what a workflow allows and what a role
 * may do. Each is stricter than the one before.
 */
public enum Visibility {
    /** Everybody, signed in or not. */
    PUBLIC,
    /** Signed-in accounts only. */
    INTERNAL,
    /** Planners and administrators, and accounts with a grant. */
    RESTRICTED;

    /** The strictest mark that a caller may see by what it is, without any grant. */
    public static Visibility reachOf(Caller caller) {
        if (!caller.signedIn()) {
            return PUBLIC;
        }
        boolean trusted =
                caller.roles().contains(Role.PLANNER) || caller.roles().contains(Role.ADMIN);
        return trusted ? RESTRICTED : INTERNAL;
    }

    /** True if who may see what carries this mark may see what carries the other. */
    public boolean covers(Visibility other) {
        return other.compareTo(this) <= 0;
    }

    /** Name in data files and answers. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
