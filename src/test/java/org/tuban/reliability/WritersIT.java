package org.tuban.reliability;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** 200 people who write to 20 parcels at once: each write is there once, or was refused. */
class WritersIT {

    private static final int WRITERS = 200;
    private static final int PARCELS = 20;
    private static final int WRITES_OF_EACH = 3;

    @ParameterizedTest
    @EnumSource(Backend.class)
    void keepsEveryAcknowledgedWriteAndNoOther(Backend backend) throws Exception {
        try (TubanServer server = TubanServer.start(backend)) {
            for (int parcel = 0; parcel < PARCELS; parcel++) {
                new SigningWriter(server::uri, TubanServer.PASSWORD, "W-" + parcel).begin();
            }
            AtomicInteger[] acknowledged = IntStream.range(0, PARCELS)
                    .mapToObj(parcel -> new AtomicInteger(3))
                    .toArray(AtomicInteger[]::new);
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
            try {
                List<Future<?>> all = new ArrayList<>();
                for (int number = 0; number < WRITERS; number++) {
                    int writer = number;
                    all.add(threads.submit(() -> write(server, writer, acknowledged[writer % PARCELS])));
                }
                for (Future<?> one : all) {
                    one.get(300, TimeUnit.SECONDS);
                }
            } finally {
                threads.shutdownNow();
            }
            for (int parcel = 0; parcel < PARCELS; parcel++) {
                check(server, parcel, acknowledged[parcel].get());
            }
            assertThat(server.bean(JdbcTemplate.class).queryForObject("""
                                    SELECT count(*) FROM feature_history h JOIN change_log c ON c.seq = h.change
                                    WHERE h.layer = 'parcel' AND h.feature_id LIKE 'W-%' AND c.version = h.version""", Long.class))
                    .isEqualTo(IntStream.range(0, PARCELS)
                            .mapToLong(parcel -> acknowledged[parcel].get())
                            .sum());
        }
    }

    /** Reads, adds one to what is there, and begins anew when somebody was first: no update may be lost. */
    private static void write(TubanServer server, int writer, AtomicInteger acknowledged) {
        String address = "/api/features/parcel/W-" + writer % PARCELS;
        int left = WRITES_OF_EACH;
        while (left > 0) {
            String item = "/ogc/collections/parcel/items/W-" + writer % PARCELS;
            HttpResponse<String> feature = server.get(item);
            assertThat(feature.statusCode()).as(feature.body()).isEqualTo(200);
            long signed = TubanServer.json(feature)
                    .at("/properties/households_signed")
                    .asLong(0);
            HttpResponse<String> answer = server.send(HttpRequest.newBuilder(server.uri(address + "/transitions"))
                    .header("Authorization", TubanServer.basic("planner"))
                    .header("Content-Type", "application/json")
                    .header("If-Match", feature.headers().firstValue("ETag").orElseThrow())
                    .POST(BodyPublishers.ofString(
                            "{\"to\":\"SIGNING\",\"evidence\":{\"households_signed\":%d,\"firms_signed\":0}}"
                                    .formatted(signed + 1)))
                    .build());
            assertThat(answer.statusCode()).as(answer.body()).isIn(200, 412);
            if (answer.statusCode() == 200) {
                acknowledged.incrementAndGet();
                left--;
            }
        }
    }

    private static void check(TubanServer server, int parcel, int acknowledged) {
        JsonNode entries = TubanServer.json(server.get("/api/features/parcel/W-%d/history".formatted(parcel)))
                .get("entries");
        assertThat(entries.valueStream()
                        .map(entry -> entry.get("version").intValue())
                        .sorted()
                        .toList())
                .isEqualTo(IntStream.rangeClosed(1, acknowledged).boxed().toList());
        JsonNode item = TubanServer.json(server.get("/ogc/collections/parcel/items/W-" + parcel));
        assertThat(item.at("/properties/households_signed").intValue()).isEqualTo(acknowledged - 3);
    }
}
