package org.tuban.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tuban.layer.Label;

/**
 * What waits for somebody.
 *
 * @param day the day it is where the installation is
 * @param groups all of them, in the order of the list, those with nothing in them too
 */
public record Inbox(LocalDate day, List<Group> groups) {

    /** Why something waits. */
    public enum Kind {
        /** Proposals that the caller may decide. */
        DECIDE,
        /** Proposals of the caller that were sent back. */
        RETURNED,
        /** Proposals whose feature has moved on: the caller's own, and those that it could decide. */
        STALE,
        /** Features past a deadline, or soon to be, that the caller looks after. */
        DUE,
        /** Features suspected of lying idle that the caller looks after. */
        IDLE,
        /** Proposals of the caller that wait for a decision. */
        PROPOSED,
        /** Features assigned to the caller, or lying in one that is, with a step open to the caller. */
        MINE;

        /** Name in answers. */
        @JsonValue
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What waits for one reason.
     *
     * @param count how many entries there are, counted up to one more than are shown
     * @param more true if there are more than are shown
     * @param items the most urgent first
     */
    public record Group(Kind kind, int count, boolean more, List<Item> items) {}

    /**
     * One thing that waits.
     *
     * @param layer id of the feature's layer
     * @param id its id in that layer
     * @param name what people call it
     * @param state id of its state
     * @param label what people read for the state
     * @param due its most urgent deadline, or null
     * @param proposal the proposal it is about, or null
     * @param steps what people read for the steps open to the caller; empty where they don't matter
     */
    public record Item(
            String layer,
            String id,
            Label name,
            @Nullable String state,
            @Nullable Label label,
            @Nullable Due due,
            @Nullable Waiting proposal,
            List<Label> steps) {}

    /**
     * A proposal in a few words.
     *
     * @param to state it leads to
     * @param label what people read for that state
     * @param by who did the last thing with it
     * @param comment what was said with it, or null
     */
    public record Waiting(
            String id,
            long version,
            ProposalStatus status,
            boolean stale,
            String to,
            Label label,
            ShownProposal.Person by,
            Instant at,
            @Nullable String comment) {}
}
