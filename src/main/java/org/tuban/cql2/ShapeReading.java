package org.tuban.cql2;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.densify.Densifier;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.geom.impl.CoordinateArraySequence;
import org.locationtech.jts.geom.util.GeometryEditor;
import org.tuban.geo.Cgcs2000;
import org.tuban.geo.CoordinateSystem;
import org.tuban.geo.GeometryDefect;
import org.tuban.geo.GeometryValidity;
import org.tuban.geo.InvalidGeometryException;
import org.tuban.http.Problem;

/** Turns the shapes of a filter into shapes as they are stored: EPSG:4490, x = longitude, flat, valid, on the earth. */
final class ShapeReading {

    private static final GeometryFactory GEOMETRIES = new GeometryFactory(new PrecisionModel(), Cgcs2000.SRID);
    private static final double MAX_LONGITUDE = 180;
    private static final double MAX_LATITUDE = 90;
    /** Into how many pieces a side of a projected box is cut: straight there is bent here. */
    private static final int PIECES = 32;

    private final CoordinateSystem system;

    ShapeReading(CoordinateSystem system) {
        this.system = system;
    }

    /** A shape; heights are left out, since no stored shape has any. */
    Geometry shape(Syntax.Shape shape, String place) {
        Geometry flat = new GeometryEditor(GEOMETRIES)
                .edit(shape.geometry(), new GeometryEditor.CoordinateSequenceOperation() {
                    @Override
                    public CoordinateSequence edit(CoordinateSequence sequence, Geometry whole) {
                        return flat(sequence);
                    }
                });
        return stored(flat, place);
    }

    private static CoordinateSequence flat(CoordinateSequence sequence) {
        CoordinateSequence flat = new CoordinateArraySequence(sequence.size(), 2);
        for (int i = 0; i < sequence.size(); i++) {
            flat.setOrdinate(i, 0, sequence.getX(i));
            flat.setOrdinate(i, 1, sequence.getY(i));
        }
        return flat;
    }

    /** A box; one of degrees whose west is greater than its east crosses the antimeridian and becomes two. */
    Geometry box(Syntax.Box box, String place) {
        List<Double> bounds = box.bounds();
        int half = bounds.size() / 2;
        if (half == 3 && bounds.get(2) > bounds.get(5)) {
            throw refuse(place, box, "a low height that is not above the high one");
        }
        int eastAxis = system.isNorthFirst() ? 1 : 0;
        double west = bounds.get(eastAxis);
        double south = bounds.get(1 - eastAxis);
        double east = bounds.get(half + eastAxis);
        double north = bounds.get(half + 1 - eastAxis);
        if (south > north) {
            throw refuse(place, box, "a south that is not above the north");
        }
        if (west <= east) {
            return stored(rectangle(west, east, south, north), place);
        }
        if (!system.isGeographic()) {
            throw refuse(place, box, "a west that is not beyond the east; axes are " + system.axes());
        }
        requireOnEarth(new Envelope(west, east, south, north), place);
        List<Geometry> parts = new ArrayList<>();
        parts.add(stored(rectangle(west, MAX_LONGITUDE, south, north), place));
        parts.add(stored(rectangle(-MAX_LONGITUDE, east, south, north), place));
        return GEOMETRIES.buildGeometry(parts);
    }

    /** In the order of the system's axes. */
    private Geometry rectangle(double west, double east, double south, double north) {
        Envelope box =
                system.isNorthFirst() ? new Envelope(south, north, west, east) : new Envelope(west, east, south, north);
        Geometry rectangle = GEOMETRIES.toGeometry(box);
        double side = Math.max(box.getWidth(), box.getHeight());
        return system.isGeographic() || side == 0 ? rectangle : Densifier.densify(rectangle, side / PIECES);
    }

    private Geometry stored(Geometry flat, String place) {
        Geometry stored;
        try {
            stored = system.toStored(flat);
        } catch (InvalidGeometryException nowhere) {
            throw FilterProblem.at(place, nowhere.found(), nowhere.allowed());
        }
        requireOnEarth(stored.getEnvelopeInternal(), place);
        GeometryDefect defect = GeometryValidity.findDefect(stored).orElse(null);
        if (defect != null) {
            throw FilterProblem.at(
                    place,
                    "%s at %s".formatted(defect.reason(), defect.place()),
                    "a valid shape: rings that do not cross, holes inside, lines with a length");
        }
        return stored;
    }

    private void requireOnEarth(Envelope box, String place) {
        boolean onEarth = box.getMinX() >= -MAX_LONGITUDE
                && box.getMaxX() <= MAX_LONGITUDE
                && box.getMinY() >= -MAX_LATITUDE
                && box.getMaxY() <= MAX_LATITUDE;
        if (!onEarth) {
            throw FilterProblem.at(
                    place,
                    "a position that is not on the earth",
                    "longitudes from -180 to 180 and latitudes from -90 to 90; axes are " + system.axes());
        }
    }

    private static Problem refuse(String place, Syntax box, String allowed) {
        return FilterProblem.at(place, Cql2Text.write(box), allowed);
    }
}
