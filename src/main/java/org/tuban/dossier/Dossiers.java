package org.tuban.dossier;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.feature.AsOf;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.Sight;
import org.tuban.feature.Sights;
import org.tuban.http.Problem;
import org.tuban.indicator.Observation;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.layer.Source;
import org.tuban.lineage.Lineages;
import org.tuban.link.Link;

/** Puts dossiers together from what the rooms know. */
@Service
class Dossiers {

    private final Layers layers;
    private final Sights sights;
    private final Features features;
    private final Relations relations;
    private final StepViews steps;
    private final Lineages lineages;

    Dossiers(Sights sights, Features features, Relations relations, StepViews steps, Lineages lineages) {
        this.layers = sights.catalogue();
        this.sights = sights;
        this.features = features;
        this.relations = relations;
        this.steps = steps;
        this.lineages = lineages;
    }

    /**
     * The dossier of a feature as it is now.
     *
     * @throws Problem not-found if there is no such feature, or the caller may not see its layer
     */
    Dossier get(FeatureRef ref, Caller caller) {
        sights.get(ref, caller);
        return of(features.get(ref, sights.of(caller)), caller);
    }

    /**
     * The dossier of a feature as it was, with the links and figures of then.
     *
     * @throws Problem not-found if it was not there, or the caller may not see its layer
     */
    Dossier get(FeatureRef ref, AsOf then, Caller caller) {
        Sight sight = sights.of(caller);
        Layer layer = sights.get(ref, caller).layer();
        Feature feature = features.get(ref, then, sight);
        ShownWorkflow workflow = steps.then(feature, layer);
        List<Link> related = relations.links(ref, then);
        Map<FeatureRef, Feature> targets = new LinkedHashMap<>();
        related.forEach(link ->
                features.find(link.otherThan(ref), then, sight).ifPresent(target -> targets.put(target.ref(), target)));
        return of(feature, shown(ref, related, targets), relations.figures(ref, then), workflow, caller);
    }

    /** The dossier of a version of a feature that the caller may see. */
    Dossier of(Feature feature, Caller caller) {
        FeatureRef ref = feature.ref();
        List<Link> related = relations.links(ref);
        Map<FeatureRef, Feature> targets = features.findAll(
                related.stream().map(link -> link.otherThan(ref)).distinct().toList(), sights.of(caller));
        ShownWorkflow workflow = steps.now(feature, caller);
        return of(feature, shown(ref, related, targets), relations.figures(ref), workflow, caller);
    }

    private Dossier of(
            Feature whole,
            List<ShownLink> shownLinks,
            List<Observation> figures,
            @Nullable ShownWorkflow workflow,
            Caller caller) {
        FeatureRef ref = whole.ref();
        SeenLayer seen = sights.get(ref, caller);
        Layer layer = seen.layer();
        Feature feature = seen.show(whole);
        Sight sight = sights.of(caller);
        List<ShownObservation> shownObservations = figures.stream()
                .filter(figure -> sight.allows(relations.markOf(figure), ref))
                .map(this::shown)
                .toList();
        return new Dossier(
                ref.layer(),
                ref.id(),
                feature.version(),
                feature.label(layer),
                ShownFeature.of(feature),
                feature.recordedAt(),
                feature.recordedBy(),
                feature.validFrom(),
                Measures.of(feature, layer),
                shownLinks,
                shownObservations,
                workflow,
                lineages.of(ref, caller),
                sourcesOf(feature, layer, shownLinks, shownObservations),
                Measures.isMeasurable(feature) ? null : layers.instance().notice());
    }

    /** The links as they are shown, in the order they were entered. */
    private List<ShownLink> shown(FeatureRef ref, List<Link> related, Map<FeatureRef, Feature> targets) {
        List<ShownLink> shown = new ArrayList<>();
        for (Link link : related) {
            // What the caller may not see is not among them; a deleted feature keeps its links, but leads nowhere.
            Optional.ofNullable(targets.get(link.otherThan(ref)))
                    .ifPresent(target -> shown.add(
                            ShownLink.of(link, relations.titleOf(link, ref), link.isFrom(ref), target(target))));
        }
        return shown;
    }

    private ShownLink.Target target(Feature feature) {
        FeatureRef ref = feature.ref();
        return new ShownLink.Target(
                ref.layer(),
                ref.id(),
                feature.label(layers.get(ref.layer())),
                steps.findState(feature).orElse(null),
                feature.geometry() != null);
    }

    private ShownObservation shown(Observation figure) {
        return ShownObservation.of(figure, relations.titleOf(figure));
    }

    /** Every source that is referred to, in the order in which a reader meets them. */
    private Map<String, Source> sourcesOf(
            Feature feature, Layer layer, List<ShownLink> shownLinks, List<ShownObservation> shownObservations) {
        Map<String, Source> found = new LinkedHashMap<>();
        Stream.of(
                        Stream.ofNullable(feature.text("source")),
                        Stream.of(layer.source()),
                        shownLinks.stream().map(ShownLink::source),
                        shownObservations.stream().map(ShownObservation::source))
                .flatMap(ids -> ids)
                .forEach(
                        id -> Optional.ofNullable(layers.sources().get(id)).ifPresent(source -> found.put(id, source)));
        return found;
    }
}
