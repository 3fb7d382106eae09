package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Envelope;
import org.springframework.mock.web.MockHttpServletRequest;
import org.tuban.feature.AsOf;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.Position;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.TimeInterval;
import org.tuban.geo.CoordinateSystems;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.Layer;

class ItemsParametersTest {

    private static final Layer PARCEL = Nancheng.LAYERS.find("parcel").orElseThrow();

    @Test
    void asksForTenFeaturesFromTheBeginningWhenNothingIsSaid() {
        ItemsRequest request = read("");

        assertThat(request.query().limit()).isEqualTo(10);
        assertThat(request.cursor()).isNull();
        assertThat(request.query().boxes()).isEmpty();
        assertThat(request.query().filter()).isNull();
        assertThat(request.query().asOf()).isNull();
    }

    @Test
    void readsBoxTimeFieldsAndPage() {
        ItemsRequest request = read("bbox=121.25,28.6,121.27,28.62&datetime=2023-12-08T00:00:00Z/.."
                + "&status=SIGNING&households_total=12&limit=50&cursor=k1k&f=json");

        assertThat(request.query().boxes()).containsExactly(new Envelope(121.25, 121.27, 28.6, 28.62));
        assertThat(request.query().asOf())
                .isEqualTo(AsOf.during(new TimeInterval(Instant.parse("2023-12-08T00:00:00Z"), null)));
        assertThat(request.query().filter())
                .isEqualTo(FeatureQuery.all(SeenLayer.whole(PARCEL))
                        .where("status", "SIGNING")
                        .where("households_total", 12L)
                        .filter());
        assertThat(request.query().limit()).isEqualTo(50);
        assertThat(request.cursor()).isEqualTo(Cursor.after(Position.of(56)));
    }

    @Test
    void splitsABoxThatCrossesTheAntimeridian() {
        assertThat(read("bbox=170,-10,-170,10").query().boxes())
                .containsExactlyInAnyOrder(new Envelope(170, 180, -10, 10), new Envelope(-180, -170, -10, 10));
    }

    @Test
    void passesHeightsOver() {
        assertThat(read("bbox=1,2,0,3,4,100").query().boxes()).containsExactly(new Envelope(1, 3, 2, 4));
    }

    @Test
    void answersMoreThanTheMostWithTheMost() {
        assertThat(read("limit=1000000000").query().limit()).isEqualTo(1000);
    }

    @Test
    void carriesWhatWasAskedOnToTheNextPage() {
        ItemsRequest request = read("name=%E6%96%B9%E5%B1%B1%E4%B8%8B&limit=2&cursor=k2&f=html");

        assertThat(request.at("k4"))
                .containsEntry("name", "方山下")
                .containsEntry("limit", "2")
                .containsEntry("cursor", "k4")
                .doesNotContainKey("f");
        assertThat(request.here()).containsEntry("cursor", "k2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing=1 | nothing",
                "bbox-crs=http://127.0.0.1:1/ | bbox-crs",
                "crs=EPSG:1 | crs",
                "NAME=x | NAME",
                "limit=-1 | limit",
                "limit=ten | limit",
                "limit=5&limit=6 | limit",
                "bbox=1,2,3 | bbox",
                "bbox=1,2,3,NaN | bbox",
                "bbox=500,2,3,4 | bbox",
                "bbox=1,9,3,4 | bbox",
                "datetime=2024-02-30 | datetime",
                "datetime=2024/2023 | datetime",
                "datetime=soon | datetime",
                "cursor=1 | cursor",
                "survey_date=8.12.2023 | survey_date",
                "status=signing | status",
                "version=1 | version"
            })
    void namesTheParameterThatItRefuses(String query, String parameter) {
        Problem problem = catchThrowableOfType(Problem.class, () -> read(query));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_PARAMETER);
        assertThat(problem.members()).containsEntry("parameter", parameter).containsKeys("value", "allowed");
    }

    private static final ItemsParameters PARAMETERS =
            new ItemsParameters(Nancheng.LAYERS, new LayerProperties(texts()), CoordinateSystems.with(List.of()));

    private static Texts texts() {
        try {
            return new Texts();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static ItemsRequest read(String query) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/ogc/collections/parcel/items");
        request.setQueryString(query);
        return PARAMETERS.read(SeenLayer.whole(PARCEL), request);
    }
}
