package org.tuban.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tuban.testing.SharedFolder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The demo's land-use classes against the transcription of the national standard that they were made from. */
@Tag("shared")
class LandUseCodesTest {

    @Test
    void areThoseOfTheStandardWithNameParentAndColour() throws IOException {
        List<Row> standard = Files.readAllLines(SharedFolder.file("data/landuse/landuse_codes.csv")).stream()
                .map(line -> line.split(",", -1))
                .filter(columns -> columns[0].equals("YDYH-2023"))
                .map(columns -> new Row(columns[1], columns[2], columns[4], columns[5]))
                .toList();

        assertThat(demoCodes()).containsExactlyInAnyOrderElementsOf(standard);
    }

    private static List<Row> demoCodes() throws IOException {
        String json = Files.readString(Path.of("data/demo/codelists/landuse-ydyh-2023.json"));
        JsonNode codes = JsonMapper.shared().readTree(json).get("codes");
        return codes.valueStream()
                .map(code -> new Row(
                        code.get("code").stringValue(),
                        code.get("title").get("zh").stringValue(),
                        code.path("parent").stringValue(""),
                        code.path("color").stringValue("")))
                .toList();
    }

    private record Row(String code, String name, String parent, String colour) {}
}
