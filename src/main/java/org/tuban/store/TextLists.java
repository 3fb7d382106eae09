package org.tuban.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Lists of texts in a GeoPackage: a JSON array in a TEXT column, as GDAL reads and writes it too. */
final class TextLists {

    /** What the GeoPackage says of such a column. Source: OGC 12-128r17, annex F.9, column mime_type. */
    static final String MEDIA_TYPE = "application/json";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private TextLists() {}

    static String write(List<?> texts) {
        return JSON.writeValueAsString(texts);
    }

    /** What a column holds; what somebody else's program wrote there and is no array is one text. */
    static @Nullable List<String> read(@Nullable String column) {
        if (column == null) {
            return null;
        }
        try {
            JsonNode array = JSON.readTree(column);
            return array.isArray() ? array.valueStream().map(JsonNode::asString).toList() : List.of(column);
        } catch (JacksonException noJson) {
            return List.of(column);
        }
    }
}
