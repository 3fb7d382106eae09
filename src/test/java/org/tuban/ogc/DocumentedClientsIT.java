package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tuban.testing.Backend;
import org.tuban.testing.Program;
import org.tuban.testing.TubanServer;

/** The examples of {@code docs/api.md}, section Clients: run as they are printed there, they work. */
class DocumentedClientsIT {

    private static final Pattern BLOCK = Pattern.compile("```(sh|python|js)\n(.*?)\n```", Pattern.DOTALL);

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

    static Stream<Example> examples() throws IOException {
        String document = Files.readString(Path.of("docs/api.md"));
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
}
