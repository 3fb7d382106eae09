package org.tuban.workflow;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.Features;
import org.tuban.feature.HistoryEntry;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.Sight;
import org.tuban.http.Problem;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.store.Transactions;

/**
 * Applies the idle rules of all workflows, once a day: what they find is moved to the suspected state by a step of the
 * service itself, with the explanation as evidence.
 *
 * <p>A finding that somebody dismissed does not come back: as long as the day it counts from stays the same, and until
 * the day that the dismissal names, if it names one.
 */
@Service
public class IdleRuns {

    /** Evidence of the step out of the suspected state: until which day a dismissal holds. */
    static final String DISMISSED_UNTIL = "dismissed_until";

    private static final Logger LOG = LoggerFactory.getLogger(IdleRuns.class);
    private static final String NAME = "idle-rule";
    private static final String REASON = "reason";
    private static final Caller RULE = Caller.system(NAME);

    private final DailyRunStore runs;
    private final Workflows workflows;
    private final Features features;
    private final Layers layers;
    private final Transactions transactions;
    private final Clock clock;

    IdleRuns(
            DailyRunStore runs,
            Workflows workflows,
            Features features,
            Layers layers,
            Transactions transactions,
            Clock clock) {
        this.runs = runs;
        this.workflows = workflows;
        this.features = features;
        this.layers = layers;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Does today's run unless it is done, by this service or another on the same database.
     *
     * @return how many features became suspected; empty if the run was done already
     */
    public Optional<Integer> runIfMissing() {
        LocalDate today = workflows.today();
        if (runs.isDone(NAME, today)) {
            return Optional.empty();
        }
        Optional<Integer> found = transactions.write(() -> {
            if (!runs.take(NAME, today, clock.instant())) {
                return Optional.<Integer>empty();
            }
            int moved = run(today);
            runs.finish(NAME, today, moved);
            return Optional.of(moved);
        });
        found.ifPresent(moved -> LOG.info("Idle-land rule of {}: {} features became suspected", today, moved));
        return found;
    }

    private int run(LocalDate today) {
        int moved = 0;
        for (Layer layer : layers.list()) {
            Workflow workflow = workflows.findWorkflow(layer).orElse(null);
            IdleRule rule = workflow == null ? null : workflow.idleRule();
            if (rule != null) {
                for (IdleRule.Ground ground : rule.grounds()) {
                    for (Feature candidate : candidates(layer, ground, today)) {
                        moved += suspect(candidate, layer, rule, ground, today) ? 1 : 0;
                    }
                }
            }
        }
        return moved;
    }

    private List<Feature> candidates(Layer layer, IdleRule.Ground ground, LocalDate today) {
        List<Feature> found = new ArrayList<>();
        features.each(
                FeatureQuery.all(SeenLayer.whole(layer))
                        .where(String.valueOf(layer.statusField()), ground.state())
                        .whereAtMost(ground.countsFrom(), today.minusYears(ground.years())),
                found::add);
        return found;
    }

    private boolean suspect(Feature feature, Layer layer, IdleRule rule, IdleRule.Ground ground, LocalDate today) {
        IdleRule.Finding finding = rule.judge(feature, ground.state(), today).orElse(null);
        if (finding == null || isDismissed(feature, layer, rule, finding, today)) {
            return false;
        }
        try {
            transactions.attempt(
                    () -> workflows.moveByRule(feature, move(rule, finding), trail(rule, finding, today), RULE));
            return true;
        } catch (Problem refused) {
            // Somebody is changing it this very moment, or the step asks for more than the rule knows: look tomorrow.
            LOG.warn("Idle-land rule: {} is left alone: {}", feature.ref(), refused.getMessage());
            return false;
        }
    }

    private static Move move(IdleRule rule, IdleRule.Finding finding) {
        Map<String, @Nullable Object> evidence = new LinkedHashMap<>();
        evidence.put(rule.since(), finding.first().toString());
        evidence.put(REASON, finding.ground().title().zh());
        return new Move(rule.suspect(), null, null, evidence);
    }

    /** The explanation: the rule, its clause, the day it counted from, how long ago the span ended, the figures looked at. */
    private static Map<String, Object> trail(IdleRule rule, IdleRule.Finding finding, LocalDate today) {
        Map<String, Object> trail = new LinkedHashMap<>();
        trail.put("rule_title", rule.title().zh());
        trail.put("rule_clause", finding.ground().clause().zh());
        trail.put("rule_counted_from", finding.countedFrom().toString());
        trail.put("rule_years", (long) finding.ground().years());
        trail.put("rule_days_overdue", finding.daysOverdue());
        finding.figures().forEach((field, perCent) -> trail.put("rule_" + field, perCent));
        rule.stages().stream()
                .filter(stage -> today.isAfter(finding.countedFrom().plusYears(stage.years())))
                .reduce((earlier, later) -> later)
                .ifPresent(stage -> trail.put("rule_stage", said(stage)));
        rule.stages().stream()
                .filter(stage -> !today.isAfter(finding.countedFrom().plusYears(stage.years())))
                .findFirst()
                .ifPresent(stage -> {
                    trail.put("rule_next_stage", said(stage));
                    trail.put(
                            "rule_next_stage_from",
                            finding.countedFrom()
                                    .plusYears(stage.years())
                                    .plusDays(1)
                                    .toString());
                });
        return trail;
    }

    private static String said(IdleRule.Stage stage) {
        return "%s（%s）".formatted(stage.title().zh(), stage.clause().zh());
    }

    /** True if the last step out of the suspected state led back to where the rule looks, and the day it counts from is still the same. */
    private boolean isDismissed(
            Feature feature, Layer layer, IdleRule rule, IdleRule.Finding finding, LocalDate today) {
        String status = String.valueOf(layer.statusField());
        HistoryEntry after = null;
        for (HistoryEntry entry : features.history(feature.ref(), Sight.EVERYTHING)) {
            if (entry.validTo() != null) {
                continue;
            }
            if (rule.suspect().equals(entry.feature().text(status))) {
                return after != null && dismisses(after, status, finding, today);
            }
            after = entry;
        }
        return false;
    }

    private static boolean dismisses(HistoryEntry step, String status, IdleRule.Finding finding, LocalDate today) {
        Feature then = step.feature();
        IdleRule.Ground ground = finding.ground();
        boolean same = ground.state().equals(then.text(status))
                && Objects.equals(then.properties().get(ground.countsFrom()), finding.countedFrom());
        Object until = step.evidence().get(DISMISSED_UNTIL);
        return same && (until == null || !today.isAfter(LocalDate.parse(until.toString())));
    }
}
