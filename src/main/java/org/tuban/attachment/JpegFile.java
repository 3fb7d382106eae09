package org.tuban.attachment;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes out of a JPEG file what a camera or a program wrote into it besides the picture: the picture's own bytes stay as
 * they are.
 *
 * <p>Source: ITU-T T.81, annex B; JFIF 1.02; ICC.1, annex B.4. What stands behind the end of the picture is left out: it
 * may be anything.
 */
final class JpegFile {

    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int APP0 = 0xE0;
    private static final int APP1 = 0xE1;
    private static final int APP2 = 0xE2;
    private static final int APP14 = 0xEE;
    private static final int APP15 = 0xEF;
    private static final int COMMENT = 0xFE;
    private static final int FIRST_RESTART = 0xD0;
    private static final byte[] PROFILE = "ICC_PROFILE\0".getBytes(StandardCharsets.US_ASCII);

    private final byte[] file;
    private final ByteArrayOutputStream out;
    private PhotoFacts facts = PhotoFacts.NONE;
    private int at = 2;

    private JpegFile(byte[] file) {
        this.file = file;
        this.out = new ByteArrayOutputStream(file.length);
    }

    /**
     * The file without what it says besides the picture.
     *
     * @param keep true to keep when and where it was taken
     */
    static CleanedFile clean(byte[] file, boolean keep) throws UnreadableFileException {
        return new JpegFile(file).clean(keep);
    }

    private CleanedFile clean(boolean keep) throws UnreadableFileException {
        boolean pictured = false;
        int marker = marker();
        while (marker != EOI) {
            int begin = at;
            int length = length();
            if (isKept(marker, begin, length)) {
                put(marker, begin, length);
            } else if (marker == APP1 && length >= 2 + Exif.HEAD.length && startsWith(begin + 2, Exif.HEAD)) {
                facts = Exif.read(Arrays.copyOfRange(file, begin + 2 + Exif.HEAD.length, begin + length));
            }
            at = begin + length;
            if (marker == SOS) {
                pictured = true;
                copyPicture();
            }
            marker = marker();
        }
        if (!pictured) {
            throw new UnreadableFileException("it holds no picture");
        }
        PhotoFacts kept = keep ? facts : facts.upright();
        return new CleanedFile(whole(Exif.write(kept)), kept);
    }

    private byte[] whole(byte[] exif) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(out.size() + exif.length + 16);
        whole.write(0xFF);
        whole.write(SOI);
        if (exif.length > 0) {
            int length = 2 + Exif.HEAD.length + exif.length;
            whole.write(0xFF);
            whole.write(APP1);
            whole.write(length >> 8);
            whole.write(length);
            whole.writeBytes(Exif.HEAD);
            whole.writeBytes(exif);
        }
        whole.writeBytes(out.toByteArray());
        whole.write(0xFF);
        whole.write(EOI);
        return whole.toByteArray();
    }

    /** Of what applications write, only what colours are read by. */
    private boolean isKept(int marker, int begin, int length) {
        if (marker < APP0 || (marker > APP15 && marker != COMMENT)) {
            return true;
        }
        boolean profile = marker == APP2 && length > PROFILE.length && startsWith(begin + 2, PROFILE);
        return marker == APP0 || marker == APP14 || profile;
    }

    private boolean startsWith(int from, byte[] words) {
        return from + words.length <= file.length
                && Arrays.equals(file, from, from + words.length, words, 0, words.length);
    }

    private void put(int marker, int begin, int length) {
        out.write(0xFF);
        out.write(marker);
        out.write(file, begin, length);
    }

    /** The next marker; its place is left behind. */
    private int marker() throws UnreadableFileException {
        if (next() != 0xFF) {
            throw new UnreadableFileException("at byte %d there is no marker".formatted(at - 1));
        }
        int marker = next();
        while (marker == 0xFF) {
            marker = next();
        }
        boolean standsAlone = marker == 0 || marker == 1 || (marker >= FIRST_RESTART && marker <= SOI);
        if (standsAlone) {
            throw new UnreadableFileException(
                    "at byte %d there is a marker that does not belong there".formatted(at - 1));
        }
        return marker;
    }

    private int length() throws UnreadableFileException {
        int begin = at;
        int length = next() << 8 | next();
        if (length < 2 || begin + length > file.length) {
            throw new UnreadableFileException("it ends in the middle of a segment");
        }
        return length;
    }

    /** The picture's bytes up to the next marker, in which a byte 255 is followed by 0 or by a restart marker. */
    private void copyPicture() throws UnreadableFileException {
        int begin = at;
        while (at + 1 < file.length) {
            int following = file[at + 1] & 0xFF;
            boolean inside = following == 0 || (following >= FIRST_RESTART && following < SOI);
            if ((file[at] & 0xFF) == 0xFF && !inside && following != 0xFF) {
                out.write(file, begin, at - begin);
                return;
            }
            at++;
        }
        throw new UnreadableFileException("it ends in the middle of the picture");
    }

    private int next() throws UnreadableFileException {
        if (at >= file.length) {
            throw new UnreadableFileException("it ends before the picture does");
        }
        return file[at++] & 0xFF;
    }
}
