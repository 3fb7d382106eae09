package org.tuban.workflow;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tuban.access.Role;
import org.tuban.layer.Label;

/**
 * A proposal as its caller may see it.
 *
 * @param id stable id
 * @param layer id of the feature's layer
 * @param featureId id of the feature in that layer
 * @param version the entity tag
 * @param status how far it has come
 * @param stale true if the feature has moved on since the proposer has seen it
 * @param from state the feature was in
 * @param to state it is to go to
 * @param label what people read for the state to go to
 * @param baseVersion version of the feature that the proposer has seen
 * @param validFrom since when the new state is so; null for the time of the decision
 * @param note reason in words, or null
 * @param evidence what the step is shown with
 * @param proposedBy who made it
 * @param proposedAt when
 * @param decidedBy roles that may decide it
 * @param may what the caller may do with it now
 * @param events what was done with it, oldest first
 */
public record ShownProposal(
        String id,
        String layer,
        String featureId,
        long version,
        ProposalStatus status,
        boolean stale,
        String from,
        String to,
        Label label,
        long baseVersion,
        @Nullable Instant validFrom,
        @Nullable String note,
        Map<String, Object> evidence,
        Person proposedBy,
        Instant proposedAt,
        Set<Role> decidedBy,
        May may,
        List<ShownEvent> events) {

    /** An account, with the name people know it by. */
    public record Person(String name, String displayName) {}

    /**
     * What the caller may do with a proposal.
     *
     * @param decide true if it may approve it and send it back; a stale one is only sent back
     * @param reason why it may not decide, or null
     * @param amend true if it may amend it and bring it onto the feature as it is now
     * @param withdraw true if it may take it back
     */
    public record May(boolean decide, @Nullable Barred reason, boolean amend, boolean withdraw) {}

    /**
     * What somebody did, and what was proposed since then.
     *
     * @param version of the proposal
     * @param madeVersion version of the feature that an approval made, else null
     */
    public record ShownEvent(
            long version,
            ProposalAction action,
            Person by,
            Instant at,
            @Nullable String comment,
            long baseVersion,
            @Nullable Instant validFrom,
            @Nullable String note,
            Map<String, Object> evidence,
            @Nullable Long madeVersion) {}
}
