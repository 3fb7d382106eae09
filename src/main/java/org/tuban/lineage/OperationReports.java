package org.tuban.lineage;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.stereotype.Component;
import org.tuban.feature.Accuracy;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Sight;
import org.tuban.geo.EllipsoidArea;
import org.tuban.http.Problem;
import org.tuban.indicator.Indicator;
import org.tuban.indicator.Observation;
import org.tuban.indicator.Observations;
import org.tuban.layer.Label;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.layer.Visibility;
import org.tuban.lineage.LineageOperation.Item;
import org.tuban.lineage.LineageOperation.Role;
import org.tuban.lineage.LineageOperation.Thing;
import org.tuban.link.Link;
import org.tuban.link.Links;

/** Reads what an operation did from the versions that it names. */
@Component
final class OperationReports {

    private static final double GREATEST_EXACT = 9_007_199_254_740_992.0;

    private final Layers layers;
    private final Features features;
    private final Links links;
    private final Observations observations;

    OperationReports(Layers layers, Features features, Links links, Observations observations) {
        this.layers = layers;
        this.features = features;
        this.links = links;
        this.observations = observations;
    }

    /**
     * The report of an operation as somebody sees it: without features, links and figures that he does not.
     *
     * @throws Problem not-found if he sees none of its features
     */
    OperationReport of(LineageOperation operation, Sight sight) {
        Layer layer = layers.find(operation.layer()).orElseThrow();
        List<OperationReport.Member> parents = members(layer, operation, Role.PARENT, sight);
        List<OperationReport.Member> children = members(layer, operation, Role.CHILD, sight);
        if (parents.isEmpty() && children.isEmpty()) {
            throw missing(operation.id());
        }
        return new OperationReport(
                operation.id(),
                operation.kind(),
                operation.layer(),
                operation.undoes(),
                operation.undoneBy(),
                operation.reason(),
                operation.validFrom(),
                operation.recordedAt(),
                operation.recordedBy(),
                parents,
                children,
                operation.items().stream()
                        .filter(item -> item.thing() == Thing.LINK)
                        .map(this::link)
                        .filter(link -> isSeen(link.from(), sight) && isSeen(link.to(), sight))
                        .toList(),
                operation.items().stream()
                        .filter(item -> item.thing() == Thing.OBSERVATION)
                        .map(this::observation)
                        .filter(figure -> isSeen(figure, sight))
                        .toList());
    }

    static Problem missing(String id) {
        return Problem.notFound("operation '%s'".formatted(id)).with("id", id);
    }

    private boolean isSeen(FeatureRef feature, Sight sight) {
        return layers.find(feature.layer())
                .flatMap(layer -> sight.find(layer, feature.id()))
                .isPresent();
    }

    private boolean isSeen(OperationReport.ReportedObservation figure, Sight sight) {
        Indicator indicator = observations.indicators().get(figure.indicator());
        Visibility mark = indicator == null ? Visibility.PUBLIC : indicator.visibility();
        return isSeen(figure.feature(), sight) && sight.allows(mark, figure.feature());
    }

    private List<OperationReport.Member> members(Layer layer, LineageOperation operation, Role role, Sight sight) {
        return operation.items(Thing.FEATURE, role).stream()
                .filter(item -> isSeen(Context.ref(layer.id(), item), sight))
                .map(item -> member(
                        layer,
                        features.version(Context.ref(layer.id(), item), item.version(), sight)
                                .feature()))
                .toList();
    }

    private static OperationReport.Member member(Layer layer, Feature feature) {
        String name =
                Objects.toString(feature.text(layer.nameField()), feature.ref().id());
        String status = layer.statusField();
        String area = layer.reshaping() == null ? null : layer.reshaping().areaField();
        Geometry shape = feature.geometry();
        return new OperationReport.Member(
                layer.id(),
                feature.ref().id(),
                feature.version(),
                new Label(name, name),
                status == null ? null : feature.text(status),
                area != null && feature.properties().get(area) instanceof Number stated
                        ? plain(stated.doubleValue())
                        : null,
                shape != null && Accuracy.isMeasurable(feature)
                        ? plain(Math.round(EllipsoidArea.squareMetres(shape) * 100) / 100.0)
                        : null,
                shape);
    }

    private OperationReport.ReportedLink link(Item item) {
        Link link = links.version(item.id(), item.version()).link();
        return new OperationReport.ReportedLink(
                item.role(),
                link.id(),
                link.version(),
                link.type(),
                link.from(),
                link.to(),
                plain(link.share()),
                link.validFrom(),
                link.validTo());
    }

    private OperationReport.ReportedObservation observation(Item item) {
        Observation figure = observations.version(item.id(), item.version()).observation();
        return new OperationReport.ReportedObservation(
                item.role(),
                figure.id(),
                figure.version(),
                figure.feature(),
                figure.indicator(),
                plain(figure.value()),
                figure.text(),
                figure.unit(),
                figure.asOf(),
                figure.basis().id());
    }

    /** A number as people write it: 7, not 7.0. */
    private static @Nullable Number plain(@Nullable Double number) {
        if (number == null) {
            return null;
        }
        boolean whole = number == Math.rint(number) && Math.abs(number) <= GREATEST_EXACT;
        return whole ? (Number) number.longValue() : number;
    }
}
