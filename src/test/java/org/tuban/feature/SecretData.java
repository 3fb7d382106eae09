package org.tuban.feature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.tuban.layer.DataFolder;

/**
 * The demo data with a layer of each visibility, whose features have a field of each visibility with a text that is
 * nowhere else: where it is met, the field was shown.
 *
 * <p>Of each layer one feature lies in a village, which lies in a zone, and the other nowhere.
 */
final class SecretData {

    /** Ids of the layers: public, internal, restricted. */
    static final List<String> LAYERS = List.of("open_thing", "staff_thing", "closed_thing");

    static final String INSIDE = "inside";
    static final String OUTSIDE = "outside";

    /** What the inner features lie in, and what that lies in. */
    static final FeatureRef VILLAGE = new FeatureRef("village", "VIL-204");

    static final FeatureRef ZONE = new FeatureRef("zone", "ZON-TY");

    /** A village without any of them. */
    static final FeatureRef OTHER_VILLAGE = new FeatureRef("village", "VIL-209");

    /** Visibility of the layers, of the fields, and of the indicators. */
    private static final List<String> MARKS = List.of("public", "internal", "restricted");

    private static final List<String> FIELDS = List.of("name", "staff", "few");

    private static final String LAYER = """
            {"id": "%1$s", "order": 200, "title": {"zh": "%1$s", "en": "%1$s"},
             "description": {"zh": "测试", "en": "For tests"}, "geometry": "Point", "nameField": "name",
             "source": "src-tuban-schematic", "visibility": "%2$s",
             "fields": [
               {"name": "name", "type": "text", "title": {"zh": "名称", "en": "Name"}, "required": true},
               {"name": "staff_%1$s", "type": "text", "title": {"zh": "内部", "en": "Internal"}, "visibility": "internal"},
               {"name": "few_%1$s", "type": "text", "title": {"zh": "受限", "en": "Restricted"}, "visibility": "restricted"}
             ],
             "style": {"color": "#5B2A86", "fillOpacity": 0.9, "width": 1.5, "visible": true, "minZoom": 1},
             "themes": []}
            """;

    private SecretData() {}

    /** Name of the field of a layer: {@code name}, {@code staff_…} for the internal one, {@code few_…} for the restricted. */
    static String field(String layer, int mark) {
        return mark == 0 ? "name" : FIELDS.get(mark) + "_" + layer;
    }

    /** The text that a feature has in the field with a mark, 0 for public, 1 for internal, 2 for restricted. */
    static String secret(String layer, String id, int mark) {
        return beginning(layer, mark) + "_" + id + "_7f3a";
    }

    /** With what the texts of a field begin. */
    static String beginning(String layer, int mark) {
        return FIELDS.get(mark).toUpperCase(java.util.Locale.ROOT) + "_" + layer;
    }

    /** The text of the figure about a feature whose indicator has a mark. */
    static String figure(String layer, String id, int mark) {
        return "figure_" + secret(layer, id, mark);
    }

    /** Longitude and latitude of a feature. */
    static double[] place(String layer, String id) {
        double shift = 0.0011 * LAYERS.indexOf(layer);
        return id.equals(INSIDE)
                ? new double[] {121.231171 + shift, 28.611131}
                : new double[] {121.241373 + shift, 28.607373};
    }

    /** Writes the data into a folder. */
    static void write(Path folder) throws IOException {
        DataFolder.copyOf(Path.of("data", "demo"), folder);
        for (int k = 0; k < LAYERS.size(); k++) {
            String layer = LAYERS.get(k);
            Files.writeString(folder.resolve("layers/" + layer + ".json"), LAYER.formatted(layer, MARKS.get(k)));
            Files.writeString(folder.resolve("features/" + layer + ".geojsonl"), "");
            for (String id : List.of(INSIDE, OUTSIDE)) {
                append(folder.resolve("features/" + layer + ".geojsonl"), feature(layer, id));
                for (int mark = 0; mark < MARKS.size(); mark++) {
                    append(folder.resolve("observations.jsonl"), """
                            {"id":"OBS-%1$s-%2$s-%3$d","feature":{"layer":"%1$s","id":"%2$s"},"indicator":"secret_%3$d",\
                            "value":null,"text":"%4$s","unit":null,"qualifier":null,"asOf":"2020",\
                            "source":"src-tuban-schematic","basis":"stated","note":null}""".formatted(
                                    layer, id, mark, figure(layer, id, mark)));
                }
            }
            append(folder.resolve("links.jsonl"), link("in-" + layer, new FeatureRef(layer, INSIDE), VILLAGE));
        }
        append(folder.resolve("links.jsonl"), link("in-zone", VILLAGE, ZONE));
        Path indicators = folder.resolve("indicators.json");
        StringBuilder more = new StringBuilder("[");
        for (int mark = 0; mark < MARKS.size(); mark++) {
            more.append("""
                    {"id": "secret_%1$d", "title": {"zh": "图", "en": "F"}, "unit": null, "visibility": "%2$s"},""".formatted(mark, MARKS.get(mark)));
        }
        Files.writeString(indicators, Files.readString(indicators).replaceFirst("\\[", more.toString()));
    }

    private static String feature(String layer, String id) {
        double[] place = place(layer, id);
        return """
                {"type":"Feature","id":"%s","geometry":{"type":"Point","coordinates":[%s,%s]},"properties":{"name":"%s",\
                "%s":"%s","%s":"%s","geometry_accuracy":"schematic","source":"src-tuban-schematic","as_of":"2020"},\
                "validFrom":"2020"}""".formatted(
                        id,
                        place[0],
                        place[1],
                        secret(layer, id, 0),
                        field(layer, 1),
                        secret(layer, id, 1),
                        field(layer, 2),
                        secret(layer, id, 2));
    }

    private static String link(String id, FeatureRef from, FeatureRef to) {
        return """
                {"id":"%s","type":"located_in","from":{"layer":"%s","id":"%s"},"to":{"layer":"%s","id":"%s"},\
                "basis":"stated","share":null,"validFrom":"2020","validTo":null,"source":"src-tuban-schematic","note":null}""".formatted(id, from.layer(), from.id(), to.layer(), to.id());
    }

    private static void append(Path file, String line) throws IOException {
        Files.writeString(file, line.strip() + "\n", StandardOpenOption.APPEND);
    }
}
