package org.tuban.maintenance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What lies beside a back-up and says what it must be.
 *
 * @param kind of the store
 * @param madeAt when it was begun
 * @param size bytes
 * @param sha256 of the file
 * @param rows by table
 */
record Manifest(String kind, Instant madeAt, long size, String sha256, Map<String, Long> rows) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Describes a file that has just been made. */
    static Manifest of(Path file, String kind, Instant madeAt, Map<String, Long> rows) throws IOException {
        return new Manifest(kind, madeAt, Files.size(file), digest(file), rows);
    }

    /** Where the manifest of a back-up lies. */
    static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + ".json");
    }

    void write(Path file) throws IOException {
        Files.write(beside(file), JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
    }

    static Manifest read(Path file) throws IOException {
        return JSON.readValue(Files.readAllBytes(beside(file)), Manifest.class);
    }

    /** True if the file is the one that was made. */
    boolean fits(Path file) throws IOException {
        return Files.size(file) == size && digest(file).equals(sha256);
    }

    private static String digest(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (DigestInputStream through = new DigestInputStream(bytes, digest)) {
                through.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java has SHA-256", never);
        }
    }
}
