package org.tuban.exchange;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The features of a GeoJSON file one after the other, in constant memory: of a FeatureCollection, or one a line.
 *
 * <p>Source: RFC 7946; RFC 8142, whose record separators before lines are passed over.
 */
final class FeatureStream implements Closeable {

    private static final char RECORD_SEPARATOR = '\u001e';
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CountedInput input;
    private final @Nullable BufferedReader lines;
    private final @Nullable JsonParser parser;
    private long number;
    private boolean ended;

    /** The file, or lines from an input that has no name. */
    FeatureStream(@Nullable Path file, InputStream otherwise) throws IOException {
        input = new CountedInput(file == null ? otherwise : Files.newInputStream(file));
        if (file == null || !isCollection(file)) {
            lines = new BufferedReader(new InputStreamReader(
                    input, StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)));
            parser = null;
        } else {
            lines = null;
            parser = JSON.createParser(input);
            toFeatures(parser);
        }
    }

    /**
     * One feature as it stands in the file.
     *
     * @param number its number: that of its line, or its place in the collection; 1 is the first
     * @param text the line, or else
     * @param node the member of the collection
     */
    record Item(
            long number, @Nullable String text, @Nullable JsonNode node) {

        /** As one line of text. */
        String line() {
            return text != null ? text : String.valueOf(node);
        }
    }

    private static boolean isCollection(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".geojson") || name.endsWith(".json");
    }

    /** Goes to the first feature, whatever members stand before. */
    private static void toFeatures(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new LoadRefusal("the file is no GeoJSON FeatureCollection: it does not begin with {");
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("features") && value == JsonToken.START_ARRAY) {
                return;
            }
            parser.skipChildren();
        }
        throw new LoadRefusal("the file is no GeoJSON FeatureCollection: it has no member \"features\"");
    }

    /** The next features, at most so many; none at the end. */
    List<Item> next(int most) throws IOException {
        List<Item> items = new ArrayList<>(most);
        try {
            while (items.size() < most) {
                Item item = lines == null ? fromCollection() : fromLines(lines);
                if (item == null) {
                    break;
                }
                items.add(item);
            }
        } catch (JacksonException broken) {
            throw new LoadRefusal(
                    "the JSON breaks off behind feature %d: %s".formatted(number, broken.getOriginalMessage()));
        } catch (CharacterCodingException broken) {
            throw new LoadRefusal("the file is not UTF-8 behind line " + number);
        }
        return items;
    }

    private @Nullable Item fromCollection() {
        if (parser == null || ended) {
            return null;
        }
        JsonToken token = parser.nextToken();
        ended = token == JsonToken.END_ARRAY;
        if (ended) {
            return null;
        }
        if (token != JsonToken.START_OBJECT) {
            throw new LoadRefusal("feature %d is no JSON object".formatted(number + 1));
        }
        JsonNode node = parser.readValueAsTree();
        return new Item(++number, null, node);
    }

    private @Nullable Item fromLines(BufferedReader reader) throws IOException {
        String line = reader.readLine();
        while (line != null) {
            number++;
            String text = !line.isEmpty() && line.charAt(0) == RECORD_SEPARATOR ? line.substring(1) : line;
            if (!text.isBlank()) {
                return new Item(number, text, null);
            }
            line = reader.readLine();
        }
        return null;
    }

    /** How many bytes were read. */
    long bytesRead() {
        return input.count;
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    /** Counts what goes through. */
    private static final class CountedInput extends FilterInputStream {

        private long count;

        CountedInput(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = super.read();
            count += one < 0 ? 0 : 1;
            return one;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            int read = super.read(bytes, from, length);
            count += Math.max(0, read);
            return read;
        }
    }
}
