package org.tuban.ogc;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tuban.layer.Label;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The words of the pages and links, by key and language; kept in {@code ogc/texts.json}. */
@Component
final class Texts {

    private final Map<String, Label> labels;

    Texts() throws IOException {
        try (InputStream file = Texts.class.getResourceAsStream("/ogc/texts.json")) {
            labels = new JsonMapper().readValue(file, new TypeReference<Map<String, Label>>() {});
        }
    }

    /**
     * The text of a key.
     *
     * @throws IllegalArgumentException if there is no such key
     */
    String get(String key, Language language) {
        return language.of(label(key));
    }

    /**
     * The text of a key in both languages.
     *
     * @throws IllegalArgumentException if there is no such key
     */
    Label label(String key) {
        Label label = labels.get(key);
        if (label == null) {
            throw new IllegalArgumentException("no text " + key);
        }
        return label;
    }

    /** The unit as people write it; the unit as it is if it has no text. */
    String unit(String unit, Language language) {
        Label label = labels.get("unit_" + unit);
        return label == null ? unit : language.of(label);
    }

    /** All texts of a language by key. */
    Map<String, String> in(Language language) {
        Map<String, String> texts = new LinkedHashMap<>();
        labels.forEach((key, label) -> texts.put(key, language.of(label)));
        return texts;
    }
}
