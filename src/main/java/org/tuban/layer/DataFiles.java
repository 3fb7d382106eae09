package org.tuban.layer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the installation's data files, as JSON or as one JSON value a line, in UTF-8.
 *
 * <p>Strict: unknown members, duplicate keys and trailing text are refused. Every refusal is a
 * {@link DataFileException} with file, line and reason.
 */
@Component
public final class DataFiles {

    private final String root;
    private final PathMatchingResourcePatternResolver resources = new PathMatchingResourcePatternResolver();
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    /** Files under a Spring resource location such as {@code classpath:/data/demo/} or {@code file:/srv/nancheng/}. */
    DataFiles(@Value("${tuban.data:classpath:/data/demo/}") String root) {
        String location = root.contains(":") ? root : "file:" + root;
        this.root = location.endsWith("/") ? location : location + "/";
    }

    /**
     * A value of a line file.
     *
     * @param file path below the data folder
     * @param line its line, 1 is the first
     * @param value what the line holds
     */
    public record Line<T>(String file, int line, T value) {

        /** A refusal of this line. */
        public DataFileException refuse(String reason) {
            return new DataFileException(file, line, reason);
        }
    }

    /** Reads a file that must be there, such as {@code instance.json}. */
    public <T> T read(String path, Class<T> type) {
        String text = text(path);
        try {
            return json.readValue(text, type);
        } catch (JacksonException problem) {
            throw refusal(path, 0, problem);
        }
    }

    /** Reads a file with one JSON value a line; empty lines are passed over. No file means no values. */
    public <T> List<Line<T>> readLines(String path, Class<T> type) {
        Resource file = resources.getResource(root + path);
        if (!file.exists()) {
            return List.of();
        }
        List<Line<T>> values = new ArrayList<>();
        String[] lines = text(path).split("\n", -1);
        for (int number = 1; number <= lines.length; number++) {
            String line = lines[number - 1];
            if (!line.isBlank()) {
                try {
                    values.add(new Line<>(path, number, json.readValue(line, type)));
                } catch (JacksonException problem) {
                    throw refusal(path, number, problem);
                }
            }
        }
        return values;
    }

    /** Paths of the files in a folder that end so, sorted by name. */
    public List<String> list(String folder, String ending) {
        try {
            return Arrays.stream(resources.getResources(root + folder + "/*" + ending))
                    .map(Resource::getFilename)
                    .filter(Objects::nonNull)
                    .sorted(Comparator.naturalOrder())
                    .map(name -> folder + "/" + name)
                    .toList();
        } catch (IOException missing) {
            throw new DataFileException(folder, 0, "cannot be read: there is no such folder");
        }
    }

    /** First line of a file that contains a text, or 0: to point at what refers to something missing. */
    public int lineOf(String path, String text) {
        String[] lines = text(path).split("\n", -1);
        for (int number = 1; number <= lines.length; number++) {
            if (lines[number - 1].contains(text)) {
                return number;
            }
        }
        return 0;
    }

    private String text(String path) {
        Resource file = resources.getResource(root + path);
        if (!file.exists()) {
            throw new DataFileException(path, 0, "is missing");
        }
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8))) {
            StringBuilder text = new StringBuilder();
            reader.lines().forEach(line -> text.append(line).append('\n'));
            return text.toString();
        } catch (IOException problem) {
            throw new DataFileException(path, 0, "cannot be read: " + problem.getMessage());
        }
    }

    private static DataFileException refusal(String path, int line, JacksonException problem) {
        int at = line > 0 || problem.getLocation() == null
                ? line
                : problem.getLocation().getLineNr();
        return new DataFileException(path, at, reason(problem));
    }

    private static String reason(JacksonException problem) {
        Throwable cause = problem.getCause();
        @Nullable String own = cause instanceof IllegalArgumentException ? cause.getMessage() : null;
        return own != null
                ? own
                : problem.getOriginalMessage().lines().findFirst().orElse("not readable");
    }
}
