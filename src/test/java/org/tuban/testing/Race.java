package org.tuban.testing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tuban.http.Problem;

/** The same work done by many threads at once. */
public final class Race {

    private static final int THREADS = 16;

    private Race() {}

    /** What became of each runner, in the order of their numbers from 0: the problem it met, or null if it won. */
    public static List<@Nullable Problem> run(int runners, IntConsumer work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Callable<@Nullable Problem>> calls = IntStream.range(0, runners)
                    .mapToObj(number -> (Callable<@Nullable Problem>) () -> problemOrNull(() -> work.accept(number)))
                    .toList();
            List<@Nullable Problem> outcomes = new ArrayList<>();
            for (Future<@Nullable Problem> call : threads.invokeAll(calls)) {
                outcomes.add(call.get());
            }
            return Collections.unmodifiableList(outcomes);
        } finally {
            threads.shutdownNow();
        }
    }

    private static @Nullable Problem problemOrNull(Runnable work) {
        try {
            work.run();
            return null;
        } catch (Problem refused) {
            return refused;
        }
    }
}
