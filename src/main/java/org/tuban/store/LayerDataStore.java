package org.tuban.store;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import org.geotools.api.feature.type.Name;
import org.geotools.api.filter.Filter;
import org.geotools.api.filter.FilterFactory;
import org.geotools.data.store.ContentDataStore;
import org.geotools.data.store.ContentEntry;
import org.geotools.data.store.ContentFeatureSource;
import org.geotools.factory.CommonFactoryFinder;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;

/**
 * All layers of this installation as a GeoTools data store, whichever database keeps them.
 *
 * <p>It reads. A GeoTools writer carries no version, author or reason, so writing has its own door in the feature room.
 */
public final class LayerDataStore extends ContentDataStore {

    /** Makes filters; safe for any thread. */
    public static final FilterFactory FILTERS = CommonFactoryFinder.getFilterFactory();

    private final Layers layers;
    private final Dialect dialect;
    private final JdbcTemplate jdbc;

    LayerDataStore(Layers layers, Dialect dialect, JdbcTemplate jdbc) {
        this.layers = layers;
        this.dialect = dialect;
        this.jdbc = jdbc;
    }

    /**
     * About how many features of a layer meet a filter, found at little cost; empty if that needs a look at each.
     *
     * @throws IOException if the store cannot be read
     */
    public OptionalLong estimate(String layer, Filter filter) throws IOException {
        return ((LayerFeatureSource) getFeatureSource(layer)).estimate(filter);
    }

    @Override
    protected List<Name> createTypeNames() {
        return layers.list().stream().map(Layer::id).map(this::name).toList();
    }

    @Override
    protected ContentFeatureSource createFeatureSource(ContentEntry entry) {
        Layer layer = layers.find(entry.getTypeName()).orElseThrow();
        return new LayerFeatureSource(entry, layer, dialect, jdbc);
    }
}
