package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuban.testing.Backend;
import org.tuban.testing.Program;
import org.tuban.testing.TubanServer;

/** The examples of {@code docs/api.md}: run as they are printed there, they work. */
class DocumentedClientsIT {

    private static final Pattern BLOCK = Pattern.compile("```(sh|python|js)\n(.*?)\n```", Pattern.DOTALL);

    /** A row of the table of filters: what is wanted, in text, in JSON. */
    private static final Pattern FILTER = Pattern.compile("(?m)^\\| ([^|]+) \\| `([^`]+)` \\| `(\\{[^`]+})` \\|$");

    private static final Pattern TRANSACTION = Pattern.compile("```json\n(\\{\"semantic\".*?)\n```", Pattern.DOTALL);

    private static TubanServer server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        server = TubanServer.start(Backend.GEOPACKAGE);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /**
     * An example.
     *
     * @param language what it is written in
     * @param text the program
     */
    record Example(String language, String text) {

        @Override
        public String toString() {
            return language + ": " + text.lines().findFirst().orElse("");
        }
    }

    private static String document() throws IOException {
        return Files.readString(Path.of("docs/api.md"));
    }

    static Stream<Example> examples() throws IOException {
        String document = document();
        String clients = document.substring(document.indexOf("\n## Clients\n"));
        List<Example> examples = BLOCK.matcher(clients)
                .results()
                .map(block -> new Example(block.group(1), block.group(2)))
                .toList();
        assertThat(examples).extracting(Example::language).contains("sh", "python", "js");
        return examples.stream();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void worksAsPrinted(Example example) throws IOException {
        Path program = folder.resolve(example.language().equals("js") ? "example.mjs" : "example");
        Files.writeString(
                program,
                example.text()
                        .replace("http://127.0.0.1:8080", server.uri("").toString())
                        .replace("PASSWORD", TubanServer.PASSWORD));

        String out = switch (example.language()) {
            case "sh" -> Program.output("curl gdal-bin", "sh", "-euc", "cd \"$0\" && . ./example", "" + folder);
            case "python" -> Program.output("python3", "python3", program.toString());
            default -> Program.output("nodejs", "node", program.toString());
        };

        assertThat(out).contains("PCL-FSX-");
    }

    static Stream<Arguments> filters() throws IOException {
        return FILTER.matcher(document())
                .results()
                .map(row -> Arguments.of(
                        row.group(1).contains("enterprise") ? "enterprise" : "parcel", row.group(2), row.group(3)));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void findsTheSameInBothEncodings(String layer, String text, String json) {
        int found = matched(layer, "cql2-text", text);

        assertThat(found).isPositive();
        assertThat(matched(layer, "cql2-json", json)).isEqualTo(found);
    }

    private static int matched(String layer, String language, String filter) {
        String path = "/ogc/collections/%s/items?filter-lang=%s&filter=%s"
                .formatted(layer, language, URLEncoder.encode(filter, StandardCharsets.UTF_8));
        return TubanServer.json(server.get(path)).path("numberMatched").intValue();
    }

    @Test
    void rehearsesTheTransaction() throws IOException {
        Matcher transaction = TRANSACTION.matcher(document());
        assertThat(transaction.find()).isTrue();

        HttpResponse<String> answer = server.post(
                "/ogc/transactions?dry-run=true", transaction.group(1), "Authorization", TubanServer.basic("planner"));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
