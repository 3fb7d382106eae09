package org.tuban.attachment;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Kinds of files that are taken, told by their first bytes. */
public enum FileType {
    /** A photo. Source: ITU-T T.81. */
    JPEG("image/jpeg", 0xFF, 0xD8, 0xFF),
    /** A picture. Source: W3C PNG, third edition. */
    PNG("image/png", 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'),
    /** A document. Source: ISO 32000-2, 7.5.2. */
    PDF("application/pdf", '%', 'P', 'D', 'F', '-');

    private static final int TAIL = 1024;
    private static final String PDF_END = "%%EOF";

    private final String mediaType;
    private final int[] begin;

    FileType(String mediaType, int... begin) {
        this.mediaType = mediaType;
        this.begin = begin;
    }

    /** Name in answers, headers and data files. */
    @JsonValue
    public String mediaType() {
        return mediaType;
    }

    /** What bytes are by their beginning, if it is one of these kinds. */
    static Optional<FileType> of(byte[] bytes) {
        return Arrays.stream(values()).filter(type -> type.begins(bytes)).findFirst();
    }

    /** The kind of that media type. */
    static Optional<FileType> named(String mediaType) {
        return Arrays.stream(values())
                .filter(type -> type.mediaType.equalsIgnoreCase(mediaType))
                .findFirst();
    }

    private boolean begins(byte[] bytes) {
        if (bytes.length < begin.length) {
            return false;
        }
        for (int k = 0; k < begin.length; k++) {
            if ((bytes[k] & 0xFF) != begin[k]) {
                return false;
            }
        }
        return true;
    }

    /** The bytes to keep of a document; a document that was cut short has no end mark near its end. */
    static byte[] wholeDocument(byte[] bytes) throws UnreadableFileException {
        int from = Math.max(0, bytes.length - TAIL);
        String tail = new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1);
        if (!tail.contains(PDF_END)) {
            throw new UnreadableFileException("it has no end mark; it was cut short");
        }
        return bytes;
    }
}
