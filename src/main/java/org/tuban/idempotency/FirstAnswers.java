package org.tuban.idempotency;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.store.Transactions;

/**
 * Does a request once and keeps its answer, in one transaction: either its effect and its answer are on disk, or neither
 * is. So whenever the service or the database ends, the request can be sent again.
 */
@Service
@EnableConfigurationProperties(IdempotencySettings.class)
class FirstAnswers {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int LEAST_REFUSAL = 300;
    private static final int LEAST_FAILURE = 500;

    private final FirstAnswerStore store;
    private final Transactions transactions;
    private final IdempotencySettings settings;
    private final Clock clock;

    /** What this process is at; other services are asked by the database. */
    private final Set<IdempotencyKey> running = ConcurrentHashMap.newKeySet();

    FirstAnswers(FirstAnswerStore store, Transactions transactions, IdempotencySettings settings, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The answer that the request got when it was first done; empty if it was done only now.
     *
     * <p>An answer below 300 is kept with what the request wrote. A refusal (below 500) is not kept, and a failure undoes
     * what was written before it: the key is as if it had never been sent.
     *
     * @param fingerprint 32 bytes that tell this request from others
     * @param request does it, and gives its answer
     * @throws Problem still-running if somebody is at it; key-reused if the key was that of another request
     */
    Optional<FirstAnswer> answer(IdempotencyKey key, byte[] fingerprint, Supplier<FirstAnswer> request) {
        if (!running.add(key)) {
            throw stillRunning();
        }
        try {
            Optional<FirstAnswer> before = find(key, fingerprint);
            return before.isPresent() ? before : run(key, fingerprint, request);
        } finally {
            running.remove(key);
        }
    }

    /** What came of a request, told out of its transaction. */
    private static final class Course {

        private Optional<FirstAnswer> before = Optional.empty();
        private boolean failed;
    }

    private Optional<FirstAnswer> run(IdempotencyKey key, byte[] fingerprint, Supplier<FirstAnswer> request) {
        Course course = new Course();
        try {
            transactions.enclose(() -> run(key, fingerprint, request, course));
        } catch (TransactionException notUndone) {
            // The answer says that it failed; that the database could not even be told to undo it adds nothing.
            if (!course.failed) {
                throw notUndone;
            }
        }
        return course.before;
    }

    private boolean run(IdempotencyKey key, byte[] fingerprint, Supplier<FirstAnswer> request, Course course) {
        if (!store.claim(key.id())) {
            throw stillRunning();
        }
        // Another service may have ended it in the meantime.
        course.before = find(key, fingerprint);
        if (course.before.isPresent()) {
            return true;
        }
        FirstAnswer answer = request.get();
        if (answer.status() < LEAST_REFUSAL) {
            byte[] sealed = answer.seal(key.secret());
            store.insert(key.id(), key.account(), new FirstAnswerStore.Kept(fingerprint, sealed), clock.instant());
        }
        course.failed = answer.status() >= LEAST_FAILURE;
        return !course.failed;
    }

    private Optional<FirstAnswer> find(IdempotencyKey key, byte[] fingerprint) {
        return store.find(key.id()).map(kept -> {
            if (!MessageDigest.isEqual(kept.fingerprint(), fingerprint)) {
                throw new Problem(
                                ProblemType.KEY_REUSED,
                                "%s: this key was sent with another method, address, If-Match or body; each request has a key of its own"
                                        .formatted(IdempotencyKey.HEADER))
                        .with("header", IdempotencyKey.HEADER);
            }
            return FirstAnswer.open(key.secret(), kept.sealed());
        });
    }

    private static Problem stillRunning() {
        return new Problem(ProblemType.STILL_RUNNING, "The first request with that key has not ended yet; ask again")
                .retryAfter(PAUSE);
    }

    /** Removes answers that are too old or too many. */
    void clean() {
        transactions.write(() -> store.clean(clock.instant().minus(settings.kept()), settings.most()));
    }
}
