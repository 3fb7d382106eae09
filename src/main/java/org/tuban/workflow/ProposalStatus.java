package org.tuban.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How far a proposal has come. */
public enum ProposalStatus {
    /** Waits for somebody to decide it. */
    OPEN,
    /** Sent back with a comment; waits for the proposer. */
    RETURNED,
    /** Decided: the step was taken. */
    APPROVED,
    /** Taken back: the step was not taken. */
    WITHDRAWN;

    /** Name in answers and tables. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of that name; there must be one. */
    static ProposalStatus named(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }

    /** True if nothing is settled yet: the feature has no room for another proposal. */
    public boolean isPending() {
        return this == OPEN || this == RETURNED;
    }
}
