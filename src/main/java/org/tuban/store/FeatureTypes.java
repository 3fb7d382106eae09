package org.tuban.store;

import java.time.Instant;
import org.geotools.api.feature.simple.SimpleFeatureType;
import org.geotools.feature.simple.SimpleFeatureTypeBuilder;
import org.tuban.geo.Cgcs2000;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;

/** A layer as GeoTools sees it: its shape, its fields in order, then the columns every table has. */
final class FeatureTypes {

    private FeatureTypes() {}

    static SimpleFeatureType of(Layer layer) {
        SimpleFeatureTypeBuilder type = new SimpleFeatureTypeBuilder();
        type.setName(layer.id());
        type.add(Columns.GEOMETRY, layer.geometry().binding(), Cgcs2000.crs());
        type.setDefaultGeometry(Columns.GEOMETRY);
        for (Field field : layer.fields()) {
            type.nillable(!field.required());
            type.add(field.name(), field.type().binding());
        }
        type.nillable(false);
        type.add(Columns.KEY, Long.class);
        type.nillable(false);
        type.add(Columns.VERSION, Long.class);
        type.nillable(false);
        type.add(Columns.VALID_FROM, Instant.class);
        type.nillable(false);
        type.add(Columns.RECORDED_AT, Instant.class);
        type.nillable(false);
        type.add(Columns.RECORDED_BY, String.class);
        return type.buildFeatureType();
    }
}
