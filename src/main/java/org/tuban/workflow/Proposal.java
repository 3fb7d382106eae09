package org.tuban.workflow;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.FeatureRef;

/**
 * One version of a step that one person proposes and another decides. Versions are only ever added.
 *
 * @param id stable id, {@code PRP-} and twelve letters or digits
 * @param feature the feature to be taken a step further
 * @param content what is proposed
 * @param status how far it has come
 * @param version 1 for the first, one more whenever somebody did something with it
 * @param proposedBy account that made it
 * @param proposedAt when it was made
 * @param last what was done to come to this version
 */
public record Proposal(
        String id,
        FeatureRef feature,
        Content content,
        ProposalStatus status,
        long version,
        String proposedBy,
        Instant proposedAt,
        Event last) {

    /**
     * What is proposed.
     *
     * @param from id of the state the feature was in
     * @param to id of the state it is to go to
     * @param baseVersion version of the feature that the proposer has seen
     * @param validFrom since when the new state is so; null for the time of the decision
     * @param note reason in words, or null
     * @param evidence what the step is shown with, as history will keep it
     */
    public record Content(
            String from,
            String to,
            long baseVersion,
            @Nullable Instant validFrom,
            @Nullable String note,
            Map<String, Object> evidence) {

        /** Copies the evidence. */
        public Content {
            evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
        }
    }

    /**
     * What somebody did with a proposal.
     *
     * @param action what
     * @param by account that did it
     * @param at when
     * @param comment in words, or null
     * @param madeVersion version of the feature that an approval made, else null
     */
    public record Event(
            ProposalAction action,
            String by,
            Instant at,
            @Nullable String comment,
            @Nullable Long madeVersion) {}

    /** The next version, with other content. */
    Proposal next(Content other, Event event) {
        return new Proposal(id, feature, other, event.action().leadsTo(), version + 1, proposedBy, proposedAt, event);
    }

    /** The next version. */
    Proposal next(Event event) {
        return next(content, event);
    }
}
