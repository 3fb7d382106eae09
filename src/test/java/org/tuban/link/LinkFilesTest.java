package org.tuban.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.tuban.feature.FeatureRef;
import org.tuban.layer.DataFileException;
import org.tuban.layer.DataFiles;
import org.tuban.layer.Label;

class LinkFilesTest {

    @TempDir
    private Path folder;

    @Test
    void readsTheTypesInTheirOrder() throws IOException {
        write("linktypes.json", """
                [{"id": "part_of", "title": {"zh": "属于", "en": "Part of"}, "inverse": {"zh": "包含", "en": "Contains"}, "containment": true},
                 {"id": "serves", "title": {"zh": "服务", "en": "Serves"}, "inverse": {"zh": "得到服务", "en": "Served by"}}]""");

        withFiles(files -> {
            LinkTypes types = new LinkTypes(files);
            assertThat(types.byId().keySet()).containsExactly("part_of", "serves");
            assertThat(types.containments()).containsExactly("part_of");
            assertThat(types.find("part_of").orElseThrow().inverse().en()).isEqualTo("Contains");
        });
    }

    @Test
    void saysWhereATypeIsThereTwice() throws IOException {
        write("linktypes.json", """
                [{"id": "part_of", "title": {"zh": "属于"}, "inverse": {"zh": "包含"}, "containment": true},
                 {"id": "part_of", "title": {"zh": "属于"}, "inverse": {"zh": "包含"}, "containment": true}]""");

        withFiles(files -> assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> new LinkTypes(files))
                .withMessageContaining("linktypes.json")
                .withMessageContaining("\"part_of\" is there twice"));
    }

    @Test
    void saysWhatATypeLacks() throws IOException {
        write("linktypes.json", "[\n{\"id\": \"part_of\", \"title\": {\"zh\": \"属于\"}, \"containment\": true}]");

        withFiles(files -> assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> new LinkTypes(files))
                .withMessageContaining("linktypes.json, line 2")
                .withMessageContaining("needs title and inverse"));
    }

    @Test
    void readsALinkAsTheDataFilesHaveIt() throws IOException {
        write("links.jsonl", """
                {"id":"LNK-1","type":"part_of","from":{"layer":"parcel","id":"P-1"},"to":{"layer":"block","id":"B-1"},\
                "basis":"stated","share":null,"validFrom":"2021","validTo":null,"source":"src-a","note":{"zh":"注"}}
                """);

        withFiles(files -> assertThat(files.readLines("links.jsonl", Link.class))
                .extracting(DataFiles.Line::value)
                .isEqualTo(List.of(new Link(
                        "LNK-1",
                        "part_of",
                        new FeatureRef("parcel", "P-1"),
                        new FeatureRef("block", "B-1"),
                        Basis.STATED,
                        null,
                        "2021",
                        null,
                        "src-a",
                        new Label("注", "注"),
                        0))));
    }

    @Test
    void saysWhichLineOfTheLinksIsWrong() throws IOException {
        write("links.jsonl", """

                {"id":"LNK-1","type":"part_of","from":{"layer":"parcel","id":"P-1"},"basis":"stated","source":"src-a"}
                """);

        withFiles(files -> assertThatExceptionOfType(DataFileException.class)
                .isThrownBy(() -> files.readLines("links.jsonl", Link.class))
                .withMessage("links.jsonl, line 2: to: needed are layer and id"));
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private void withFiles(Consumer<DataFiles> test) {
        new ApplicationContextRunner()
                .withPropertyValues("tuban.data=" + folder)
                .withBean(DataFiles.class)
                .run(context -> test.accept(context.getBean(DataFiles.class)));
    }
}
