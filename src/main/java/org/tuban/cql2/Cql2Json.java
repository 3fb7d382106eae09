package org.tuban.cql2;

import org.tuban.http.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Filters in the JSON encoding. Source: OGC 21-065r2, requirements class CQL2 JSON and its JSON schema. */
public final class Cql2Json {

    /** Levels of JSON that a filter of the greatest depth can have: object and array by turns, then a shape. */
    private static final int JSON_LEVELS = 120;

    private static final int LONGEST_NUMBER = 100;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(JSON_LEVELS)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Cql2Json() {}

    /**
     * Reads a filter.
     *
     * @throws Problem invalid-parameter with a JSON pointer, what stands there and what is allowed, if the text is no
     *     filter or larger than the limits
     */
    public static ParsedFilter read(String text, Limits limits) {
        SyntaxBuilder builder = new SyntaxBuilder(limits);
        builder.requireSize(text);
        return new JsonReader(builder).read(parse(text));
    }

    /**
     * Reads a filter that is part of a document; its bytes are not counted.
     *
     * @throws Problem as above; places are counted from the node
     */
    public static ParsedFilter read(JsonNode node, Limits limits) {
        return new JsonReader(new SyntaxBuilder(limits)).read(node);
    }

    private static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException unreadable) {
            var at = unreadable.getLocation();
            String place = at == null ? "as a whole" : "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
            throw FilterProblem.at(
                    place,
                    "what is no JSON",
                    "JSON of at most %d levels, each member once, numbers of at most %d digits"
                            .formatted(JSON_LEVELS, LONGEST_NUMBER));
        }
    }

    /** Writes a filter, or a part of one; read again it is the same. */
    public static JsonNode write(Syntax syntax) {
        return JsonWriter.write(syntax);
    }
}
