package org.tuban.geo;

import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/**
 * GeoJSON geometries, written one coordinate after the other and read strictly.
 *
 * <p>Shape: any JTS geometry, x = longitude, y = latitude, degrees of EPSG:4490. Source: RFC 7946.
 */
public final class GeoJson {

    /** Most positions of a geometry that a client may send. */
    public static final int MAX_POSITIONS = 10_000;

    private GeoJson() {}

    /**
     * Writes a geometry as one JSON value.
     *
     * <p>Coordinates have at most nine decimals (0.1 mm), no trailing zeros and no exponent; exterior rings run
     * counter-clockwise and interior rings clockwise, whichever way they are stored. A third ordinate is not written.
     *
     * @param geometry null writes {@code null}
     * @throws IllegalArgumentException if an ordinate is not a finite number: such a geometry must not be in a store
     */
    public static void write(JsonGenerator json, @Nullable Geometry geometry) {
        write(json, geometry, CoordinateSystems.CRS84);
    }

    /**
     * Writes a geometry in another coordinate system, ordinates in that system's order and with its decimals.
     *
     * @param geometry as stored; null writes {@code null}
     * @throws InvalidGeometryException if it lies where that system reaches nowhere; nothing is written then
     */
    public static void write(JsonGenerator json, @Nullable Geometry geometry, CoordinateSystem system) {
        if (geometry == null) {
            json.writeNull();
        } else {
            Geometry shape = system.eastNorth(geometry);
            new GeoJsonWriter(json, system.decimals(), system.isNorthFirst()).write(shape);
        }
    }

    /** True if {@link #writeStored} can write shapes in that system: its ordinates are those that are stored. */
    public static boolean writesStored(CoordinateSystem system) {
        return system.isInStoredDegrees();
    }

    /**
     * Writes a stored shape from its well-known binary, as {@link #write(JsonGenerator, Geometry, CoordinateSystem)} does.
     *
     * @param from where in the bytes it begins
     * @param system one that {@link #writesStored} is true of
     * @throws IllegalArgumentException if an ordinate is not a finite number or the bytes are no such shape
     */
    public static void writeStored(JsonBytes json, byte[] wkb, int from, CoordinateSystem system) {
        new WkbToGeoJson(json, wkb, from, system).write();
    }

    /**
     * Reads a geometry that a client sent, at most {@value #MAX_POSITIONS} positions.
     *
     * @see #read(JsonNode, String, int)
     */
    public static Geometry read(JsonNode node) {
        return read(node, "", MAX_POSITIONS);
    }

    /**
     * Reads a Point, LineString or Polygon, or a multiple of them.
     *
     * <p>The result has SRID 4490, two dimensions, and rings oriented as RFC 7946 asks. Whether it is valid in the
     * sense of OGC Simple Features is another question: see {@link GeometryValidity}.
     *
     * @param at JSON pointer of the node in its document, put before the places named in refusals
     * @param maxPositions most positions, closing ones included
     * @throws InvalidGeometryException if anything is not as it must be, with the place and the limit
     */
    public static Geometry read(JsonNode node, String at, int maxPositions) {
        return read(node, at, maxPositions, CoordinateSystems.CRS84);
    }

    /**
     * Reads a geometry whose positions are in another coordinate system, in that system's order; the result is as stored.
     *
     * @see #read(JsonNode, String, int)
     */
    public static Geometry read(JsonNode node, String at, int maxPositions, CoordinateSystem system) {
        return new GeoJsonReader(maxPositions, system).read(node, at);
    }
}
