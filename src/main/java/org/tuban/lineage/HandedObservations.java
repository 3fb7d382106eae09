package org.tuban.lineage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tuban.feature.Feature;
import org.tuban.http.Problem;
import org.tuban.indicator.Indicator;
import org.tuban.indicator.Observation;
import org.tuban.indicator.ObservationBasis;
import org.tuban.indicator.Observations;
import org.tuban.lineage.LineageOperation.Item;
import org.tuban.lineage.LineageOperation.Role;
import org.tuban.lineage.LineageOperation.Thing;

/**
 * What becomes of figures: counts, areas and money are divided by area or added up, and are derived since then; ratios,
 * dates and words are handed on. Those of parents stay with them: they were so.
 *
 * <p>A figure keeps its date: what was counted in a year was counted then, on whatever parcels there are now.
 */
@Component
final class HandedObservations {

    /** Units whose figures keep the decimals they have; others, such as money, get two. */
    private static final List<String> WHOLE_UNITS = List.of("count", "m2", "m2_floor");

    private static final int DECIMALS = 2;

    private final Observations observations;

    HandedObservations(Observations observations) {
        this.observations = observations;
    }

    /** Makes the figures of children; the lines of lineage about them are added. */
    void hand(Succession succession, Context context, Map<String, Draft.Choice> choices) {
        List<Observation> all = new ArrayList<>();
        for (Feature parent : succession.parents()) {
            all.addAll(observations.of(parent.ref()));
        }
        context.refuseUnknown(
                "observations",
                choices.keySet(),
                all.stream().map(Observation::id).collect(Collectors.toSet()));
        all.forEach(figure -> context.add(Role.PARENT, Thing.OBSERVATION, figure.id(), figure.version()));
        if (succession.kind() == OperationKind.MERGE) {
            merge(all, succession, context, choices);
        } else {
            all.forEach(figure ->
                    divide(figure, succession, context, choices.getOrDefault(figure.id(), Draft.Choice.USUAL)));
        }
    }

    private boolean addsUp(Observation figure) {
        Indicator indicator = observations.indicators().get(figure.indicator());
        return figure.value() != null && indicator != null && indicator.addsUp();
    }

    private void divide(Observation figure, Succession succession, Context context, Draft.Choice choice) {
        boolean addsUp = addsUp(figure);
        Draft.Treatment treatment = choice.treatment() != null
                ? choice.treatment()
                : addsUp ? Draft.Treatment.APPORTION : Draft.Treatment.COPY;
        if (choice.parts() != null) {
            give(figure, succession, context, choice.parts(), addsUp);
        } else if (treatment == Draft.Treatment.COPY) {
            succession.heirs().forEach(heir -> copy(figure, heir, context));
        } else if (treatment == Draft.Treatment.APPORTION) {
            apportion(figure, succession, context);
        }
    }

    private void apportion(Observation figure, Succession succession, Context context) {
        Double value = figure.value();
        List<Double> weights = succession.weights();
        if (value == null || weights == null) {
            // Words are not divided, and nothing is without areas: the figure stays with the parent.
            return;
        }
        List<Double> parts = Apportionment.of(value, weights, decimals(figure));
        for (int i = 0; i < parts.size(); i++) {
            Succession.Heir heir = succession.heirs().get(i);
            derive(List.of(figure), heir, parts.get(i), ObservationBasis.DERIVED, context);
        }
    }

    private void give(
            Observation figure, Succession succession, Context context, List<@Nullable Double> parts, boolean addsUp) {
        String path = "observations." + figure.id() + ".parts";
        if (parts.size() != succession.heirs().size() || figure.value() == null) {
            throw Problem.invalidBody(path, parts.size(), "a number or null for each child, of a figure that is one");
        }
        double sum = Apportionment.sum(parts.stream().filter(Objects::nonNull).toList());
        if (addsUp && Math.abs(sum - figure.value()) > 1e-6) {
            throw Refusals.unbalanced(path, figure.value(), sum);
        }
        for (int i = 0; i < parts.size(); i++) {
            Double part = parts.get(i);
            if (part != null) {
                derive(List.of(figure), succession.heirs().get(i), part, ObservationBasis.OVERRIDDEN, context);
            }
        }
    }

    private static int decimals(Observation figure) {
        return figure.unit() == null || WHOLE_UNITS.contains(figure.unit()) ? 0 : DECIMALS;
    }

    /** Figures of the same thing, date and exactness; added up or handed on if every parent has one. */
    private void merge(
            List<Observation> all, Succession succession, Context context, Map<String, Draft.Choice> choices) {
        Map<List<@Nullable Object>, List<Observation>> groups = new LinkedHashMap<>();
        for (Observation figure : all) {
            List<@Nullable Object> key = new ArrayList<>();
            key.add(figure.indicator());
            key.add(figure.asOf());
            key.add(figure.qualifier());
            groups.computeIfAbsent(key, any -> new ArrayList<>()).add(figure);
        }
        Succession.Heir heir = succession.heirs().get(0);
        for (List<Observation> group : groups.values()) {
            List<Observation> chosen = group.stream()
                    .filter(figure -> choices.getOrDefault(figure.id(), Draft.Choice.USUAL)
                                    .treatment()
                            == Draft.Treatment.COPY)
                    .toList();
            boolean left = group.stream()
                    .anyMatch(figure -> choices.getOrDefault(figure.id(), Draft.Choice.USUAL)
                                    .treatment()
                            == Draft.Treatment.LEAVE);
            if (!chosen.isEmpty()) {
                chosen.forEach(figure -> copy(figure, heir, context));
            } else if (!left && isOfEach(group, succession)) {
                mergeOne(group, heir, context);
            }
        }
    }

    private static boolean isOfEach(List<Observation> group, Succession succession) {
        return group.size() == succession.parents().size()
                && group.stream().map(Observation::feature).distinct().count() == group.size();
    }

    private void mergeOne(List<Observation> group, Succession.Heir heir, Context context) {
        Observation first = group.get(0);
        if (group.stream().allMatch(this::addsUp)) {
            double sum = Apportionment.sum(group.stream()
                    .map(figure -> Objects.requireNonNull(figure.value()))
                    .toList());
            derive(group, heir, sum, ObservationBasis.DERIVED, context);
        } else if (group.stream()
                .allMatch(figure ->
                        Objects.equals(figure.value(), first.value()) && Objects.equals(figure.text(), first.text()))) {
            copy(first, heir, context);
        }
    }

    private void copy(Observation figure, Succession.Heir heir, Context context) {
        record(figure, heir, List.of(figure), context);
    }

    private void derive(
            List<Observation> figures, Succession.Heir heir, double value, ObservationBasis basis, Context context) {
        record(valued(figures.get(0), value, basis), heir, figures, context);
    }

    /** The figure with another number, known in another way. */
    private static Observation valued(Observation figure, double value, ObservationBasis basis) {
        return new Observation(
                figure.id(),
                figure.feature(),
                figure.indicator(),
                value,
                null,
                figure.unit(),
                figure.qualifier(),
                figure.asOf(),
                figure.source(),
                basis,
                figure.note(),
                figure.version());
    }

    /** Records of a child what is said of a parent. */
    private void record(Observation figure, Succession.Heir heir, List<Observation> origins, Context context) {
        String id = context.newId(Thing.OBSERVATION);
        Observation made = observations.record(
                new Observation(
                        id,
                        heir.ref(),
                        figure.indicator(),
                        figure.value(),
                        figure.text(),
                        figure.unit(),
                        figure.qualifier(),
                        figure.asOf(),
                        figure.source(),
                        figure.basis(),
                        context.note(
                                figure.note(),
                                origins.stream().map(Observation::id).toList()),
                        0),
                context.by());
        context.add(Role.CHILD, Thing.OBSERVATION, id, made.version());
    }

    /**
     * Takes back the figures that an operation made.
     *
     * @throws Problem not-undoable if one was changed or recorded of a child since
     */
    void handBack(LineageOperation operation, List<Feature> children, Context context) {
        Hindrances hindrances = new Hindrances(operation);
        List<Item> made = operation.items(Thing.OBSERVATION, Role.CHILD);
        Set<String> own = made.stream().map(Item::id).collect(Collectors.toSet());
        children.stream()
                .flatMap(child -> observations.of(child.ref()).stream())
                .map(Observation::id)
                .filter(figure -> !own.contains(figure))
                .forEach(figure -> hindrances.add(Thing.OBSERVATION, figure, "was recorded of a child since"));
        made.forEach(item ->
                hindrances.addIfChanged(item, observations.find(item.id()).map(Observation::version)));
        hindrances.refuse();
        for (Item item : made) {
            observations.withdraw(item.id(), item.version(), context.reason(), context.by());
            context.add(Role.PARENT, Thing.OBSERVATION, item.id(), item.version());
        }
    }
}
