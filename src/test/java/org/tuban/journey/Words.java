package org.tuban.journey;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page's own words in one language, so that a better wording does not break a journey. */
record Words(JsonNode texts) {

    /**
     * Reads what the page reads.
     *
     * @param lang {@code zh-CN} or {@code en}
     */
    static Words in(String lang) {
        String file = "/static/i18n/" + lang + ".json";
        try (InputStream stream = Words.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("No " + file + " on the class path");
            }
            return new Words(JsonMapper.builder().build().readTree(stream));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * The text of a key such as {@code session.signIn}.
     *
     * @throws IllegalStateException if the page has no such text
     */
    String of(String key) {
        JsonNode text = texts.at("/" + key.replace('.', '/'));
        if (!text.isString()) {
            throw new IllegalStateException("The page has no words for " + key);
        }
        return text.asString();
    }

    /** The text of a key with its {@code {places}} filled in. */
    String of(String key, Map<String, String> values) {
        String text = of(key);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue());
        }
        return text;
    }
}
