package org.tuban.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tuban.access.Caller;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureLoads;
import org.tuban.layer.Layer;

/**
 * Loads a stream of features in one transaction: they are read and checked in portions on all processors and written in
 * their order on one, with a few portions in memory at a time.
 */
@Component
class FeatureLoader {

    private static final int PORTION = 2_000;

    /** Refusals after which nobody wants to read more of them. */
    private static final int MOST_REFUSALS = 20;

    private static final Caller LOADER = Caller.system("load");

    private final FeatureDrafts drafts;
    private final FeatureLoads loads;

    FeatureLoader(FeatureDrafts drafts, FeatureLoads loads) {
        this.drafts = drafts;
        this.loads = loads;
    }

    /**
     * A feature that cannot be written.
     *
     * @param item as it stands in the file
     * @param reason what is wrong with it
     */
    record Refusal(FeatureStream.Item item, String reason) {}

    /**
     * What is wanted of a load.
     *
     * @param rehearsal true to write nothing
     * @param skip true to go on behind what is refused; else one refusal undoes all
     * @param refused told of each refusal
     * @param done told now and then how many features were read
     */
    record Wish(boolean rehearsal, boolean skip, Consumer<Refusal> refused, Consumer<Long> done) {}

    private record Draft(FeatureStream.Item item, Feature feature) {}

    private record Portion(List<Draft> good, List<Refusal> bad) {}

    /**
     * Loads; gives how many features were written.
     *
     * @throws LoadRefusal if something was refused that was not to be skipped; nothing is written then
     */
    long load(Layer layer, FeatureStream stream, Wish wish) {
        int threads = Runtime.getRuntime().availableProcessors();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            return loads.load(
                    layer, LOADER, wish.rehearsal(), loading -> new Run(stream, wish, loading).all(workers, threads));
        } finally {
            workers.shutdownNow();
        }
    }

    /** One load on its way. */
    private final class Run {

        private final FeatureStream stream;
        private final Wish wish;
        private final FeatureLoads.Loading loading;
        private final Instant now = loads.now();
        private final SeenIds seen = new SeenIds();
        private long refusals;
        private long read;

        Run(FeatureStream stream, Wish wish, FeatureLoads.Loading loading) {
            this.stream = stream;
            this.wish = wish;
            this.loading = loading;
        }

        void all(ExecutorService workers, int threads) {
            Deque<Future<Portion>> underway = new ArrayDeque<>();
            try {
                List<FeatureStream.Item> items = stream.next(PORTION);
                while (!items.isEmpty() || !underway.isEmpty()) {
                    if (!items.isEmpty()) {
                        List<FeatureStream.Item> portion = items;
                        underway.add(workers.submit(() -> check(portion)));
                        items = stream.next(PORTION);
                    }
                    if (items.isEmpty() || underway.size() > threads) {
                        take(underway.remove().get());
                    }
                }
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new LoadRefusal("stopped");
            } catch (ExecutionException failure) {
                throw new IllegalStateException("a portion could not be read", failure.getCause());
            }
            if (refusals > 0 && !wish.skip()) {
                throw new LoadRefusal("%d refused, so nothing is written".formatted(refusals));
            }
        }

        private Portion check(List<FeatureStream.Item> items) {
            Portion portion = new Portion(new ArrayList<>(items.size()), new ArrayList<>());
            for (FeatureStream.Item item : items) {
                try {
                    portion.good().add(new Draft(item, drafts.read(loading.layer(), item, now, LOADER)));
                } catch (LoadRefusal refused) {
                    portion.bad().add(new Refusal(item, String.valueOf(refused.getMessage())));
                }
            }
            return portion;
        }

        /** After a refusal nothing more needs to be written; the rest is still checked, up to a number of faults. */
        private void take(Portion portion) {
            portion.bad().forEach(this::refuse);
            List<Draft> fresh = new ArrayList<>();
            for (Draft draft : portion.good()) {
                if (seen.add(draft.feature().ref().id())) {
                    fresh.add(draft);
                } else {
                    refuse(new Refusal(
                            draft.item(),
                            "id \"%s\" is in the file twice"
                                    .formatted(draft.feature().ref().id())));
                }
            }
            if (refusals == 0 || wish.skip()) {
                Set<String> existing = loading
                        .write(fresh.stream().map(Draft::feature).toList())
                        .stream()
                        .map(feature -> feature.ref().id())
                        .collect(Collectors.toSet());
                fresh.stream()
                        .filter(draft -> existing.contains(draft.feature().ref().id()))
                        .forEach(draft -> refuse(new Refusal(
                                draft.item(),
                                String.valueOf(
                                        FeatureLoads.existing(draft.feature()).getMessage()))));
            }
            read += portion.good().size() + portion.bad().size();
            wish.done().accept(read);
        }

        private void refuse(Refusal refusal) {
            refusals++;
            wish.refused().accept(refusal);
            if (refusals == MOST_REFUSALS && !wish.skip()) {
                throw new LoadRefusal(
                        "%d refused, so nothing is written, and the rest is not looked at".formatted(refusals));
            }
        }
    }
}
