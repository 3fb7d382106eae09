package org.tuban.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.access.Caller;
import org.tuban.feature.ChangeLog;
import org.tuban.feature.ChangeLog.Place;
import org.tuban.feature.Edit;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Operation;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.Label;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;

/** The contract of observations, the same on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class ObservationsIT {

    private static final Caller WRITER = Caller.system("test");
    private static final int WRITERS = 12;
    private static final String ARTICLE = "src-article-2023";
    private static final AtomicInteger SERIAL = new AtomicInteger();

    private static TubanServer server;
    private static Features features;
    private static Observations observations;
    private static ChangeLog changes;

    private FeatureRef block;

    ObservationsIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend, "--tuban.demo=false");
        features = server.bean(Features.class);
        observations = server.bean(Observations.class);
        changes = server.bean(ChangeLog.class);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @BeforeEach
    void placeABlock() {
        block = new FeatureRef("block", newId());
        Map<String, @Nullable Object> values =
                Map.of("name", block.id(), "geometry_accuracy", "none", "source", ARTICLE);
        features.create(block, new Edit(Operation.CREATE, values, null, null, null, Map.of()), WRITER);
    }

    @Test
    void readsBackWhatWasWritten() {
        Observation entered = new Observation(
                newId(),
                block,
                "area",
                133_333.25,
                "约200亩",
                "m2",
                Qualifier.ABOUT,
                "2024-02-21",
                ARTICLE,
                ObservationBasis.STATED,
                new Label("报道", "Press"),
                0);

        Observation stored = observations.record(entered, WRITER);

        assertThat(stored).isEqualTo(entered.withVersion(1));
        assertThat(observations.of(block)).containsExactly(stored);
        assertThat(observations.find(entered.id())).contains(stored);
    }

    @Test
    void letsTwoSourcesDisagreeAndShowsTheNewestFirst() {
        observations.record(area(336_667, "2012", "src-placename-caijiayang"), WRITER);
        observations.record(area(1_333_333, "2023-12", ARTICLE), WRITER);
        observations.record(area(1_333_333, "2017-11-03", "src-forum-2017-11-03"), WRITER);

        assertThat(observations.of(block))
                .extracting(Observation::asOf, Observation::value)
                .containsExactly(
                        tuple("2023-12", 1_333_333.0), tuple("2017-11-03", 1_333_333.0), tuple("2012", 336_667.0));
    }

    @Test
    void correctsByANewVersionAndRemembersTheOld() {
        Place before = lastPlace();
        Observation wrong = observations.record(area(200, "2024", ARTICLE), WRITER);

        Observation right = observations.correct(area(wrong, 133_333), "entered in mu", Caller.system("somebody"));

        assertThat(right.version()).isEqualTo(2);
        assertThat(observations.of(block)).containsExactly(right);
        List<ObservationVersion> history = observations.history(wrong.id());
        assertThat(history)
                .extracting(
                        version -> version.observation().value(),
                        ObservationVersion::operation,
                        ObservationVersion::recordedBy,
                        ObservationVersion::note)
                .containsExactly(
                        tuple(133_333.0, Operation.UPDATE, "somebody", "entered in mu"),
                        tuple(200.0, Operation.CREATE, "test", null));
        server.awaitSettledLog();
        assertThat(changes.after(before, 10))
                .extracting(
                        change -> change.place().number(),
                        ChangeLog.Change::kind,
                        ChangeLog.Change::layer,
                        ChangeLog.Change::id,
                        ChangeLog.Change::version)
                .containsExactly(
                        tuple(history.get(1).change(), "observation", "block", wrong.id(), 1L),
                        tuple(history.get(0).change(), "observation", "block", wrong.id(), 2L));
    }

    @Test
    void tellsTheLaterOfTwoWritersWhoWasFirst() {
        Observation seen = observations.record(area(200, "2024", ARTICLE), WRITER);
        observations.correct(area(seen, 210), "counted again", Caller.system("first"));

        Problem problem = problemOf(() -> observations.correct(area(seen, 220), "counted too", WRITER));

        assertThat(problem.type()).isEqualTo(ProblemType.STALE_VERSION);
        assertThat(problem.members()).containsEntry("currentVersion", 2L).containsEntry("changedBy", "first");
    }

    @Test
    void letsOneOfManyCorrectAFigure() throws Exception {
        Observation seen = observations.record(area(200, "2024", ARTICLE), WRITER);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        AtomicInteger written = new AtomicInteger();

        try {
            List<Callable<@Nullable Problem>> calls = IntStream.range(0, WRITERS)
                    .mapToObj(number -> (Callable<@Nullable Problem>) () -> {
                        try {
                            observations.correct(area(seen, number), "race", WRITER);
                            written.incrementAndGet();
                            return null;
                        } catch (Problem refused) {
                            return refused;
                        }
                    })
                    .toList();
            for (Future<@Nullable Problem> call : threads.invokeAll(calls)) {
                Problem refused = call.get();
                assertThat(refused == null || refused.type() == ProblemType.STALE_VERSION)
                        .isTrue();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(written).hasValue(1);
        assertThat(observations.history(seen.id())).hasSize(2);
    }

    @Test
    void refusesWhatDoesNotFit() {
        Observation good = area(200, "2024", ARTICLE);

        assertRefused("indicator", with(good, block, "hearsay", "m2", ARTICLE, 0));
        assertRefused("unit", with(good, block, "area", "mu", ARTICLE, 0));
        assertRefused("source", with(good, block, "area", "m2", "hearsay", 0));
        assertRefused("feature", with(good, new FeatureRef("block", "no-such-block"), "area", "m2", ARTICLE, 0));
        assertRefused("version", with(good, block, "area", "m2", ARTICLE, 5));
        assertThat(observations.of(block)).isEmpty();
    }

    @Test
    void refusesAnIdThatIsTaken() {
        Observation first = observations.record(area(200, "2024", ARTICLE), WRITER);

        Problem problem = problemOf(() -> observations.record(first.withVersion(0), WRITER));

        assertThat(problem.type()).isEqualTo(ProblemType.ALREADY_EXISTS);
        assertThat(problem).hasMessageContaining(first.id());
    }

    @Test
    void refusesACorrectionThatChangesTheSubjectOrGivesNoReason() {
        Observation seen = observations.record(area(200, "2024", ARTICLE), WRITER);

        Problem subject = problemOf(
                () -> observations.correct(with(seen, block, "building_land", "m2", ARTICLE, 1), "a reason", WRITER));
        Problem reason = problemOf(() -> observations.correct(area(seen, 210), "  ", WRITER));
        Problem missing =
                problemOf(() -> observations.correct(area(210, "2024", ARTICLE).withVersion(1), "a reason", WRITER));

        assertThat(subject.members()).containsEntry("path", "indicator");
        assertThat(reason.members()).containsEntry("path", "note");
        assertThat(missing.type()).isEqualTo(ProblemType.NOT_FOUND);
        assertThat(observations.history(seen.id())).hasSize(1);
    }

    private void assertRefused(String path, Observation observation) {
        Problem problem = problemOf(() -> observations.record(observation, WRITER));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_BODY);
        assertThat(problem.members()).containsEntry("path", path).containsKeys("value", "allowed");
    }

    private static Problem problemOf(ThrowingCallable work) {
        return catchThrowableOfType(Problem.class, work);
    }

    private Observation area(double squareMetres, String asOf, String source) {
        return new Observation(
                newId(), block, "area", squareMetres, null, "m2", null, asOf, source, ObservationBasis.STATED, null, 0);
    }

    private static Observation area(Observation seen, double squareMetres) {
        return new Observation(
                seen.id(),
                seen.feature(),
                seen.indicator(),
                squareMetres,
                seen.text(),
                seen.unit(),
                seen.qualifier(),
                seen.asOf(),
                seen.source(),
                seen.basis(),
                seen.note(),
                seen.version());
    }

    private static Observation with(
            Observation good, FeatureRef feature, String indicator, String unit, String source, long version) {
        return new Observation(
                good.id(),
                feature,
                indicator,
                good.value(),
                null,
                unit,
                null,
                good.asOf(),
                source,
                good.basis(),
                null,
                version);
    }

    private static String newId() {
        return "T-" + SERIAL.incrementAndGet();
    }

    private Place lastPlace() {
        server.awaitSettledLog();
        List<ChangeLog.Change> all = changes.after(Place.START, Integer.MAX_VALUE);
        return all.get(all.size() - 1).place();
    }
}
