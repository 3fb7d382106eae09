package org.tuban.geo;

import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.util.GeometryFixer;

/** Makes valid shapes of invalid ones, for those who ask for it: the result may cover other ground. */
public final class GeometryRepair {

    private GeometryRepair() {}

    /**
     * A valid shape that keeps what the shape says as far as it can, of a wanted class.
     *
     * <p>A bow tie becomes two triangles, a spike goes, a hole outside its shell becomes a part. Method: JTS
     * GeometryFixer.
     *
     * @param wanted class of the result; a single part is wrapped into its multiple
     * @return empty if nothing is left, or what is left is of another class
     */
    public static Optional<Geometry> repair(Geometry shape, Class<? extends Geometry> wanted) {
        Geometry fixed = GeometryFixer.fix(shape);
        if (fixed instanceof Polygon polygon && wanted == MultiPolygon.class) {
            fixed = fixed.getFactory().createMultiPolygon(new Polygon[] {polygon});
        }
        if (fixed instanceof LineString line && wanted == MultiLineString.class) {
            fixed = fixed.getFactory().createMultiLineString(new LineString[] {line});
        }
        boolean fits = wanted.isInstance(fixed)
                && !fixed.isEmpty()
                && !fixed.getGeometryType().equals(Geometry.TYPENAME_GEOMETRYCOLLECTION);
        if (!fits) {
            return Optional.empty();
        }
        fixed.setSRID(Cgcs2000.SRID);
        return Optional.of(fixed);
    }
}
