package org.tuban.bench;

import static org.tuban.bench.Report.print;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.locationtech.jts.geom.Point;
import org.tuban.bench.TileList.Tile;
import org.tuban.exchange.Mosaic;
import org.tuban.tile.VectorTileReader;

/** Tiles after edits, beside edits, and on a second node. Each parcel is edited once at most. */
final class TileEdits {

    private static final int AT_ONCE = 8;
    private static final int EDITS = 200;
    private static final int LEVEL = 16;
    private static final int PROBES = 150;
    private static final int STEADY_RATE = 90;
    private static final long LONGEST_LAG_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final ServiceProcess service;
    private final String authorization;
    private final Mosaic mosaic;
    private final int parcels;
    private final StatusChanges changes;

    TileEdits(ServiceProcess service, Town town, int parcels) {
        this.service = service;
        this.authorization = town.authorization();
        this.mosaic = new Mosaic(parcels);
        this.parcels = parcels;
        this.changes = new StatusChanges(service, authorization, mosaic, parcels);
    }

    /** Shows whether the next tile has an edit, and how tiles come while states change. */
    void run(BenchOptions options, Path tiles) throws IOException, InterruptedException {
        readOwnWrites();
        int seconds = options.number("write-seconds");
        Load.Result alone = Load.wrk(service.uri(""), tiles, List.of("Accept-Encoding: gzip"), AT_ONCE, seconds);
        changes.start(options.number("write-rate"));
        Load.Result beside = Load.wrk(service.uri(""), tiles, List.of("Accept-Encoding: gzip"), AT_ONCE, seconds);
        String changed = changes.stop();
        print("%n| Tiles of levels 14 to 17, gzipped | Requests/s | p50 ms | p99 ms | p99 ratio |");
        print("|---|---|---|---|---|");
        print("| alone | %,.0f | %.1f | %.1f | 1.00 |", alone.perSecond(), alone.median(), alone.late());
        print(
                "| beside %s | %,.0f | %.1f | %.1f | %.2f |",
                changed, beside.perSecond(), beside.median(), beside.late(), beside.late() / alone.late());
    }

    /** Edits a parcel and asks for its tile at once. */
    private void readOwnWrites() throws IOException, InterruptedException {
        List<Double> before = new ArrayList<>();
        List<Double> edits = new ArrayList<>();
        List<Double> after = new ArrayList<>();
        int missing = 0;
        for (int k = 0; k < EDITS; k++) {
            int number = notMoved((int) ((k + 0.5) * parcels / EDITS));
            Tile tile = tileOf(number);
            String name = "改" + k;
            before.add(millis(() -> service.ask(tile.path())));
            edits.add(millis(() -> rename(number, name)));
            List<byte[]> seen = new ArrayList<>();
            after.add(millis(() -> seen.add(service.ask(tile.path()).body())));
            missing += name.equals(nameOn(seen.get(0), number)) ? 0 : 1;
        }
        print(
                "%n- read your own write: %d edits, %d tiles without theirs; edit %.1f ms, tile before %.2f ms, tile right after %.2f ms (medians)",
                EDITS, missing, middle(edits), middle(before), middle(after));
    }

    /** Edits here and asks the other node until its tile has it, while states change here. */
    void follow(ServiceProcess other) throws IOException, InterruptedException {
        changes.start(STEADY_RATE);
        List<Double> lags = new ArrayList<>();
        for (int k = 0; k < PROBES; k++) {
            int number = notMoved((int) ((k + 0.25) * parcels / PROBES));
            Tile tile = tileOf(number);
            String name = "邻" + k;
            rename(number, name);
            long begin = System.nanoTime();
            while (!name.equals(nameOn(other.ask(tile.path()).body(), number))
                    && System.nanoTime() - begin < LONGEST_LAG_NANOS) {
                TimeUnit.MILLISECONDS.sleep(2);
            }
            lags.add((System.nanoTime() - begin) / 1e6);
        }
        double[] sorted =
                lags.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        print(
                "- the other node shows an edit after %.0f ms (p50), %.0f ms (p99), %.0f ms at most; %d edits beside %s",
                Load.quantile(sorted, 0.5),
                Load.quantile(sorted, 0.99),
                sorted[sorted.length - 1],
                PROBES,
                changes.stop());
    }

    /** The next parcel whose state stays as it is, so that edits do not meet. */
    private int notMoved(int number) {
        int free = number;
        while (StatusChanges.isSurveyed(mosaic.parcel(free))) {
            free++;
        }
        return free;
    }

    private Tile tileOf(int number) {
        Point inside = mosaic.parcel(number).shape().getInteriorPoint();
        return Tile.at(LEVEL, inside.getX(), inside.getY());
    }

    private HttpResponse<String> rename(int number, String name) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.uri("/ogc/collections/parcel/items/P-" + number))
                .header("Authorization", authorization)
                .header("If-Match", "*")
                .header("Content-Type", "application/merge-patch+json")
                .method(
                        "PATCH",
                        HttpRequest.BodyPublishers.ofString("{\"properties\":{\"name\":\"%s\"}}".formatted(name)))
                .build();
        HttpResponse<String> answer = service.send(request);
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer;
    }

    private static String nameOn(byte[] tile, int number) {
        return VectorTileReader.read(tile).stream()
                .flatMap(layer -> layer.features().stream())
                .filter(feature -> ("P-" + number).equals(feature.properties().get("id")))
                .map(feature -> String.valueOf(feature.properties().get("name")))
                .findFirst()
                .orElse("");
    }

    /** A step to be timed. */
    @FunctionalInterface
    private interface Step {
        Object run() throws IOException, InterruptedException;
    }

    private static double millis(Step step) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        step.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double middle(List<Double> values) {
        return Load.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
