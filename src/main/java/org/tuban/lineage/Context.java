package org.tuban.lineage;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tuban.access.Caller;
import org.tuban.feature.FeatureRef;
import org.tuban.http.Problem;
import org.tuban.layer.Label;
import org.tuban.workflow.PlainText;

/** One operation while it is written: what all its writes have in common, and the lines of lineage that they make. */
final class Context {

    private static final int ECHOED = 60;

    private final String operation;
    private final OperationKind kind;
    private final Instant since;
    private final LocalDate day;
    private final String reason;
    private final Caller by;
    private final List<LineageOperation.Item> items = new ArrayList<>();
    private int made;

    /**
     * An operation about to be written.
     *
     * @param day the day of {@code since} where the installation is
     */
    Context(String operation, OperationKind kind, Instant since, LocalDate day, String reason, Caller by) {
        this.operation = operation;
        this.kind = kind;
        this.since = since;
        this.day = day;
        this.reason = reason;
        this.by = by;
    }

    String operation() {
        return operation;
    }

    OperationKind kind() {
        return kind;
    }

    Instant since() {
        return since;
    }

    LocalDate day() {
        return day;
    }

    String reason() {
        return reason;
    }

    Caller by() {
        return by;
    }

    /** What history keeps with each version that the operation writes. */
    Map<String, Object> evidence() {
        return Map.of("operation", operation, "kind", kind.id());
    }

    void add(LineageOperation.Role role, LineageOperation.Thing thing, String id, long version) {
        items.add(new LineageOperation.Item(role, thing, id, version));
    }

    List<LineageOperation.Item> items() {
        return List.copyOf(items);
    }

    /** An id for a thing that the operation makes. */
    String newId(LineageOperation.Thing thing) {
        return "%s-%s%d".formatted(operation, thing.id().charAt(0), ++made);
    }

    /** What was to know about a thing, and what it came from. */
    Label note(@Nullable Label before, List<String> origins) {
        String from = String.join(", ", origins);
        String zh = "由操作 %s 自 %s 承继".formatted(operation, from);
        String en = "Handed on by operation %s from %s".formatted(operation, from);
        return before == null ? new Label(zh, en) : new Label(before.zh() + "；" + zh, before.en() + "; " + en);
    }

    /** Refuses choices about what is not there. */
    void refuseUnknown(String member, Set<String> chosen, Set<String> known) {
        chosen.stream().filter(id -> !known.contains(id)).findFirst().ifPresent(id -> {
            String shown = PlainText.shown(id, ECHOED);
            throw Problem.invalidBody(member + "." + shown, shown, "the id of one that the parents have now");
        });
    }

    /** The feature of a line. */
    static FeatureRef ref(String layer, LineageOperation.Item item) {
        return new FeatureRef(layer, item.id());
    }
}
