package org.tuban.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.deser.jackson.JsonNodeDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.node.NullNode;

/**
 * How JSON is read and written over HTTP: strictly in, in the declared order out.
 *
 * <p>Text with NUL or half a surrogate pair is refused here, because PostgreSQL cannot keep the one and UTF-8 not the
 * other.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BodyLimit.class)
class JsonRules {

    /** What {@link #constraints} says, for people. */
    static final String LIMITS =
            "JSON of at most 100 levels, with texts up to 1,000,000 and names up to 1,000 characters, numbers up to 100 digits";

    private static StreamReadConstraints constraints(long bytes) {
        return StreamReadConstraints.builder()
                .maxNestingDepth(100)
                .maxStringLength(1_000_000)
                .maxNameLength(1_000)
                .maxNumberLength(100)
                .maxDocumentLength(bytes)
                .build();
    }

    @Bean
    JsonFactoryBuilderCustomizer limitedJson(BodyLimit limit) {
        return json -> limit(json, limit);
    }

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return JsonRules::beStrict;
    }

    static void limit(JsonFactoryBuilder json, BodyLimit limit) {
        json.streamReadConstraints(constraints(limit.body().toBytes()));
    }

    static void beStrict(JsonMapper.Builder json) {
        json.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .addModule(new SimpleModule("clean-text")
                        .addDeserializer(String.class, new CleanText())
                        .addDeserializer(JsonNode.class, new CleanTree())
                        .addKeyDeserializer(String.class, new CleanKey()));
    }

    /** A tree of JSON whose texts, names and numbers can all be kept. */
    private static final class CleanTree extends StdDeserializer<JsonNode> {

        private static final ValueDeserializer<?> ANY = JsonNodeDeserializer.getDeserializer(JsonNode.class);

        CleanTree() {
            super(JsonNode.class);
        }

        @Override
        public JsonNode deserialize(JsonParser parser, DeserializationContext context) {
            JsonNode tree = (JsonNode) ANY.deserialize(parser, context);
            require(tree, "");
            return tree;
        }

        @Override
        public JsonNode getNullValue(DeserializationContext context) {
            return NullNode.getInstance();
        }

        /** Not sent is something else than null, such as a shape that stays and one that is taken away. */
        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }

        /** Depth is bounded by the parser. */
        private static void require(JsonNode node, String at) {
            if (node.isString() && !Text.isClean(node.stringValue())) {
                throw Problem.invalidBody(at, node.stringValue(), "text of Unicode characters, without NUL");
            }
            if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue(Double.NaN))) {
                throw Problem.invalidBody(at, null, "a number up to 1.7e308");
            }
            for (Map.Entry<String, JsonNode> member : node.properties()) {
                if (!Text.isClean(member.getKey())) {
                    throw Problem.invalidBody(at, member.getKey(), "names of Unicode characters, without NUL");
                }
                require(member.getValue(), at + "/" + member.getKey());
            }
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                require(node.get(i), at + "/" + i);
            }
        }
    }

    /** A text is a JSON string, never a number in disguise. */
    private static final class CleanText extends StdScalarDeserializer<String> {

        CleanText() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (String) context.handleUnexpectedToken(getValueType(context), parser);
            }
            String text = parser.getString();
            if (!Text.isClean(text)) {
                throw context.weirdStringException(text, String.class, "NUL or half a surrogate pair");
            }
            return text;
        }
    }

    private static final class CleanKey extends KeyDeserializer {

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            if (!Text.isClean(key)) {
                throw context.weirdKeyException(String.class, key, "NUL or half a surrogate pair");
            }
            return key;
        }
    }
}
