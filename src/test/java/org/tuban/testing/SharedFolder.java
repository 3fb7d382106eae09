package org.tuban.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reference files from outside this repository, for tests tagged {@code shared}. Such tests run only with
 * {@code -Dtuban.shared=FOLDER}; once asked for, a missing file is a failure and never a reason to pass.
 */
public final class SharedFolder {

    private SharedFolder() {}

    /**
     * A file of the folder.
     *
     * @param path relative to the folder, with slashes
     * @throws IllegalStateException if no folder was given or it lacks the file
     */
    public static Path file(String path) {
        String folder = System.getProperty("tuban.shared", "");
        if (folder.isBlank()) {
            throw new IllegalStateException("Tests tagged shared need -Dtuban.shared=FOLDER");
        }
        Path file = Path.of(folder).resolve(path);
        if (!Files.isReadable(file)) {
            throw new IllegalStateException(
                    "No file " + file.toAbsolutePath().normalize() + " (tuban.shared=" + folder + ")");
        }
        return file;
    }
}
