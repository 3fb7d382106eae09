package org.tuban.cql2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuban.testing.SharedFolder;
import tools.jackson.databind.json.JsonMapper;

/** The examples and the JSON schema that come with OGC 21-065r2. */
@Tag("shared")
class OfficialExamplesTest {

    private static final int FILTERS = 1_000;

    static List<String> texts() {
        return names("text", ".txt");
    }

    static List<String> jsons() {
        return names("json", ".json");
    }

    /** Those of which there are two forms, or two texts that say the same. */
    static Stream<String> pairs() {
        return texts().stream().filter(name -> jsons().contains(counterpart(name)));
    }

    @DisplayName("/req/cql2-text")
    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void readsText(String name) {
        Syntax syntax = text(name);
        assertThat(Cql2Text.read(Cql2Text.write(syntax), Limits.IN_ADDRESS).syntax())
                .isEqualTo(syntax);
    }

    @DisplayName("/req/cql2-json")
    @ParameterizedTest(name = "{0}")
    @MethodSource("jsons")
    void readsJson(String name) {
        Syntax syntax = json(name);
        assertThat(Cql2Json.read(Cql2Json.write(syntax), Limits.IN_ADDRESS).syntax())
                .isEqualTo(syntax);
        assertThat(schema().accepts(Cql2Json.write(syntax))).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pairs")
    void readsTheSameFromBoth(String name) {
        assertThat(text(name)).isEqualTo(json(counterpart(name)));
    }

    @Test
    void areAllThere() {
        assertThat(texts()).hasSize(120);
        assertThat(jsons()).hasSize(109);
        assertThat(pairs()).hasSize(120);
    }

    @DisplayName("/req/cql2-json")
    @Test
    void writesJsonAsTheSchemaAsks() {
        SchemaCheck schema = schema();
        for (int seed = 0; seed < FILTERS; seed++) {
            var json = Cql2Json.write(new RandomSyntax(seed).condition(3));
            assertThat(schema.accepts(json)).as(json.toString()).isTrue();
        }
    }

    @Test
    void wouldSeeWhatTheSchemaForbids() {
        JsonMapper mapper = JsonMapper.shared();
        assertThat(schema().accepts(mapper.readTree("{\"op\":\"=\",\"args\":[1]}")))
                .isFalse();
        assertThat(schema().accepts(mapper.readTree("{\"op\":\"not\",\"args\":[5]}")))
                .isFalse();
        assertThat(schema().accepts(mapper.readTree("{\"op\":\"=\",\"args\":[{\"date\":\"x\"},1]}")))
                .isFalse();
    }

    private static String counterpart(String name) {
        return name.replaceAll("-alt\\d+$", "");
    }

    private static Syntax text(String name) {
        return Cql2Text.read(content("text/" + name + ".txt"), Limits.IN_ADDRESS)
                .syntax();
    }

    private static Syntax json(String name) {
        return Cql2Json.read(content("json/" + name + ".json"), Limits.IN_ADDRESS)
                .syntax();
    }

    private static SchemaCheck schema() {
        return new SchemaCheck(JsonMapper.shared().readTree(SharedFolder.file("cql2/cql2.json")));
    }

    static List<String> names(String folder, String ending) {
        try (Stream<Path> files = Files.list(SharedFolder.file("cql2/examples/" + folder))) {
            return files.map(file -> file.getFileName().toString().replace(ending, ""))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static String content(String file) {
        try {
            return Files.readString(SharedFolder.file("cql2/examples/" + file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
