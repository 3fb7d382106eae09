package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.Features;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.SightsOf;
import org.tuban.layer.Layer;
import org.tuban.testing.Backend;
import org.tuban.testing.Program;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service as QGIS shows it: every layer, every feature page by page, and a cut-out.
 *
 * <p>Runs on request ({@code bin/test qgis}), since QGIS takes about a gigabyte of disk.
 */
class QgisClient {

    private static final Envelope BOX = new Envelope(121.262, 121.27, 28.618, 28.622);
    private static final double DEGREES = 1e-8;

    @Test
    void seesEveryLayerAndFeature() {
        try (TubanServer server = TubanServer.start(Backend.GEOPACKAGE)) {
            Features features = server.bean(Features.class);
            List<Layer> layers = SightsOf.everybody(server);
            JsonNode seen = ask(server, layers);

            for (Layer layer : layers) {
                JsonNode shown = seen.get(layer.id());
                List<Feature> all = features.list(FeatureQuery.all(SeenLayer.whole(layer)));

                assertThat(shown.get("valid").booleanValue()).as(layer.id()).isTrue();
                assertThat(shown.get("crs").stringValue()).isEqualTo("EPSG:4326");
                assertThat(shown.get("count").intValue()).isEqualTo(all.size());
                assertThat(texts(shown.get("ids"))).isEqualTo(ids(all));
                assertThat(texts(shown.get("inBox")))
                        .isEqualTo(ids(features.list(
                                FeatureQuery.all(SeenLayer.whole(layer)).within(BOX))));
                assertThat(shown.get("places").size()).isEqualTo(corners(all).size());
                corners(all).forEach((id, corner) -> {
                    assertThat(shown.get("places").get(id).get(0).doubleValue())
                            .isCloseTo(corner.getMinX(), within(DEGREES));
                    assertThat(shown.get("places").get(id).get(1).doubleValue())
                            .isCloseTo(corner.getMinY(), within(DEGREES));
                });
            }
        }
    }

    private static JsonNode ask(TubanServer server, List<Layer> layers) {
        List<String> command = new ArrayList<>(List.of(
                "/usr/bin/env",
                "QT_QPA_PLATFORM=offscreen",
                "QT_LOGGING_RULES=*=false",
                "XDG_RUNTIME_DIR=" + server.home(),
                "/usr/bin/python3",
                Path.of("src/test/resources/ogc/qgis_client.py").toString(),
                server.uri("/ogc").toString(),
                "%s,%s,%s,%s".formatted(BOX.getMinX(), BOX.getMinY(), BOX.getMaxX(), BOX.getMaxY())));
        layers.forEach(layer -> command.add(layer.id()));
        return JsonMapper.builder()
                .build()
                .readTree(Program.output("python3-qgis qgis-providers", command.toArray(String[]::new)));
    }

    private static Map<String, Envelope> corners(List<Feature> features) {
        Map<String, Envelope> corners = new TreeMap<>();
        for (Feature feature : features) {
            if (feature.geometry() != null) {
                corners.put(feature.ref().id(), feature.geometry().getEnvelopeInternal());
            }
        }
        return corners;
    }

    private static List<String> ids(List<Feature> features) {
        return features.stream().map(feature -> feature.ref().id()).sorted().toList();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).toList();
    }
}
