package org.tuban.ogc;

import java.io.OutputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.tuban.exchange.Mosaic;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.geo.CoordinateSystems;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** How long a thousand parcels take as GeoJSON. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class GeoJsonKernels {

    private static final int FEATURES = 1000;
    private static final Instant DAY = Instant.parse("2024-01-01T00:00:00Z");

    private final JsonMapper mapper = new JsonMapper();
    private final FeatureJson writer = new FeatureJson();
    private final FeatureView view = FeatureView.whole(CoordinateSystems.CRS84);
    private final List<Feature> features =
            new Mosaic(FEATURES).parcels().map(GeoJsonKernels::feature).toList();

    private static Feature feature(Mosaic.Parcel parcel) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("name", parcel.name());
        properties.put("parcel_code", parcel.code());
        properties.put("status", parcel.status());
        properties.put("landuse_code", parcel.landUse());
        properties.put("area_stated_m2", parcel.area());
        return new Feature(new FeatureRef("parcel", parcel.id()), 1, 1, parcel.shape(), properties, DAY, DAY, "bench");
    }

    /** Writes them to nowhere. */
    @Benchmark
    public void writeThousandParcels() {
        try (JsonGenerator json = mapper.createGenerator(OutputStream.nullOutputStream())) {
            json.writeStartArray();
            for (Feature feature : features) {
                writer.write(json, feature, view, List.of(), Optional.empty());
            }
            json.writeEndArray();
        }
    }
}
