package org.tuban.attachment;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Takes out of a PNG file the chunks that say something besides the picture, and what stands behind its end. Source: W3C
 * PNG, third edition, sections 5 and 11.
 */
final class PngFile {

    private static final int SIGNATURE = 8;
    private static final int FRAME = 12;

    /** Chunks without which the picture looks otherwise. */
    private static final Set<String> KEPT = Set.of(
            "IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "pHYs", "bKGD");

    private PngFile() {}

    /** The file without what it says besides the picture. */
    static CleanedFile clean(byte[] file) throws UnreadableFileException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
        out.write(file, 0, SIGNATURE);
        ByteBuffer data = ByteBuffer.wrap(file);
        int at = SIGNATURE;
        String type = "";
        boolean pictured = false;
        while (!type.equals("IEND")) {
            if (at + FRAME > file.length) {
                throw new UnreadableFileException("it ends before the picture does");
            }
            int length = data.getInt(at);
            if (length < 0 || length > file.length - at - FRAME) {
                throw new UnreadableFileException("it ends in the middle of a chunk");
            }
            type = new String(file, at + 4, 4, StandardCharsets.US_ASCII);
            if (at == SIGNATURE && !type.equals("IHDR")) {
                throw new UnreadableFileException("it does not begin with its size");
            }
            CRC32 sum = new CRC32();
            sum.update(file, at + 4, length + 4);
            if ((int) sum.getValue() != data.getInt(at + 8 + length)) {
                throw new UnreadableFileException("its chunk %s has a wrong check sum".formatted(shown(type)));
            }
            pictured |= type.equals("IDAT");
            if (KEPT.contains(type)) {
                out.write(file, at, length + FRAME);
            }
            at += length + FRAME;
        }
        if (!pictured) {
            throw new UnreadableFileException("it holds no picture");
        }
        return new CleanedFile(out.toByteArray(), PhotoFacts.NONE);
    }

    private static String shown(String type) {
        return type.replaceAll("[^A-Za-z]", "?");
    }
}
