package org.tuban.journey;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.tuban.access.Caller;
import org.tuban.feature.Edit;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Operation;
import org.tuban.testing.TubanServer;

/** Parcels of a journey's own, in the state SIGNING, that lie in nothing and so are nobody's. */
record DrawnParcels(TubanServer server) {

    private static final double SIDE_DEGREES = 0.001;

    /** Draws a square whose middle is at the place. */
    void draw(String id, String name, double lon, double lat) {
        Envelope box = new Envelope(new Coordinate(lon, lat));
        box.expandBy(SIDE_DEGREES / 2);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("name", name);
        values.put("name_en", name);
        values.put("status", "SIGNING");
        values.put("geometry_accuracy", "schematic");
        values.put("source", "src-tuban-example");
        Edit.Shape shape = new Edit.Shape(new GeometryFactory().toGeometry(box).reverse());
        server.bean(Features.class)
                .create(
                        new FeatureRef("parcel", id),
                        new Edit(Operation.CREATE, values, shape, null, null, Map.of()),
                        Caller.system("test"));
    }
}
