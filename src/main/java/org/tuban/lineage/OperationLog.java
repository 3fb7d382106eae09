package org.tuban.lineage;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tuban.access.Caller;
import org.tuban.feature.ChangeLog;
import org.tuban.feature.Sight;
import org.tuban.http.Problem;
import org.tuban.layer.Layer;
import org.tuban.store.TransactionTime;
import org.tuban.store.Transactions;
import org.tuban.workflow.LocalCalendar;

/** Operations as they are written down: each in one transaction, at one instant, with its lines of lineage and its change. */
@Component
final class OperationLog {

    private static final String KIND = "operation";
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final int LETTERS_OF_ID = 10;

    private final LineageStore store;
    private final OperationReports reports;
    private final ChangeLog changes;
    private final LocalCalendar calendar;
    private final TransactionTime time;
    private final Transactions transactions;
    private final SecureRandom random = new SecureRandom();

    OperationLog(
            LineageStore store,
            OperationReports reports,
            ChangeLog changes,
            LocalCalendar calendar,
            TransactionTime time,
            Transactions transactions) {
        this.store = store;
        this.reports = reports;
        this.changes = changes;
        this.calendar = calendar;
        this.time = time;
        this.transactions = transactions;
    }

    /** An operation by its id; throws not-found if there is none. */
    LineageOperation get(String id) {
        return store.find(id).orElseThrow(() -> OperationReports.missing(id));
    }

    /** What an operation did, as somebody sees it; throws not-found if he sees none of its features. */
    OperationReport report(LineageOperation operation, Sight sight) {
        return reports.of(operation, sight);
    }

    /**
     * Writes all of an operation or nothing.
     *
     * @param rehearsal true to undo it once it is told what came of it
     * @param work writes it and gives it
     */
    OperationReport write(boolean rehearsal, Sight sight, Supplier<LineageOperation> work) {
        Supplier<OperationReport> told = () -> reports.of(work.get(), sight);
        return rehearsal ? transactions.rehearse(told) : transactions.write(told);
    }

    /**
     * The instant that a draft wants an operation to hold from, or empty for when it is written down.
     *
     * @param last since when its features are as they are
     * @throws Problem invalid-body if it is no day or time, before that or in the future
     */
    Optional<Instant> readSince(@Nullable String text, Instant last) {
        return calendar.readValidFrom(text, last);
    }

    /** The instant at which all is recorded: now, and not before what the operation goes by was. */
    Instant recordedNotBefore(Instant known) {
        return time.notBefore(known);
    }

    /** Begins to write an operation. */
    Context begin(OperationKind kind, Instant since, String reason, Caller by) {
        return new Context(newId(), kind, since, calendar.day(since), reason, by);
    }

    /** Writes the lines of lineage and the change. */
    LineageOperation record(Layer layer, Context context, @Nullable String undoes) {
        LineageOperation operation = new LineageOperation(
                context.operation(),
                context.kind(),
                layer.id(),
                undoes,
                null,
                context.reason(),
                context.since(),
                time.now(),
                context.by().name(),
                context.items());
        long change = changes.append(new ChangeLog.Change(
                ChangeLog.Place.START,
                KIND,
                layer.id(),
                operation.id(),
                1,
                operation.kind().id(),
                operation.recordedAt(),
                operation.recordedBy()));
        store.insert(operation, change);
        return operation;
    }

    /** A new id, such as {@code op-7k3m9x2qab}. */
    private String newId() {
        StringBuilder id = new StringBuilder("op-");
        for (int i = 0; i < LETTERS_OF_ID; i++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }
}
