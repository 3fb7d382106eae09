package org.tuban.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.tuban.geo.Cgcs2000;

/**
 * The binary form of a shape in a GeoPackage: a header with the bounding box, then well-known binary.
 *
 * <p>Source: OGC 12-128r18, clause 2.1.3.
 */
final class GeoPackageGeometry {

    private static final int PREFIX = 8;
    private static final int ENVELOPE = 32;
    private static final int LITTLE_ENDIAN_BIT = 1;
    private static final int XY_ENVELOPE_BITS = 1 << 1;
    private static final int EMPTY_BIT = 1 << 4;
    private static final int[] ENVELOPE_SIZES = {0, 32, 48, 48, 64};

    private GeoPackageGeometry() {}

    static byte[] encode(Geometry geometry) {
        byte[] wkb = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN).write(geometry);
        boolean empty = geometry.isEmpty();
        ByteBuffer blob = ByteBuffer.allocate(PREFIX + (empty ? 0 : ENVELOPE) + wkb.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        blob.put((byte) 'G').put((byte) 'P').put((byte) 0);
        blob.put((byte) (LITTLE_ENDIAN_BIT | (empty ? EMPTY_BIT : XY_ENVELOPE_BITS)));
        blob.putInt(Cgcs2000.SRID);
        if (!empty) {
            Envelope box = geometry.getEnvelopeInternal();
            blob.putDouble(box.getMinX()).putDouble(box.getMaxX());
            blob.putDouble(box.getMinY()).putDouble(box.getMaxY());
        }
        return blob.put(wkb).array();
    }

    /** Throws IllegalArgumentException if the bytes are no GeoPackage geometry. */
    static Geometry decode(byte[] blob) {
        int start = start(blob);
        byte[] wkb = new byte[blob.length - start];
        System.arraycopy(blob, start, wkb, 0, wkb.length);
        try {
            return new WKBReader().read(wkb);
        } catch (ParseException broken) {
            throw new IllegalArgumentException("not a GeoPackage geometry", broken);
        }
    }

    /** Where the well-known binary begins. */
    static int start(byte[] blob) {
        return PREFIX + envelopeSize(blob);
    }

    /** The box from the header, or computed where the header has none; null envelope if the shape is empty. */
    static Envelope envelope(byte[] blob) {
        if (isEmpty(blob)) {
            return new Envelope();
        }
        if (envelopeSize(blob) == 0) {
            return decode(blob).getEnvelopeInternal();
        }
        ByteBuffer header = ByteBuffer.wrap(blob).order(order(blob)).position(PREFIX);
        return new Envelope(header.getDouble(), header.getDouble(), header.getDouble(), header.getDouble());
    }

    static boolean isEmpty(byte[] blob) {
        envelopeSize(blob);
        return (blob[3] & EMPTY_BIT) != 0;
    }

    private static ByteOrder order(byte[] blob) {
        return (blob[3] & LITTLE_ENDIAN_BIT) != 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }

    private static int envelopeSize(byte[] blob) {
        int kind = blob.length < PREFIX ? -1 : (blob[3] >> 1) & 7;
        if (kind < 0 || kind >= ENVELOPE_SIZES.length || blob[0] != 'G' || blob[1] != 'P') {
            throw new IllegalArgumentException("not a GeoPackage geometry");
        }
        return ENVELOPE_SIZES[kind];
    }
}
