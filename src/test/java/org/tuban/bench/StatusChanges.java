package org.tuban.bench;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.tuban.exchange.Mosaic;

/** Moves surveyed parcels to the next state, so many in a second, by requests as people's browsers send them. */
final class StatusChanges {

    private static final int WRITERS = 16;
    private static final int MOST = 1 << 20;
    private static final String STEP = """
            {"to":"CONSULTED","evidence":{"consulted_on":"2024-01-02","households_total":3,"firms_total":1}}""";

    private final ServiceProcess service;
    private final String authorization;
    private final Mosaic mosaic;
    private final int parcels;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong due = new AtomicLong();
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final double[] millis = new double[MOST];
    private final List<Thread> writers = new ArrayList<>();
    private long begin;
    private volatile boolean running;
    private volatile String reason = "";

    StatusChanges(ServiceProcess service, String authorization, Mosaic mosaic, int parcels) {
        this.service = service;
        this.authorization = authorization;
        this.mosaic = mosaic;
        this.parcels = parcels;
    }

    /** Begins to write. */
    void start(int perSecond) {
        running = true;
        done.set(0);
        refused.set(0);
        begin = System.nanoTime();
        due.set(begin);
        long between = TimeUnit.SECONDS.toNanos(1) / perSecond;
        for (int k = 0; k < WRITERS; k++) {
            Thread writer = new Thread(() -> write(between), "writer-" + k);
            writers.add(writer);
            writer.start();
        }
    }

    /**
     * Ends and says how it went.
     *
     * @throws IllegalStateException if none was done; says why the first was refused
     */
    String stop() throws InterruptedException {
        running = false;
        for (Thread writer : writers) {
            writer.join();
        }
        writers.clear();
        if (done.get() == 0) {
            throw new IllegalStateException("no state was changed: " + reason);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        double[] sorted = Arrays.copyOf(millis, Math.min(done.get(), MOST));
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                "%.0f status changes/s (p50 %.1f, p99 %.1f ms, %d refused)",
                done.get() / seconds,
                Load.quantile(sorted, 0.5),
                Load.quantile(sorted, 0.99),
                refused.get());
    }

    private void write(long between) {
        while (running) {
            long mine = due.getAndAdd(between);
            LockSupport.parkNanos(mine - System.nanoTime());
            int number = surveyed();
            if (number < 0) {
                return;
            }
            try {
                long from = System.nanoTime();
                HttpResponse<String> answer = change(number);
                if (answer.statusCode() == 200) {
                    millis[done.getAndIncrement() & MOST - 1] = (System.nanoTime() - from) / 1e6;
                } else {
                    refuse(answer.body());
                }
            } catch (IOException broken) {
                refuse(String.valueOf(broken.getMessage()));
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private int surveyed() {
        int number = next.getAndIncrement();
        while (number < parcels && !isSurveyed(mosaic.parcel(spread(number)))) {
            number = next.getAndIncrement();
        }
        return number < parcels ? spread(number) : -1;
    }

    /** Whether a parcel is one of those that are moved. */
    static boolean isSurveyed(Mosaic.Parcel parcel) {
        return parcel.status().equals("SURVEYED");
    }

    /** Neighbours in time are not neighbours in space; 7919 is a prime that divides no size of ours. */
    private int spread(int number) {
        return (int) (number * 7919L % parcels);
    }

    private void refuse(String why) {
        if (refused.getAndIncrement() == 0) {
            reason = why;
        }
    }

    private HttpResponse<String> change(int number) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        service.uri("/api/features/parcel/P-%d/transitions".formatted(number)))
                .header("Authorization", authorization)
                .header("If-Match", "\"1\"")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(STEP))
                .build();
        return service.send(request);
    }
}
