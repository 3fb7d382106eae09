package org.tuban.lineage;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tuban.lineage.LineageOperation.Role;
import org.tuban.lineage.LineageOperation.Thing;

/**
 * An operation in few words: what became of what.
 *
 * @param parents features as they were before
 * @param children features that followed
 */
public record OperationSummary(
        String id,
        OperationKind kind,
        @Nullable String undoes,
        @Nullable String undoneBy,
        String reason,
        Instant validFrom,
        Instant recordedAt,
        String recordedBy,
        List<Version> parents,
        List<Version> children) {

    /** A version of a feature of the operation's layer. */
    public record Version(String id, long version) {}

    /**
     * The operation in few words.
     *
     * @param seen true of the ids of features to name
     */
    static OperationSummary of(LineageOperation operation, Predicate<String> seen) {
        return new OperationSummary(
                operation.id(),
                operation.kind(),
                operation.undoes(),
                operation.undoneBy(),
                operation.reason(),
                operation.validFrom(),
                operation.recordedAt(),
                operation.recordedBy(),
                versions(operation, Role.PARENT, seen),
                versions(operation, Role.CHILD, seen));
    }

    private static List<Version> versions(LineageOperation operation, Role role, Predicate<String> seen) {
        return operation.items(Thing.FEATURE, role).stream()
                .filter(item -> seen.test(item.id()))
                .map(item -> new Version(item.id(), item.version()))
                .toList();
    }
}
