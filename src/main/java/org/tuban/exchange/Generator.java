package org.tuban.exchange;

import java.io.IOException;
import java.io.OutputStream;
import org.tuban.geo.GeoJson;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code tuban generate}: parcels of a {@link Mosaic} as GeoJSON, one feature a line. */
final class Generator {

    private static final JsonMapper JSON =
            JsonMapper.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private Generator() {}

    /** Writes so many parcels; the same for the same seed. */
    static void write(int parcels, long seed, OutputStream out) throws IOException {
        Mosaic mosaic = new Mosaic(parcels, seed);
        try (JsonGenerator json = JSON.createGenerator(out, JsonEncoding.UTF8)) {
            mosaic.parcels().forEach(parcel -> {
                write(json, parcel);
                json.writeRaw('\n');
            });
        }
        out.flush();
    }

    private static void write(JsonGenerator json, Mosaic.Parcel parcel) {
        json.writeStartObject();
        json.writeStringProperty("type", "Feature");
        json.writeStringProperty("id", parcel.id());
        json.writeName("geometry");
        GeoJson.write(json, parcel.shape());
        json.writeObjectPropertyStart("properties");
        json.writeStringProperty("name", parcel.name());
        json.writeStringProperty("status", parcel.status());
        json.writeStringProperty("parcel_code", parcel.code());
        json.writeNumberProperty("area_stated_m2", parcel.area());
        json.writeStringProperty("landuse_code", parcel.landUse());
        json.writeStringProperty("geometry_accuracy", "surveyed");
        json.writeStringProperty("source", "src-tuban-example");
        json.writeStringProperty("valid_from", "2024-01-01T00:00:00Z");
        json.writeEndObject();
        json.writeEndObject();
    }
}
