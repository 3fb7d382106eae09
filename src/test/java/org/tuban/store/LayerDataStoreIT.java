package org.tuban.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tuban.store.LayerDataStore.FILTERS;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.geotools.api.data.FeatureReader;
import org.geotools.api.data.Query;
import org.geotools.api.feature.simple.SimpleFeature;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.sort.SortOrder;
import org.geotools.geometry.jts.ReferencedEnvelope;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.geo.Cgcs2000;
import org.tuban.layer.Layers;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;

/** The GeoTools contract of the store, the same on both databases, with the demo data in it. */
@ParameterizedClass
@EnumSource(Backend.class)
class LayerDataStoreIT {

    private static TubanServer server;
    private static LayerDataStore store;

    LayerDataStoreIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend);
        store = server.bean(LayerDataStore.class);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @Test
    void namesTheLayersOfTheCatalogue() throws IOException {
        assertThat(store.getTypeNames())
                .containsExactlyInAnyOrder(server.bean(Layers.class).list().stream()
                        .map(layer -> layer.id())
                        .toArray(String[]::new))
                .hasSize(12);
    }

    @Test
    void describesALayerWithItsFieldsAndCrs() throws Exception {
        SimpleFeatureType village = store.getSchema("village");

        assertThat(village.getDescriptor("admin_code").getType().getBinding()).isEqualTo(String.class);
        assertThat(village.getDescriptor("version").getType().getBinding()).isEqualTo(Long.class);
        assertThat(CRS.lookupEpsgCode(village.getCoordinateReferenceSystem(), false))
                .isEqualTo(Cgcs2000.SRID);
    }

    @Test
    void countsWhatItReads() throws IOException {
        for (String layer : store.getTypeNames()) {
            assertThat(store.getFeatureSource(layer).getCount(Query.ALL))
                    .as(layer)
                    .isEqualTo(read(new Query(layer)).size())
                    .isPositive();
        }
    }

    @Test
    void coversEveryShapeWithItsBounds() throws IOException {
        ReferencedEnvelope bounds = store.getFeatureSource("village").getBounds();

        ReferencedEnvelope united = new ReferencedEnvelope(bounds.getCoordinateReferenceSystem());
        for (SimpleFeature village : read(new Query("village"))) {
            united.include(village.getBounds());
        }
        assertThat(bounds.getMinX()).isEqualTo(united.getMinX());
        assertThat(bounds.getMaxY()).isEqualTo(united.getMaxY());
    }

    @Test
    void answersAFilterThatOnlyPartlyGoesToTheDatabase() throws IOException {
        Filter signing = FILTERS.equal(FILTERS.property("status"), FILTERS.literal("SIGNING"), true);
        Filter named = FILTERS.like(FILTERS.property("name"), "*1*", "*", "?", "\\", true);

        List<SimpleFeature> both = read(new Query("parcel", FILTERS.and(signing, named)));

        List<SimpleFeature> expected = read(new Query("parcel")).stream()
                .filter(parcel -> "SIGNING".equals(parcel.getAttribute("status")))
                .filter(parcel -> parcel.getAttribute("name").toString().contains("1"))
                .toList();
        assertThat(both)
                .extracting(SimpleFeature::getID)
                .containsExactlyInAnyOrderElementsOf(
                        expected.stream().map(SimpleFeature::getID).toList());
        assertThat(both).isNotEmpty();
    }

    @Test
    void limitsAfterTheWholeFilter() throws IOException {
        Filter named = FILTERS.like(FILTERS.property("name"), "*", "*", "?", "\\", true);
        Query query = new Query("parcel", named);
        query.setMaxFeatures(3);

        assertThat(read(query)).hasSize(3);
    }

    @Test
    void sortsTextByCodePoint() throws IOException {
        Query query = new Query("village");
        query.setSortBy(FILTERS.sort("name", SortOrder.ASCENDING));

        assertThat(read(query).stream()
                        .map(village -> village.getAttribute("name").toString()))
                .isSorted();
    }

    @Test
    void bindsHostileValuesAsValues() throws IOException {
        for (String value : List.of("' OR '1'='1", "\"; DROP TABLE parcel; --", "\\' OR 1=1 --", "%", "_")) {
            Filter filter = FILTERS.equal(FILTERS.property("name"), FILTERS.literal(value), true);

            assertThat(read(new Query("parcel", filter))).as(value).isEmpty();
        }
        assertThat(read(new Query("parcel"))).isNotEmpty();
    }

    private List<SimpleFeature> read(Query query) throws IOException {
        List<SimpleFeature> found = new ArrayList<>();
        try (FeatureReader<SimpleFeatureType, SimpleFeature> reader =
                store.getFeatureSource(query.getTypeName()).getReader(query)) {
            while (reader.hasNext()) {
                found.add(reader.next());
            }
        }
        return found;
    }
}
