package org.tuban.dossier;

import java.time.ZoneId;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tuban.feature.AsOf;
import org.tuban.feature.FeatureRef;
import org.tuban.indicator.Indicator;
import org.tuban.indicator.Observation;
import org.tuban.indicator.Observations;
import org.tuban.layer.Label;
import org.tuban.layer.Visibility;
import org.tuban.link.Link;
import org.tuban.link.LinkType;
import org.tuban.link.Links;

/** What is linked with a feature and which figures there are of it, now and then. */
@Component
class Relations {

    private final Links links;
    private final Observations observations;

    /** Where days begin. */
    private final ZoneId zone;

    Relations(Links links, Observations observations, @Value("${tuban.zone:Asia/Shanghai}") ZoneId zone) {
        this.links = links;
        this.observations = observations;
        this.zone = zone;
    }

    List<Link> links(FeatureRef ref) {
        return links.of(ref);
    }

    List<Link> links(FeatureRef ref, AsOf then) {
        return links.of(ref, then, zone);
    }

    List<Observation> figures(FeatureRef ref) {
        return observations.of(ref);
    }

    List<Observation> figures(FeatureRef ref, AsOf then) {
        return observations.of(ref, then, zone);
    }

    /** What the link says of the feature at one of its ends. */
    Label titleOf(Link link, FeatureRef from) {
        LinkType type = links.types().get(link.type());
        if (type == null) {
            return new Label(link.type(), link.type());
        }
        return link.isFrom(from) ? type.title() : type.inverse();
    }

    Label titleOf(Observation figure) {
        Indicator indicator = observations.indicators().get(figure.indicator());
        return indicator == null ? new Label(figure.indicator(), figure.indicator()) : indicator.title();
    }

    /** Who may see a figure; of an indicator that there is no more, hardly anybody. */
    Visibility markOf(Observation figure) {
        Indicator indicator = observations.indicators().get(figure.indicator());
        return indicator == null ? Visibility.RESTRICTED : indicator.visibility();
    }
}
