package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.geo.CoordinateSystems;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

class FeatureJsonTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void writesEveryKindOfValueAsItIs() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("name", "方山下\"</script>\u2028");
        properties.put("area", 133_333.0);
        properties.put("households", 7L);
        properties.put("vacant", true);
        properties.put("cleared_on", LocalDate.of(2024, 2, 29));
        properties.put("seen", Instant.parse("2022-04-16T10:13:19Z"));
        properties.put("tags", List.of("甲", "\""));
        properties.put("remark", null);
        Geometry point = new GeometryFactory().createPoint(new Coordinate(121.25, 28.6));

        assertThat(write(feature(point, properties), List.of()))
                .isEqualTo("{\"type\":\"Feature\",\"id\":\"PCL-1\","
                        + "\"geometry\":{\"type\":\"Point\",\"coordinates\":[121.25,28.6]},"
                        + "\"properties\":{\"name\":\"方山下\\\"</script>\u2028\",\"area\":133333.0,\"households\":7,"
                        + "\"vacant\":true,\"cleared_on\":\"2024-02-29\",\"seen\":\"2022-04-16T10:13:19Z\",\"tags\":[\"甲\",\"\\\"\"],\"remark\":null,"
                        + "\"version\":3,\"valid_from\":\"2023-12-08T00:00:00Z\","
                        + "\"recorded_at\":\"2023-12-08T00:00:00Z\"}}");
    }

    @Test
    void writesNullForAFeatureWithoutAShape() {
        assertThat(write(feature(null, Map.of()), List.of())).contains("\"geometry\":null");
    }

    @Test
    void writesItsLinks() {
        Link link = new Link("http://x/", "self", "application/geo+json", null);

        assertThat(write(feature(null, Map.of()), List.of(link)))
                .endsWith("\"links\":[{\"href\":\"http://x/\",\"rel\":\"self\",\"type\":\"application/geo+json\"}]}");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-0.0, 0", "100, 100", "1e7, 10000000", "2.57, 2.57", "1e-7, 0.0000001", "-12.50, -12.5"})
    void writesNumbersWithoutExponentAndTrailingZeros(double number, String expected) {
        assertThat(FeatureJson.plain(number)).isEqualTo(expected);
    }

    private static Feature feature(Geometry geometry, Map<String, Object> properties) {
        Instant day = Instant.parse("2023-12-08T00:00:00Z");
        return new Feature(new FeatureRef("parcel", "PCL-1"), 5, 3, geometry, properties, day, day, "test");
    }

    private static String write(Feature feature, List<Link> links) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(text)) {
            new FeatureJson().write(json, feature, FeatureView.whole(CoordinateSystems.CRS84), links, Optional.empty());
        }
        return text.toString();
    }
}
