package org.tuban.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What kind of work an account does. A role opens actions; assignments say on which features.
 *
 * <p>In JSON, files and tables a role is its name in lower case.
 */
public enum Role {
    /** Sees what signed-in people may see. */
    @JsonProperty("viewer")
    VIEWER,
    /** Moves the features assigned to it through their workflow. */
    @JsonProperty("lead")
    LEAD,
    /** Plans: decides steps that need a planner, on every feature. */
    @JsonProperty("planner")
    PLANNER,
    /** Looks after accounts; may do what a planner may. */
    @JsonProperty("admin")
    ADMIN;

    /** The name in lower case. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role with that name in lower case, if there is one. */
    public static Optional<Role> find(String id) {
        return Arrays.stream(values()).filter(role -> role.id().equals(id)).findFirst();
    }
}
