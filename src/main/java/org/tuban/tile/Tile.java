package org.tuban.tile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A tile that is made when its bytes are asked for, and then kept; safe for any thread. */
public final class Tile {

    private final String etag;
    private final Supplier<byte[]> maker;
    private final Consumer<Tile> keeper;
    private volatile byte @Nullable [] bytes;
    private volatile byte @Nullable [] zipped;

    /**
     * A tile not made yet.
     *
     * @param keeper told when it is made
     */
    Tile(String etag, Supplier<byte[]> maker, Consumer<Tile> keeper) {
        this.etag = etag;
        this.maker = maker;
        this.keeper = keeper;
    }

    /** What differs if the bytes do; letters, digits, dot and hyphen. */
    public String etag() {
        return etag;
    }

    /** A vector tile (MVT 2.1); empty if no feature lies on it. */
    public byte[] bytes() {
        byte[] known = bytes;
        if (known == null) {
            known = maker.get();
            bytes = known;
            keeper.accept(this);
        }
        return known;
    }

    /** The same, compressed by gzip. */
    public byte[] zipped() {
        byte[] known = zipped;
        if (known == null) {
            known = zip(bytes());
            zipped = known;
        }
        return known;
    }

    /** The fastest level: a stronger one costs more time than the network saves. */
    private static byte[] zip(byte[] plain) {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream(plain.length / 2 + 64);
        try (GZIPOutputStream stream = new GZIPOutputStream(zipped) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        }) {
            stream.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return zipped.toByteArray();
    }
}
