package org.tuban.geo;

import org.locationtech.jts.geom.Geometry;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes a geometry in an answer as RFC 7946 has it. */
public final class GeometrySerializer extends ValueSerializer<Geometry> {

    @Override
    public void serialize(Geometry geometry, JsonGenerator json, SerializationContext context) {
        GeoJson.write(json, geometry);
    }
}
