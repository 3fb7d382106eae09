package org.tuban.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;

/** {@code tuban load}: a file of features into a layer. */
@Component
class LoadCommand {

    private final Layers layers;
    private final FeatureLoader loader;

    LoadCommand(Layers layers, FeatureLoader loader) {
        this.layers = layers;
        this.loader = loader;
    }

    /**
     * What was asked.
     *
     * @param file a GeoJSON file, or null for lines of features from the standard input
     * @param layer id of the layer
     * @param rehearsal true to write nothing
     * @param skipped where to put features that are refused; null to write nothing if one is
     */
    record Asked(
            @Nullable Path file,
            String layer,
            boolean rehearsal,
            @Nullable Path skipped) {}

    /** Loads, and says how it goes; refusals go to the same place, one a line. */
    void run(Asked asked, InputStream standardInput, PrintStream say) throws IOException {
        Layer layer = layers.find(asked.layer())
                .orElseThrow(() -> new LoadRefusal("there is no layer \"%s\"; there are: %s"
                        .formatted(
                                asked.layer(),
                                String.join(
                                        ", ",
                                        layers.list().stream().map(Layer::id).toList()))));
        String name = asked.file() == null ? "-" : asked.file().getFileName().toString();
        long size = asked.file() == null ? 0 : Files.size(asked.file());
        long begin = System.nanoTime();
        try (FeatureStream stream = new FeatureStream(asked.file(), standardInput);
                PrintWriter aside = asked.skipped() == null
                        ? new PrintWriter(java.io.Writer.nullWriter())
                        : new PrintWriter(Files.newBufferedWriter(asked.skipped(), StandardCharsets.UTF_8))) {
            Progress progress = new Progress(say, size, stream::bytesRead);
            long[] refused = {0};
            FeatureLoader.Wish wish = new FeatureLoader.Wish(
                    asked.rehearsal(),
                    asked.skipped() != null,
                    refusal -> {
                        refused[0]++;
                        progress.line("%s:%d: %s".formatted(name, refusal.item().number(), refusal.reason()));
                        aside.println(refusal.item().line());
                    },
                    progress::done);
            long written = loader.load(layer, stream, wish);
            progress.line("%s %d features into layer %s in %.1f s%s"
                    .formatted(
                            asked.rehearsal() ? "Could load" : "Loaded",
                            written,
                            layer.id(),
                            (System.nanoTime() - begin) / 1e9,
                            refused[0] == 0 ? "" : "; refused %d, put into %s".formatted(refused[0], asked.skipped())));
            if (aside.checkError()) {
                throw new LoadRefusal("loaded, but %s could not be written".formatted(asked.skipped()));
            }
        }
    }
}
