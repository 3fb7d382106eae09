package org.tuban.ogc;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tuban.feature.Feature;
import org.tuban.geo.CoordinateSystem;
import org.tuban.geo.GeoJson;
import org.tuban.geo.InvalidGeometryException;
import org.tuban.http.CrsParameter;
import org.tuban.http.Problem;
import org.tuban.layer.Label;
import tools.jackson.core.JsonGenerator;

/** Writes features as GeoJSON. Source: RFC 7946; OGC 17-069r4, section 8.3. */
@Component
final class FeatureJson implements Conforming {

    /** Tuban's own member: what must be said as long as a shape is a sketch, in both languages. */
    static final String NOTICE = "notice";

    /**
     * Tuban's own member: about how many features were matched, in place of {@code numberMatched}, which must be exact
     * where it is there (OGC 17-069r4, requirement /req/core/fc-numberMatched).
     */
    static final String ESTIMATE = "numberMatchedEstimate";

    @Override
    public List<String> conformsTo() {
        return List.of("http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson");
    }

    /**
     * Writes one feature; beside its fields it has {@code version}, {@code valid_from} and {@code recorded_at}.
     *
     * @param view which of its properties, and what the coordinates of its shape are in
     * @param links links of the feature; empty for a feature among others
     * @param notice what must be said with its shape
     * @throws Problem invalid-parameter if the coordinate system does not reach to where it lies
     */
    void write(JsonGenerator json, Feature feature, FeatureView view, List<Link> links, Optional<Label> notice) {
        json.writeStartObject();
        json.writeStringProperty("type", "Feature");
        json.writeStringProperty("id", feature.ref().id());
        json.writeName("geometry");
        writeShape(json, feature, view.crs());
        json.writeObjectPropertyStart("properties");
        feature.properties().forEach((name, value) -> writeProperty(json, view, name, value));
        writeProperty(json, view, LayerProperties.VERSION, feature.version());
        writeProperty(json, view, LayerProperties.VALID_FROM, feature.validFrom());
        writeProperty(json, view, LayerProperties.RECORDED_AT, feature.recordedAt());
        json.writeEndObject();
        notice.ifPresent(label -> json.writePOJOProperty(NOTICE, label));
        if (!links.isEmpty()) {
            json.writeArrayPropertyStart("links");
            links.forEach(json::writePOJO);
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void writeProperty(JsonGenerator json, FeatureView view, String name, @Nullable Object value) {
        if (view.has(name)) {
            json.writeName(name);
            writeValue(json, value);
        }
    }

    private static void writeShape(JsonGenerator json, Feature feature, CoordinateSystem crs) {
        try {
            GeoJson.write(json, feature.geometry(), crs);
        } catch (InvalidGeometryException outside) {
            String allowed = "a system that reaches to feature '%s'"
                    .formatted(feature.ref().id());
            throw Problem.invalidParameter(CrsParameter.CRS, crs.uri(), allowed);
        }
    }

    private static void writeValue(JsonGenerator json, @Nullable Object value) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Long whole) {
            json.writeNumber(whole.longValue());
        } else if (value instanceof Double number) {
            // Clients guess the type of a field from the first page, so 2 must not look like a whole number.
            String plain = plain(number);
            json.writeNumber(plain.indexOf('.') < 0 ? plain + ".0" : plain);
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth.booleanValue());
        } else if (value instanceof List<?> texts) {
            json.writeStartArray();
            texts.forEach(text -> json.writeString(text.toString()));
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }

    /** A number as people write figures, without exponent and trailing zeros: 133333, not 1.33333E5. */
    static String plain(double number) {
        return number == 0
                ? "0"
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
