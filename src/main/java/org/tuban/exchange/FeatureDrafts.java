package org.tuban.exchange;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tuban.access.Caller;
import org.tuban.feature.Edit;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureLoads;
import org.tuban.feature.FieldValue;
import org.tuban.feature.Lifecycle;
import org.tuban.feature.Operation;
import org.tuban.geo.GeoJson;
import org.tuban.geo.InvalidGeometryException;
import org.tuban.http.Problem;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;
import org.tuban.layer.PartialDate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Makes features of what a GeoJSON file has, also one that this service gave; for any thread. */
@Component
class FeatureDrafts {

    /** Most positions of a shape: those that a layer takes. */
    private static final int MAX_POSITIONS = 200_000;

    /** What answers show beside the fields and the store writes by itself. */
    private static final Set<String> RECORD = Set.of("version", "recorded_at");

    private static final String VALID_FROM = "valid_from";

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ZoneId zone;
    private final FeatureLoads loads;
    private final Lifecycle lifecycle;

    FeatureDrafts(@Value("${tuban.zone:Asia/Shanghai}") ZoneId zone, FeatureLoads loads, Lifecycle lifecycle) {
        this.zone = zone;
        this.loads = loads;
        this.lifecycle = lifecycle;
    }

    /**
     * A GeoJSON feature.
     *
     * @param validFrom since when it was so, as the demo data has it
     */
    record Given(
            @Nullable String type,
            @Nullable JsonNode id,
            @Nullable JsonNode geometry,
            @Nullable Map<String, Object> properties,
            @Nullable String validFrom) {}

    /**
     * The first version of a feature.
     *
     * @throws LoadRefusal with the reason
     */
    Feature read(Layer layer, FeatureStream.Item item, Instant now, Caller by) {
        try {
            Given given = item.node() != null
                    ? JSON.treeToValue(item.node(), Given.class)
                    : JSON.readValue(item.text(), Given.class);
            return read(layer, given, now, by);
        } catch (JacksonException broken) {
            throw new LoadRefusal("is not JSON of a feature: " + broken.getOriginalMessage());
        } catch (InvalidGeometryException refused) {
            throw new LoadRefusal("geometry " + refused.getMessage());
        } catch (Problem refused) {
            throw new LoadRefusal(String.valueOf(refused.getMessage()));
        }
    }

    private Feature read(Layer layer, @Nullable Given given, Instant now, Caller by) {
        if (given == null || !"Feature".equals(given.type()) || given.id() == null || given.properties() == null) {
            throw new LoadRefusal("allowed is a GeoJSON Feature with id and properties");
        }
        if (!given.id().isString() && !given.id().isIntegralNumber()) {
            throw new LoadRefusal("id: allowed is a text or a whole number");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        given.properties().forEach((name, raw) -> {
            if (!RECORD.contains(name) && !VALID_FROM.equals(name)) {
                Field field = layer.field(name).orElse(null);
                values.put(name, field == null ? raw : FieldValue.read(field, raw));
            }
        });
        String status = layer.statusField();
        if (status != null) {
            lifecycle.findInitialState(layer).ifPresent(first -> values.putIfAbsent(status, first));
        }
        JsonNode geometry = given.geometry();
        Geometry shape = geometry == null || geometry.isNull() ? null : GeoJson.read(geometry, "", MAX_POSITIONS);
        Edit edit = new Edit(Operation.CREATE, values, new Edit.Shape(shape), since(given, values), null, Map.of());
        return loads.check(layer, given.id().asString(), edit, now, by);
    }

    /** A time as answers have it, or a day, month or year as the demo data has it. */
    private @Nullable Instant since(Given given, Map<String, @Nullable Object> values) {
        Object time = given.properties() == null ? null : given.properties().get(VALID_FROM);
        if (time != null) {
            try {
                return OffsetDateTime.parse(time.toString()).toInstant();
            } catch (DateTimeParseException noTime) {
                throw new LoadRefusal("valid_from \"%s\": allowed is a time with its zone, such as 2024-01-31T08:00:00Z"
                        .formatted(time));
            }
        }
        Object day = given.validFrom() != null ? given.validFrom() : values.get("as_of");
        if (!(day instanceof String text)) {
            return null;
        }
        if (!PartialDate.isValid(text)) {
            throw new LoadRefusal("validFrom \"%s\": allowed is %s".formatted(text, PartialDate.ALLOWED));
        }
        LocalDate first = PartialDate.firstDay(text);
        return first.atStartOfDay(zone).toInstant();
    }
}
