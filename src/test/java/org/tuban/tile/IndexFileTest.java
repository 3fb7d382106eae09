package org.tuban.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tuban.feature.ChangeLog;
import org.tuban.feature.Feature;

/** A file of an index is what was written, or it is refused. */
class IndexFileTest {

    private static final ChangeLog.Place PLACE = new ChangeLog.Place(7, 11);

    @TempDir
    private Path folder;

    private Path file;
    private LayerState state;

    @BeforeEach
    void write() throws IOException {
        Random random = new Random(1);
        List<Feature> features = IntStream.rangeClosed(1, 500)
                .mapToObj(key -> TestTiles.feature(key, 1, TestShapes.shape(random), "S" + key % 300))
                .toList();
        LayerIndex index = TestTiles.index(features);
        state = index.state();
        file = folder.resolve("test.index");
        IndexFile.write(file, TestTiles.FIELDS, content());
    }

    private IndexFile.Content content() {
        return new IndexFile.Content(
                PLACE, "mark", 501, state.dictionaries(), state.segments().get(0), List.of(501L, 7L));
    }

    @Test
    void givesTheSameTilesBack() throws IOException {
        IndexFile.Content read = IndexFile.read(file, TestTiles.FIELDS);
        LayerIndex opened = new LayerIndex(TestTiles.FIELDS, read.dictionaries(), read.segment(), read.refused());

        assertThat(read.place()).isEqualTo(PLACE);
        assertThat(read.mark()).isEqualTo("mark");
        assertThat(read.features()).isEqualTo(501);
        assertThat(opened.refused()).containsExactlyInAnyOrder(501L, 7L);
        for (int level = 8; level < 18; level++) {
            TileAddress tile = TileAddress.of(
                    TileMatrixSets.webMercatorQuad(), level, TestShapes.WEST + 0.02, TestShapes.SOUTH + 0.02);
            assertThat(TileMaker.make(tile, List.of(opened.state()))).isEqualTo(TileMaker.make(tile, List.of(state)));
        }
        assertThat(read.segment().find(250)).isEqualTo(state.segments().get(0).find(250));
    }

    @Test
    void refusesAFileThatWasCutShort() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(2);
        for (int k = 0; k < 200; k++) {
            Files.write(file, Arrays.copyOf(whole, random.nextInt(whole.length)));
            refuses();
        }
    }

    @Test
    void refusesAFileWithOneBitOtherThanWritten() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(3);
        for (int k = 0; k < 200; k++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, flipped);
            refuses();
        }
    }

    @Test
    void refusesAFileOfOtherFieldsOrOfNothingOfTheKind() throws IOException {
        assertThatThrownBy(() -> IndexFile.read(file, new TileFields(TestTiles.LAYER, List.of("status"))))
                .isInstanceOf(IndexFile.UnusableException.class)
                .hasMessage("the layer has other fields now");
        Files.writeString(file, "something else that is long enough to be looked at");
        refuses();
    }

    @Test
    void leavesNoHalfWrittenFileBehind() throws IOException {
        IndexFile.write(file, TestTiles.FIELDS, content());

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    private void refuses() {
        assertThatThrownBy(() -> IndexFile.read(file, TestTiles.FIELDS))
                .isInstanceOf(IndexFile.UnusableException.class);
    }
}
