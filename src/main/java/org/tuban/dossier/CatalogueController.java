package org.tuban.dossier;

import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.Features;
import org.tuban.feature.Sights;
import org.tuban.indicator.Indicator;
import org.tuban.indicator.Observations;
import org.tuban.layer.Layers;
import org.tuban.link.Links;
import org.tuban.workflow.Workflows;

/** What there is to see: the catalogue that the page reads first. */
@RestController
class CatalogueController {

    private final Layers layers;
    private final Sights sights;
    private final Features features;
    private final Workflows workflows;
    private final Links links;
    private final Observations observations;

    CatalogueController(
            Layers layers,
            Sights sights,
            Features features,
            Workflows workflows,
            Links links,
            Observations observations) {
        this.layers = layers;
        this.sights = sights;
        this.features = features;
        this.workflows = workflows;
        this.links = links;
        this.observations = observations;
    }

    @GetMapping(path = "/api/catalogue", produces = MediaType.APPLICATION_JSON_VALUE)
    Catalogue catalogue(Caller caller, HttpServletResponse response) {
        // It holds counts, and depends on who asks.
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        List<Catalogue.CountedLayer> visible = sights.list(caller).stream()
                .map(seen -> new Catalogue.CountedLayer(seen.layer(), features.count(FeatureQuery.all(seen))))
                .toList();
        return new Catalogue(
                layers.instance(),
                visible,
                new TreeMap<>(layers.codeLists()),
                lifeCycles(),
                links.types(),
                indicators(caller),
                new TreeMap<>(layers.sources()),
                layers.aliases());
    }

    private Map<String, Indicator> indicators(Caller caller) {
        Map<String, Indicator> shown = new LinkedHashMap<>(observations.indicators());
        shown.values().removeIf(indicator -> !sights.mayMeet(indicator.visibility(), caller));
        return shown;
    }

    private Map<String, Catalogue.ShownLifeCycle> lifeCycles() {
        Map<String, Catalogue.ShownLifeCycle> shown = new LinkedHashMap<>();
        workflows.list().forEach((id, workflow) -> shown.put(id, Catalogue.ShownLifeCycle.of(workflow)));
        return shown;
    }
}
