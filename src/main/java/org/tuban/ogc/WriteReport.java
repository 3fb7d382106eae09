package org.tuban.ogc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureTransactions.Outcome;
import org.tuban.feature.FeatureTransactions.Semantic;
import org.tuban.http.IfMatch;
import org.tuban.http.Problem;
import org.tuban.http.ProblemWriter;

/**
 * What became of several edits, as one document.
 *
 * <p>Summary and lists of addresses are those of OGC API – Features, draft Part 11 (26-018), clause 8; {@code results}
 * tells of each edit in the order of the request.
 *
 * @param writes the edits
 * @param outcomes what became of them, in the same order
 * @param semantic how they hang together
 * @param rehearsal true if nothing was written in any case
 * @param addresses makes addresses
 */
record WriteReport(
        List<FeatureWrites.Write> writes,
        List<Outcome> outcomes,
        Semantic semantic,
        boolean rehearsal,
        Addresses addresses) {

    private static final int FAILED_DEPENDENCY = 424;

    /** The first refusal, or null if there is none. */
    @Nullable
    Problem refusal() {
        return outcomes.stream()
                .map(Outcome::problem)
                .filter(problem -> problem != null)
                .findFirst()
                .orElse(null);
    }

    /** True if nothing stays because the edits hang together and one was refused. */
    private boolean undone() {
        return semantic == Semantic.ATOMIC && refusal() != null;
    }

    /** The refusal of an atomic run: that of its first refused edit, with what became of all. */
    Problem asProblem(Problem first) {
        long refused =
                outcomes.stream().filter(outcome -> outcome.problem() != null).count();
        Problem whole = new Problem(
                first.type(),
                "Nothing was written: %d of %d edits are refused; the first: %s"
                        .formatted(refused, outcomes.size(), first.getMessage()));
        first.members().forEach(whole::with);
        first.headers().forEach(whole::withHeader);
        return whole.with("dryRun", rehearsal).with("results", results());
    }

    /** The document. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("semantic", semantic.name().toLowerCase(Locale.ROOT));
        document.put("dryRun", rehearsal);
        Map<String, Object> summary = new LinkedHashMap<>();
        Map<String, List<String>> addressesOf = new LinkedHashMap<>();
        long failed = 0;
        for (FeatureWrites.Action action : FeatureWrites.Action.values()) {
            List<String> done = addressesOf(action);
            summary.put(total(action), done.size());
            addressesOf.put(action.name().toLowerCase(Locale.ROOT) + "Results", done);
        }
        List<Map<String, ?>> problems = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome.problem() != null) {
                failed++;
                problems.add(ProblemWriter.body(outcome.problem(), null));
            }
        }
        summary.put("totalFailed", failed);
        document.put("summary", summary);
        document.putAll(addressesOf);
        document.put("exceptions", problems);
        document.put("results", results());
        return document;
    }

    private static String total(FeatureWrites.Action action) {
        return switch (action) {
            case INSERT -> "totalInserted";
            case REPLACE -> "totalReplaced";
            case UPDATE -> "totalUpdated";
            case DELETE -> "totalDeleted";
        };
    }

    private List<String> addressesOf(FeatureWrites.Action action) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            Feature feature = outcomes.get(i).feature();
            if (writes.get(i).action() == action && feature != null && !undone()) {
                found.add(address(feature));
            }
        }
        return found;
    }

    private String address(Feature feature) {
        return addresses.of(Addresses.item(feature.ref().layer(), feature.ref().id()));
    }

    private List<Map<String, Object>> results() {
        List<Map<String, Object>> results = new ArrayList<>();
        for (int i = 0; i < writes.size(); i++) {
            results.add(result(writes.get(i), outcomes.get(i)));
        }
        return results;
    }

    private Map<String, Object> result(FeatureWrites.Write write, Outcome outcome) {
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("action", write.action().name().toLowerCase(Locale.ROOT));
        result.put("collection", write.layer().id());
        Feature feature = outcome.feature();
        Problem problem = outcome.problem();
        if (problem != null) {
            if (write.id() != null) {
                result.put("id", write.id());
            }
            result.put("status", problem.type().status());
            result.put("problem", ProblemWriter.body(problem, null));
        } else if (feature != null) {
            result.put("id", feature.ref().id());
            result.put("status", undone() ? FAILED_DEPENDENCY : write.action().status());
            if (!undone() && write.action() != FeatureWrites.Action.DELETE) {
                result.put("location", address(feature));
                result.put("etag", IfMatch.tag(feature.version()));
            }
        }
        if (!write.changes().isEmpty()) {
            result.put("changes", write.changes());
        }
        return result;
    }
}
