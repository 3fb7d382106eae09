package org.tuban.geo;

import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.CoordinateXY;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.PrecisionModel;

/**
 * A coordinate reference system that shapes can be given and taken in.
 *
 * <p>Ordinates are in the order and unit of the authority that defines the system: EPSG:4490 and 4326 latitude first,
 * EPSG:4528 and 4549 northing first, EPSG:3857 easting first, CRS84 longitude first. Stored shapes are EPSG:4490 with
 * x = longitude. Safe for any thread.
 */
public final class CoordinateSystem {

    /** Begin of the address of a system of the EPSG dataset. Source: OGC 18-058r1, section 6.2.3. */
    static final String EPSG = "http://www.opengis.net/def/crs/EPSG/0/";

    private static final int DECIMALS_OF_DEGREES = 9;
    private static final int DECIMALS_OF_METRES = 4;
    private static final double MAX_LONGITUDE = 180;
    private static final double MAX_LATITUDE = 90;
    /** Longitudes that a projection puts this little beyond 180 are rounding. */
    private static final double ROUNDING = 1e-9;
    /** Into how many pieces the side of a box is cut to find what it becomes. */
    private static final int PIECES = 32;

    private static final GeometryFactory GEOMETRIES = new GeometryFactory(new PrecisionModel(), Cgcs2000.SRID);

    private final String uri;
    private final String code;
    private final boolean geographic;
    private final boolean northFirst;
    private final Projection projection;

    CoordinateSystem(String uri, String code, boolean geographic, boolean northFirst, Projection projection) {
        this.uri = uri;
        this.code = code;
        this.geographic = geographic;
        this.northFirst = northFirst;
        this.projection = projection;
    }

    /** Its address, such as {@code http://www.opengis.net/def/crs/EPSG/0/4490}. */
    public String uri() {
        return uri;
    }

    /** Its code with the authority, such as {@code 4490} of EPSG or {@code CRS84} of OGC. */
    String code() {
        return code;
    }

    /** True if its ordinates are latitude and longitude. */
    public boolean isGeographic() {
        return geographic;
    }

    /** True if latitude or northing is written before longitude or easting. */
    public boolean isNorthFirst() {
        return northFirst;
    }

    /** Decimals worth writing: 9 for degrees, 4 for metres, a tenth of a millimetre either way. */
    public int decimals() {
        return geographic ? DECIMALS_OF_DEGREES : DECIMALS_OF_METRES;
    }

    /** Names of the ordinates in their order, such as {@code northing and easting}. */
    public String axes() {
        String east = geographic ? "longitude" : "easting";
        String north = geographic ? "latitude" : "northing";
        return northFirst ? north + " and " + east : east + " and " + north;
    }

    /** True if a position is written as it is stored. */
    boolean isAsStored() {
        return projection == Projection.NONE && !northFirst;
    }

    /** True if its ordinates are those that are stored, in whichever order. */
    boolean isInStoredDegrees() {
        return projection == Projection.NONE;
    }

    /**
     * A stored shape in this system, ordinates in its order.
     *
     * @throws InvalidGeometryException if a position of it lies where this system reaches nowhere
     */
    public Geometry fromStored(Geometry stored) {
        return isAsStored()
                ? stored
                : changed(stored, position -> {
                    fromStored(position);
                    swap(position);
                });
    }

    /**
     * A shape in this system, ordinates in its order, as it is stored.
     *
     * @throws InvalidGeometryException if a position of it is nowhere on the earth
     */
    public Geometry toStored(Geometry own) {
        Geometry stored = isAsStored()
                ? own.copy()
                : changed(own, position -> {
                    swap(position);
                    toStored(position);
                });
        stored.setSRID(Cgcs2000.SRID);
        return stored;
    }

    /** A stored shape in this system, x = east and y = north. */
    Geometry eastNorth(Geometry stored) {
        return projection == Projection.NONE ? stored : changed(stored, this::fromStored);
    }

    /**
     * The box of longitudes and latitudes that a box in this system lies in.
     *
     * <p>Its sides are followed in steps, since a straight side of the one is bent in the other. What reaches beyond
     * 180 or 90 degrees is cut off.
     *
     * @param box x = east, y = north, in this system's unit
     * @throws InvalidGeometryException if a side of it is nowhere on the earth
     */
    public Envelope toStored(Envelope box) {
        Envelope stored = new Envelope();
        for (int i = 0; i <= PIECES; i++) {
            double x = box.getMinX() + (box.getMaxX() - box.getMinX()) * i / PIECES;
            double y = box.getMinY() + (box.getMaxY() - box.getMinY()) * i / PIECES;
            include(stored, x, box.getMinY());
            include(stored, x, box.getMaxY());
            include(stored, box.getMinX(), y);
            include(stored, box.getMaxX(), y);
        }
        return stored;
    }

    /**
     * The ground that a box in this system covers, its sides followed in steps.
     *
     * <p>Empty if the box is so large that its sides cross on the ground; then only {@link #toStored(Envelope)} is known.
     *
     * @param box x = east, y = north, in this system's unit
     * @throws InvalidGeometryException if a side of it is nowhere on the earth
     */
    public Optional<Polygon> outline(Envelope box) {
        double[][] corners = {
            {box.getMinX(), box.getMinY()},
            {box.getMaxX(), box.getMinY()},
            {box.getMaxX(), box.getMaxY()},
            {box.getMinX(), box.getMaxY()}
        };
        Coordinate[] ring = new Coordinate[corners.length * PIECES + 1];
        for (int i = 0; i < ring.length - 1; i++) {
            double[] from = corners[i / PIECES];
            double[] to = corners[(i / PIECES + 1) % corners.length];
            double part = (double) (i % PIECES) / PIECES;
            double[] position = {from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part};
            toStored(position);
            ring[i] = new CoordinateXY(position[0], position[1]);
        }
        ring[ring.length - 1] = ring[0].copy();
        Polygon outline = GEOMETRIES.createPolygon(ring);
        return outline.isValid() ? Optional.of(outline) : Optional.empty();
    }

    private void include(Envelope stored, double x, double y) {
        double[] position = {x, y};
        projection.inverse(position);
        requireFinite(position, x, y);
        stored.expandToInclude(
                Math.max(-MAX_LONGITUDE, Math.min(MAX_LONGITUDE, position[0])),
                Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, position[1])));
    }

    /** Puts (east, north) of this system in place of (longitude, latitude). */
    private void fromStored(double[] position) {
        double longitude = position[0];
        double latitude = position[1];
        projection.forward(position);
        requireFinite(position, longitude, latitude);
    }

    /**
     * Puts (longitude, latitude) in place of (east, north) of this system.
     *
     * @throws InvalidGeometryException if there is no such place on the earth
     */
    void toStored(double[] position) {
        double east = position[0];
        double north = position[1];
        projection.inverse(position);
        requireFinite(position, east, north);
        boolean onEarth = Math.abs(position[0]) <= MAX_LONGITUDE + ROUNDING && Math.abs(position[1]) <= MAX_LATITUDE;
        if (!onEarth) {
            throw outside(east, north);
        }
        position[0] = Math.max(-MAX_LONGITUDE, Math.min(MAX_LONGITUDE, position[0]));
    }

    private void requireFinite(double[] position, double x, double y) {
        if (!Double.isFinite(position[0]) || !Double.isFinite(position[1])) {
            throw outside(x, y);
        }
    }

    private InvalidGeometryException outside(double x, double y) {
        return new InvalidGeometryException(
                "", "(%s, %s)".formatted(x, y), "a position that %s reaches".formatted(uri));
    }

    private void swap(double[] position) {
        if (northFirst) {
            double first = position[0];
            position[0] = position[1];
            position[1] = first;
        }
    }

    /** Changes one position in place. */
    private interface Change {
        void apply(double[] position);
    }

    private static Geometry changed(Geometry shape, Change change) {
        Geometry copy = shape.copy();
        double[] position = new double[2];
        copy.apply(new CoordinateSequenceFilter() {
            @Override
            public void filter(CoordinateSequence sequence, int index) {
                position[0] = sequence.getX(index);
                position[1] = sequence.getY(index);
                change.apply(position);
                sequence.setOrdinate(index, 0, position[0]);
                sequence.setOrdinate(index, 1, position[1]);
            }

            @Override
            public boolean isDone() {
                return false;
            }

            @Override
            public boolean isGeometryChanged() {
                return true;
            }
        });
        return copy;
    }

    @Override
    public String toString() {
        return uri;
    }
}
