package org.tuban.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What somebody did with a proposal. */
public enum ProposalAction {
    /** Made it. */
    PROPOSE(ProposalStatus.OPEN),
    /** Amended it, or brought it onto the feature as it is now. */
    RESUBMIT(ProposalStatus.OPEN),
    /** Sent it back with a comment. */
    RETURN(ProposalStatus.RETURNED),
    /** Took it back. */
    WITHDRAW(ProposalStatus.WITHDRAWN),
    /** Decided it: the step was taken. */
    APPROVE(ProposalStatus.APPROVED);

    private final ProposalStatus leads;

    ProposalAction(ProposalStatus leads) {
        this.leads = leads;
    }

    /** The status that it leads to. */
    ProposalStatus leadsTo() {
        return leads;
    }

    /** Name in answers and tables. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The action of that name; there must be one. */
    static ProposalAction named(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
