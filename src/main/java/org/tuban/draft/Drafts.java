package org.tuban.draft;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.UnexpectedRollbackException;
import org.tuban.access.Caller;
import org.tuban.access.Role;
import org.tuban.feature.Edit;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureEdits;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Operation;
import org.tuban.feature.ShapeChange;
import org.tuban.feature.Sight;
import org.tuban.feature.Sights;
import org.tuban.http.IfMatch;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.workflow.Workflows;

/**
 * What people want to make of features: at most one draft of each, beside it, for its author and for planners.
 *
 * <p>A draft is saved whatever is wrong with it, and says what that is. It is checked when it is promoted: then it becomes
 * one write as any other, from the version it went out from.
 */
@Service
class Drafts {

    private static final Set<Role> DECIDE = Set.of(Role.PLANNER, Role.ADMIN);
    private static final int TRIES = 3;
    private static final String NOT_YOURS = "not-yours";

    private final Layers layers;
    private final Sights sights;
    private final Features features;
    private final FeatureEdits edits;
    private final Workflows workflows;
    private final DraftJournal journal;

    Drafts(
            Layers layers,
            Sights sights,
            Features features,
            FeatureEdits edits,
            Workflows workflows,
            DraftJournal journal) {
        this.layers = layers;
        this.sights = sights;
        this.features = features;
        this.edits = edits;
        this.workflows = workflows;
        this.journal = journal;
    }

    /**
     * What a client saves.
     *
     * @param baseVersion version of the feature that it has seen; 0 for a feature that is not there yet
     * @param content values and shape
     * @param note reason in words, or null
     */
    record Saving(
            long baseVersion,
            DraftContent content,
            @Nullable String note) {}

    /**
     * The feature that an address names, of a layer that the caller may see.
     *
     * @throws Problem not-found, or invalid-parameter if that is no id
     */
    FeatureRef address(String layer, String id, Caller caller) {
        edits.requireId(id);
        FeatureRef ref = new FeatureRef(layer, id);
        sights.get(ref, caller);
        return ref;
    }

    /**
     * The draft of a feature.
     *
     * @throws Problem not-signed-in; not-found if there is none that the caller may see
     */
    Draft get(FeatureRef ref, Caller caller) {
        requireSignedIn(caller);
        return journal.store()
                .find(ref)
                .filter(draft -> isFor(draft, caller))
                .orElseThrow(() -> Problem.notFound("draft of %s".formatted(ref)));
    }

    /**
     * The caller's drafts, or all drafts for those who promote them; of layers that the caller may see.
     *
     * @param layer only of this layer, or null
     * @param id only of features with this id, or null
     */
    List<Draft> list(@Nullable String layer, @Nullable String id, int limit, Caller caller) {
        requireSignedIn(caller);
        Sight sight = sights.of(caller);
        String author = mayDecide(caller) ? null : caller.name();
        return journal.store().list(new DraftStore.Wanted(author, layer, id), limit).stream()
                .filter(draft -> layers.find(draft.ref().layer())
                        .flatMap(whole -> sight.find(whole, draft.ref().id()))
                        .isPresent())
                .toList();
    }

    /** What would be refused of a draft if it were promoted; each with field (or null), value and problem. */
    List<Map<String, @Nullable Object>> problems(Draft draft) {
        Layer layer = layers.get(draft.ref().layer());
        return edits.findFault(layer, base(draft), edit(draft, layer))
                .map(Drafts::faults)
                .orElse(List.of());
    }

    /** What the draft's shape has more and less than the version it goes out from; ask only if its shape has no problem. */
    Optional<ShapeChange> shapeChange(Draft draft) {
        Edit.Shape shape = edit(draft, layers.get(draft.ref().layer())).shape();
        if (shape == null) {
            return Optional.empty();
        }
        Feature base = base(draft);
        return ShapeChange.between(base, draft.over(base, shape.geometry()));
    }

    private @Nullable Feature base(Draft draft) {
        return draft.baseVersion() == 0
                ? null
                : features.version(draft.ref(), draft.baseVersion(), Sight.EVERYTHING)
                        .feature();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> faults(Problem problem) {
        if (problem.members().get("fields") instanceof List<?> fields) {
            return (List<Map<String, @Nullable Object>>) fields;
        }
        Map<String, @Nullable Object> fault = new LinkedHashMap<>();
        fault.put("field", problem.members().get("field"));
        fault.put("value", null);
        fault.put("problem", problem.getMessage());
        return new ArrayList<>(List.of(fault));
    }

    /**
     * Begins a draft, or saves the next version of it.
     *
     * @param seen what the client has seen of the draft
     * @throws Problem not-signed-in; forbidden if the feature is not the caller's to look after, or the draft another's;
     *     invalid-body if the base version never was; missing-precondition or stale-version as for features
     */
    Draft save(FeatureRef ref, IfMatch.Seen seen, Saving saving, Caller caller) {
        requireSignedIn(caller);
        try {
            return journal.write(() -> {
                Draft before = journal.store().find(ref).orElse(null);
                requireMayWrite(ref, before, caller);
                requireSeen(ref, before, seen);
                requireBase(ref, saving.baseVersion());
                Instant now = journal.now();
                Draft next = new Draft(
                        ref,
                        before == null ? 1 : before.version() + 1,
                        saving.baseVersion(),
                        before == null ? caller.name() : before.author(),
                        saving.content(),
                        saving.note(),
                        before == null ? now : before.createdAt(),
                        now,
                        caller.name());
                if (before == null) {
                    journal.store().insert(next);
                } else if (!journal.store().update(next)) {
                    throw overtaken(ref);
                }
                journal.tell(next, "save", caller.name());
                return next;
            });
        } catch (DuplicateKeyException raced) {
            throw overtaken(ref);
        }
    }

    /**
     * Takes a draft away.
     *
     * @throws Problem not-found, missing-precondition, stale-version
     */
    void discard(FeatureRef ref, IfMatch.Seen seen, Caller caller) {
        journal.write(() -> {
            Draft draft = get(ref, caller);
            requireSeen(ref, draft, seen);
            if (!journal.store().delete(draft)) {
                throw overtaken(ref);
            }
            journal.tell(draft, "discard", caller.name());
            return true;
        });
    }

    /**
     * Makes the feature what the draft says, in one write, and takes the draft away.
     *
     * @param merge true to do so all the same if the feature was changed since in other things
     * @return the feature as it is then
     * @throws Problem not-found, missing-precondition, stale-version about the draft; forbidden; and as for any write of a
     *     feature: invalid-feature, stale-version with base, theirs and mine
     */
    Feature promote(FeatureRef ref, IfMatch.Seen seen, boolean merge, Caller caller) {
        for (int attempt = 1; ; attempt++) {
            try {
                return journal.write(() -> promoteOnce(ref, seen, merge, caller));
            } catch (UnexpectedRollbackException overtaken) {
                // Another write of the feature came between, and merging began anew inside a transaction that could
                // not.
                if (attempt == TRIES) {
                    throw Features.stale(features.get(ref, Sight.EVERYTHING));
                }
            }
        }
    }

    private Feature promoteOnce(FeatureRef ref, IfMatch.Seen seen, boolean merge, Caller caller) {
        Draft draft = get(ref, caller);
        // Before anything is compared: that another write came first is told with all that it wrote.
        if (!mayDecide(caller)) {
            throw forbidden("role", "Drafts are promoted by planners and administrators");
        }
        requireSeen(ref, draft, seen);
        Layer layer = layers.get(ref.layer());
        Edit edit = edit(draft, layer).withEvidence("draftBy", draft.author());
        Feature made = draft.baseVersion() == 0
                ? edits.create(layer, ref.id(), edit, caller)
                : edits.change(
                        layer,
                        ref.id(),
                        new IfMatch.Seen(true, false, List.of(IfMatch.tag(draft.baseVersion()))),
                        merge,
                        current -> edit,
                        caller);
        if (!journal.store().delete(draft)) {
            throw overtaken(ref);
        }
        journal.tell(draft, "promote", caller.name());
        return made;
    }

    private static Edit edit(Draft draft, Layer layer) {
        return draft.content()
                .edit(layer, draft.baseVersion() == 0 ? Operation.CREATE : Operation.UPDATE, draft.note());
    }

    private void requireMayWrite(FeatureRef ref, @Nullable Draft before, Caller caller) {
        if (before != null && !isFor(before, caller)) {
            throw forbidden(NOT_YOURS, "Another account has begun a draft of this feature");
        }
        boolean there = features.find(ref, Sight.EVERYTHING).isPresent();
        boolean may = there
                ? workflows.looksAfter(ref, caller)
                : mayDecide(caller) || caller.roles().contains(Role.LEAD);
        if (!may) {
            throw forbidden(NOT_YOURS, "Drafts are made by those who look after the feature");
        }
    }

    private static Problem forbidden(String reason, String detail) {
        return new Problem(ProblemType.FORBIDDEN, detail).with("reason", reason);
    }

    private void requireBase(FeatureRef ref, long baseVersion) {
        long last = features.lastVersion(ref);
        boolean there = features.find(ref, Sight.EVERYTHING).isPresent();
        if (baseVersion > last || (there && baseVersion == 0) || (!there && baseVersion > 0)) {
            throw Problem.invalidBody(
                    "baseVersion",
                    baseVersion,
                    there ? "a version of the feature, 1 to " + last : "0: there is no such feature yet");
        }
    }

    private void requireSeen(FeatureRef ref, @Nullable Draft draft, IfMatch.Seen seen) {
        if (draft == null) {
            if (seen.said()) {
                throw Problem.notFound("draft of %s".formatted(ref));
            }
            return;
        }
        if (!seen.said()) {
            throw IfMatch.missing();
        }
        if (!seen.matches(draft.version())) {
            throw stale(draft);
        }
    }

    private Problem overtaken(FeatureRef ref) {
        Optional<Draft> draft = journal.store().find(ref);
        return draft.map(Drafts::stale).orElseGet(() -> Problem.notFound("draft of %s".formatted(ref)));
    }

    private static Problem stale(Draft draft) {
        return Problem.stale("the draft of " + draft.ref(), draft.version(), draft.changedBy(), draft.changedAt());
    }

    private static boolean isFor(Draft draft, Caller caller) {
        return mayDecide(caller) || draft.author().equals(caller.name());
    }

    /** True for those who may promote drafts, of whomever. */
    static boolean mayDecide(Caller caller) {
        return caller.roles().stream().anyMatch(DECIDE::contains);
    }

    private static void requireSignedIn(Caller caller) {
        if (!caller.signedIn()) {
            throw new Problem(ProblemType.NOT_SIGNED_IN, "Drafts are for signed-in accounts");
        }
    }
}
