package org.tuban.attachment;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Pictures as cameras and programs write them. */
public final class TestPhotos {

    private TestPhotos() {}

    /** A picture without any words in it. */
    public static byte[] plain(String format) {
        try {
            BufferedImage image = new BufferedImage(32, 24, BufferedImage.TYPE_INT_RGB);
            for (int x = 0; x < 32; x++) {
                for (int y = 0; y < 24; y++) {
                    image.setRGB(x, y, x * 8 << 16 | y * 10 << 8 | (x ^ y));
                }
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, format, out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A photo that says a lot: turned, when, where, by which camera, with a comment and something behind its end. */
    public static byte[] jpeg() {
        byte[] plain = plain("jpg");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, 2);
        byte[] exif = Exif.write(new PhotoFacts(6, "2024-03-01T09:30:05+08:00", 121.262431, 28.62075));
        segment(out, 0xE1, concat(Exif.HEAD, exif));
        segment(out, 0xE1, "http://ns.adobe.com/xap/1.0/\0<x>SECRET-XMP</x>".getBytes(StandardCharsets.UTF_8));
        segment(out, 0xED, "Photoshop 3.0\0SECRET-IPTC".getBytes(StandardCharsets.UTF_8));
        segment(out, 0xFE, "SECRET-COMMENT".getBytes(StandardCharsets.UTF_8));
        out.write(plain, 2, plain.length - 2);
        out.writeBytes("SECRET-TAIL<script>".getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    /** A picture with words in it and behind its end. */
    static byte[] png() {
        byte[] plain = plain("png");
        int behindHeader = 8 + 25;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(plain, 0, behindHeader);
        byte[] text = "tEXtAuthor\0SECRET-AUTHOR".getBytes(StandardCharsets.US_ASCII);
        number(out, text.length - 4);
        out.writeBytes(text);
        CRC32 sum = new CRC32();
        sum.update(text);
        number(out, (int) sum.getValue());
        out.write(plain, behindHeader, plain.length - behindHeader);
        out.writeBytes("SECRET-TAIL".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    /** A document. */
    public static byte[] pdf() {
        return "%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void segment(ByteArrayOutputStream out, int marker, byte[] words) {
        out.write(0xFF);
        out.write(marker);
        out.write(words.length + 2 >> 8);
        out.write(words.length + 2);
        out.writeBytes(words);
    }

    private static void number(ByteArrayOutputStream out, int number) {
        out.write(number >> 24);
        out.write(number >> 16);
        out.write(number >> 8);
        out.write(number);
    }

    private static byte[] concat(byte[] one, byte[] other) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(one);
        both.writeBytes(other);
        return both.toByteArray();
    }
}
