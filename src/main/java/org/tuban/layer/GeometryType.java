package org.tuban.layer;

import com.fasterxml.jackson.annotation.JsonValue;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Which shapes a layer takes; names as in OGC Simple Features. */
public enum GeometryType {
    POINT("Point", Point.class),
    LINE_STRING("LineString", LineString.class),
    POLYGON("Polygon", Polygon.class),
    MULTI_LINE_STRING("MultiLineString", MultiLineString.class),
    MULTI_POLYGON("MultiPolygon", MultiPolygon.class),
    /** Any of them or several of one kind, for layers such as zones or sites that may be a point or an area. */
    GEOMETRY("Geometry", Geometry.class);

    private final String id;
    private final Class<? extends Geometry> binding;

    GeometryType(String id, Class<? extends Geometry> binding) {
        this.id = id;
        this.binding = binding;
    }

    /** Name in data files and answers, such as {@code MultiPolygon}. */
    @JsonValue
    public String id() {
        return id;
    }

    /** The JTS class of such a shape. */
    public Class<? extends Geometry> binding() {
        return binding;
    }
}
