package org.tuban.workflow;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.tuban.feature.ChangeLog;
import org.tuban.http.Problem;
import org.tuban.store.Transactions;

/** Writes versions of proposals, each with its line in the change log, in one transaction with what it brings about. */
@Component
class ProposalJournal {

    static final String KIND = "proposal";

    private static final int LETTERS_OF_ID = 12;
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final ProposalStore store;
    private final ChangeLog changes;
    private final Transactions transactions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ProposalJournal(ProposalStore store, ChangeLog changes, Transactions transactions, Clock clock) {
        this.store = store;
        this.changes = changes;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The time as both databases keep it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** An id that nobody has guessed. */
    String newId() {
        StringBuilder id = new StringBuilder("PRP-");
        for (int letter = 0; letter < LETTERS_OF_ID; letter++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    /** Writes the first version; false if the feature has a proposal that is not settled. */
    boolean begin(Proposal first) {
        try {
            return transactions.write(() -> {
                if (store.findPending(first.feature()).isPresent()) {
                    return false;
                }
                store.insert(first, logged(first));
                return true;
            });
        } catch (DuplicateKeyException raced) {
            return false;
        }
    }

    /**
     * Writes the next version.
     *
     * @param next its version is one more than the one that the caller has seen
     * @param effect run in the same transaction, once it is certain that no other version came first; gives the
     *     version as it is kept
     * @throws Problem stale-version if another version came first; the effect has not happened then
     */
    Proposal advance(Proposal next, Supplier<Proposal> effect) {
        return transactions.write(() -> {
            if (!store.advance(next)) {
                throw stale(store.find(next.id()).orElseThrow());
            }
            Proposal kept = effect.get();
            store.append(kept, logged(kept));
            return kept;
        });
    }

    /** The refusal of a write that has not seen the last version. */
    static Problem stale(Proposal last) {
        return Problem.stale(
                "proposal '%s'".formatted(last.id()),
                last.version(),
                last.last().by(),
                last.last().at());
    }

    private long logged(Proposal version) {
        ChangeLog.Change change = new ChangeLog.Change(
                ChangeLog.Place.START,
                KIND,
                version.feature().layer(),
                version.id(),
                version.version(),
                version.last().action().id(),
                version.last().at(),
                version.last().by());
        return changes.append(change, ProposalAudit.digest(version));
    }
}
