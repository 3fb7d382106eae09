package org.tuban.layer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A folder of data files that a test may change before it is read. */
public final class DataFolder {

    private final Path folder;

    private DataFolder(Path folder) {
        this.folder = folder;
    }

    /** A copy of a folder of data files. */
    public static DataFolder copyOf(Path original, Path into) throws IOException {
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = into.resolve(original.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        return new DataFolder(into);
    }

    /** Replaces a text that must be there. */
    public DataFolder replace(String file, String text, String by) throws IOException {
        String content = Files.readString(folder.resolve(file));
        if (!content.contains(text)) {
            throw new IllegalArgumentException("%s does not contain: %s".formatted(file, text));
        }
        Files.writeString(folder.resolve(file), content.replace(text, by));
        return this;
    }

    /** The number of the first line that contains a text, 1 is the first. */
    public int lineOf(String file, String text) throws IOException {
        return (int) Files.readAllLines(folder.resolve(file)).stream()
                        .takeWhile(line -> !line.contains(text))
                        .count()
                + 1;
    }

    /** A reader of the folder. */
    public DataFiles files() {
        return new DataFiles(folder.toUri().toString());
    }

    /** The catalogue read from the folder. */
    public Layers layers() {
        return new Layers(files());
    }
}
