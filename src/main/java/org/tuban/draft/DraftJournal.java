package org.tuban.draft;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.tuban.audit.AuditEntry;
import org.tuban.audit.AuditLog;
import org.tuban.http.ClientAddress;
import org.tuban.store.Transactions;

/** Where drafts are kept, and how they are written down: not in the change log, whose readers are not to know of them, but in the audit. */
@Component
class DraftJournal {

    private static final String KIND = "draft";

    private final DraftStore store;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Clock clock;

    DraftJournal(DraftStore store, Transactions transactions, AuditLog audit, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
    }

    DraftStore store() {
        return store;
    }

    <T> T write(Supplier<T> work) {
        return transactions.write(work);
    }

    /** The time as both databases keep it: to the millisecond. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Tells the audit, in the transaction of the write. */
    void tell(Draft draft, String operation, String account) {
        audit.add(new AuditEntry(
                0,
                now(),
                account,
                ClientAddress.current().orElse(null),
                KIND,
                operation,
                new AuditEntry.Subject(draft.ref().layer(), draft.ref().id()),
                draft.version(),
                null,
                draft.content().digest(),
                null));
    }
}
