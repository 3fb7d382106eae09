package org.tuban.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.store.Transactions;

/** Runs several edits: all or none of them, or each for itself; for good, or to see what would come of them. */
@Service
public class FeatureTransactions {

    private final Transactions transactions;

    FeatureTransactions(Transactions transactions) {
        this.transactions = transactions;
    }

    /** How edits hang together. */
    public enum Semantic {
        /** All of them are written, or none is. */
        ATOMIC,
        /** Each is written or refused for itself. */
        BATCH
    }

    /**
     * What became of an edit.
     *
     * @param feature the version written, the last one of a feature that ended; null if it was refused
     * @param problem why it was refused, or null
     */
    public record Outcome(
            @Nullable Feature feature, @Nullable Problem problem) {}

    /** Undoes everything; never leaves this class. */
    private static final class Undone extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Undone() {
            super("undone", null, false, false);
        }
    }

    /**
     * Runs the edits in their order; later ones find what earlier ones wrote.
     *
     * <p>Of an atomic run with a refusal nothing stays, and the outcomes tell all refusals; of a rehearsal nothing stays
     * in any case.
     *
     * @param edits each writes one feature, or throws a {@link Problem}
     * @param rehearsal true to check everything and write nothing
     * @return an outcome for each edit
     */
    public List<Outcome> run(List<Supplier<Feature>> edits, Semantic semantic, boolean rehearsal) {
        if (rehearsal) {
            return transactions.rehearse(() -> runEach(edits));
        }
        if (semantic == Semantic.BATCH) {
            return runAlone(edits);
        }
        List<Outcome> outcomes = new ArrayList<>();
        try {
            transactions.write(() -> {
                outcomes.addAll(runEach(edits));
                if (outcomes.stream().anyMatch(outcome -> outcome.problem() != null)) {
                    throw new Undone();
                }
                return true;
            });
        } catch (Undone refused) {
            return outcomes;
        }
        return outcomes;
    }

    private List<Outcome> runEach(List<Supplier<Feature>> edits) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Supplier<Feature> edit : edits) {
            try {
                outcomes.add(new Outcome(transactions.attempt(edit), null));
            } catch (Problem refused) {
                outcomes.add(new Outcome(null, refused));
            }
        }
        return outcomes;
    }

    /** Earlier edits stay when the database goes away, so the client must learn of them: no exception leaves. */
    private static List<Outcome> runAlone(List<Supplier<Feature>> edits) {
        List<Outcome> outcomes = new ArrayList<>();
        for (Supplier<Feature> edit : edits) {
            try {
                outcomes.add(new Outcome(edit.get(), null));
            } catch (Problem refused) {
                outcomes.add(new Outcome(null, refused));
            } catch (DataAccessException | TransactionException away) {
                outcomes.add(new Outcome(
                        null,
                        new Problem(
                                ProblemType.UNAVAILABLE,
                                "The database cannot answer now; this was not changed. Try again")));
            }
        }
        return outcomes;
    }
}
