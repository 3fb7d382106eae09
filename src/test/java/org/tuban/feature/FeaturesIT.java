package org.tuban.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.tuban.access.Caller;
import org.tuban.feature.ChangeLog.Place;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.store.Transactions;
import org.tuban.testing.Backend;
import org.tuban.testing.Race;
import org.tuban.testing.TubanServer;

/** The contract of reading and writing, the same on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class FeaturesIT {

    private static final Caller WRITER = Caller.system("test");
    private static final String SQUARE =
            "POLYGON ((121.25 28.6, 121.26 28.6, 121.26 28.61, 121.25 28.61, 121.25 28.6))";
    private static final AtomicInteger SERIAL = new AtomicInteger();

    private static TubanServer server;
    private static Features features;
    private static ChangeLog changes;
    private static Layer parcel;

    FeaturesIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend, "--tuban.demo=false");
        features = server.bean(Features.class);
        changes = server.bean(ChangeLog.class);
        parcel = server.bean(Layers.class).find("parcel").orElseThrow();
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    private FeatureRef ref;

    @BeforeEach
    void chooseId() {
        ref = new FeatureRef("parcel", "T-" + SERIAL.incrementAndGet());
    }

    @Test
    void readsBackWhatWasWritten() {
        Instant since = Instant.parse("2023-12-08T00:00:00Z");
        Map<String, @Nullable Object> values = values("name", "图斑\"甲\" 𠮷'；--");
        values.put("area_stated_m2", 133_333.25);

        Feature written = features.create(ref, create(values, SQUARE, since), WRITER);

        Feature read = features.get(ref, Sight.EVERYTHING);
        assertThat(exactly(read)).isEqualTo(SQUARE);
        assertThat(read.properties()).isEqualTo(written.properties());
        assertThat(read.properties())
                .containsEntry("name", "图斑\"甲\" 𠮷'；--")
                .containsEntry("area_stated_m2", 133_333.25);
        assertThat(read.validFrom()).isEqualTo(since);
        assertThat(read.recordedAt()).isEqualTo(written.recordedAt());
        assertThat(read.recordedBy()).isEqualTo("test");
        assertThat(read.version()).isEqualTo(1);
        assertThat(read.key()).isPositive().isEqualTo(written.key());
    }

    @Test
    void refusesAnIdThatIsThereAlready() {
        create("first");

        Problem problem = problemOf(() -> create("second"));

        assertThat(problem.type()).isEqualTo(ProblemType.ALREADY_EXISTS);
        assertThat(features.get(ref, Sight.EVERYTHING).text("name")).isEqualTo("first");
    }

    @Test
    void namesEveryWrongFieldAtOnce() {
        Map<String, @Nullable Object> values = values("name", null);
        values.put("landuse_code", "no such code");
        values.put("colour_of_gate", "red");
        values.put("source", "hearsay");
        String bowTie = "POLYGON ((121.25 28.6, 121.26 28.61, 121.26 28.6, 121.25 28.61, 121.25 28.6))";

        Problem problem = problemOf(() -> features.create(ref, create(values, bowTie, null), WRITER));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_FEATURE);
        assertThat(problem.members().get("fields").toString())
                .contains("field=name", "field=landuse_code", "field=colour_of_gate", "field=source")
                .contains("field=geometry")
                .contains("121.255");
        assertThat(features.find(ref, Sight.EVERYTHING)).isEmpty();
    }

    @Test
    void writesTheNextVersionAndKeepsTheRest() {
        create("before");

        Feature next = features.write(ref, 1, Edit.update(Map.of("name", "after"), "renamed"), WRITER);

        assertThat(next.version()).isEqualTo(2);
        assertThat(features.get(ref, Sight.EVERYTHING).text("name")).isEqualTo("after");
        assertThat(exactly(features.get(ref, Sight.EVERYTHING))).isEqualTo(SQUARE);
        assertThat(features.history(ref, Sight.EVERYTHING))
                .extracting(
                        entry -> entry.feature().version(),
                        HistoryEntry::note,
                        e -> e.feature().text("name"))
                .containsExactly(tuple(2L, "renamed", "after"), tuple(1L, null, "before"));
    }

    @Test
    void tellsTheLaterOfTwoWritersWhoWasFirst() {
        create("before");
        features.write(ref, 1, Edit.update(Map.of("name", "theirs"), null), WRITER);

        Problem problem = problemOf(() -> features.write(ref, 1, Edit.update(Map.of("name", "mine"), null), WRITER));

        assertThat(problem.type()).isEqualTo(ProblemType.STALE_VERSION);
        assertThat(problem.members()).containsEntry("currentVersion", 2L).containsEntry("changedBy", "test");
        assertThat(features.get(ref, Sight.EVERYTHING).text("name")).isEqualTo("theirs");
        assertThat(features.history(ref, Sight.EVERYTHING)).hasSize(2);
    }

    @Test
    void letsExactlyOneOfFiftyWritersThrough() throws Exception {
        create("before");
        List<@Nullable Problem> outcomes = Race.run(
                50, number -> features.write(ref, 1, Edit.update(Map.of("name", "writer " + number), null), WRITER));

        assertThat(outcomes.stream().filter(problem -> problem == null)).hasSize(1);
        assertThat(outcomes.stream().filter(problem -> problem != null))
                .hasSize(49)
                .allMatch(problem -> problem.type() == ProblemType.STALE_VERSION);
        assertThat(features.get(ref, Sight.EVERYTHING).version()).isEqualTo(2);
        assertThat(features.history(ref, Sight.EVERYTHING)).hasSize(2);
    }

    @Test
    void leavesNothingBehindWhenATransactionFails() {
        Transactions transactions = server.bean(Transactions.class);
        int before = changesSoFar().size();

        assertThat(catchThrowableOfType(
                        IllegalStateException.class,
                        () -> transactions.write(() -> {
                            create("never");
                            throw new IllegalStateException("stop");
                        })))
                .isNotNull();

        assertThat(features.find(ref, Sight.EVERYTHING)).isEmpty();
        assertThat(problemOf(() -> features.history(ref, Sight.EVERYTHING)).type())
                .isEqualTo(ProblemType.NOT_FOUND);
        assertThat(changesSoFar()).hasSize(before);
    }

    @Test
    void refusesToMoveTheStateByAnEdit() {
        create("fixed");

        Problem problem =
                problemOf(() -> features.write(ref, 1, Edit.update(Map.of("status", "CLEARED"), null), WRITER));

        assertThat(problem.type()).isEqualTo(ProblemType.TRANSITION_NOT_ALLOWED);
        assertThat(features.get(ref, Sight.EVERYTHING).text("status")).isEqualTo("SURVEYED");
    }

    @Test
    void keepsTheHistoryOfWhatWasDeletedAndCountsOn() {
        create("short-lived");
        Edit end = new Edit(Operation.DELETE, Map.of(), null, null, "gone", Map.of());

        features.write(ref, 1, end, WRITER);
        Feature again = create("again");

        assertThat(again.version()).isEqualTo(3);
        assertThat(features.history(ref, Sight.EVERYTHING))
                .extracting(HistoryEntry::operation)
                .containsExactly(Operation.CREATE, Operation.DELETE, Operation.CREATE);
    }

    @Test
    void meetsABoxByItsShapeAndNotByItsOwnBox() {
        String triangle = "POLYGON ((10 10, 11 10, 10 11, 10 10))";
        features.create(ref, create(values("name", "triangle"), triangle, null), WRITER);

        assertThat(ids(FeatureQuery.all(SeenLayer.whole(parcel)).within(new Envelope(10.9, 11, 10.9, 11))))
                .doesNotContain(ref.id());
        assertThat(ids(FeatureQuery.all(SeenLayer.whole(parcel)).within(new Envelope(10.1, 10.2, 10.1, 10.2))))
                .contains(ref.id());
        assertThat(ids(FeatureQuery.all(SeenLayer.whole(parcel)).within(new Envelope(9, 10, 9, 10))))
                .contains(ref.id());
        assertThat(ids(FeatureQuery.all(SeenLayer.whole(parcel)).within(new Envelope(10.2, 10.2, 10.2, 10.2))))
                .contains(ref.id());
        assertThat(features.count(FeatureQuery.all(SeenLayer.whole(parcel)).within(new Envelope(10.9, 11, 10.9, 11))))
                .isZero();
    }

    @Test
    void findsAShapeWhereItWasMovedAndNotWhereItWas() {
        create("wanderer");
        Geometry elsewhere = wkt("POLYGON ((20 20, 21 20, 21 21, 20 20))");
        Edit move = new Edit(Operation.UPDATE, Map.of(), new Edit.Shape(elsewhere), null, null, Map.of());

        features.write(ref, 1, move, WRITER);

        assertThat(ids(FeatureQuery.all(SeenLayer.whole(parcel)).within(new Envelope(19, 22, 19, 22))))
                .contains(ref.id());
        assertThat(ids(FeatureQuery.all(SeenLayer.whole(parcel)).within(new Envelope(121, 122, 28, 29))))
                .doesNotContain(ref.id());
    }

    @Test
    void pagesByKeyWithoutGapOrRepetition() {
        String batch = "batch " + ref.id();
        for (int number = 0; number < 25; number++) {
            features.create(
                    new FeatureRef("parcel", ref.id() + "-" + number),
                    create(values("name", batch), SQUARE, null),
                    WRITER);
        }
        FeatureQuery query = FeatureQuery.all(SeenLayer.whole(parcel)).where("name", batch);
        List<String> seen = new ArrayList<>();
        long after = 0;
        for (List<Feature> page = features.list(query.page(after, 10));
                !page.isEmpty();
                page = features.list(query.page(after, 10))) {
            page.forEach(feature -> seen.add(feature.ref().id()));
            after = page.get(page.size() - 1).key();
        }

        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        assertThat(features.count(query)).isEqualTo(25);
    }

    @Test
    void showsAFeatureAsItWas() {
        Instant january = Instant.parse("2024-01-01T00:00:00Z");
        Instant march = Instant.parse("2024-03-01T00:00:00Z");
        features.create(ref, create(values("name", "winter"), SQUARE, january), WRITER);
        Edit spring = new Edit(Operation.UPDATE, Map.of("name", "spring"), null, march, null, Map.of());
        features.write(ref, 1, spring, WRITER);

        assertThat(nameAt(null, "2023-06-01T00:00:00Z")).isNull();
        assertThat(nameAt(null, "2024-02-01T00:00:00Z")).isEqualTo("winter");
        assertThat(nameAt("2024-02-01T00:00:00Z", "2024-04-01T00:00:00Z")).isEqualTo("spring");
        assertThat(nameAt("2024-02-01T00:00:00Z", null)).isEqualTo("spring");
    }

    /** Taken back from its begin and restored later, it is known since then; it may have been there earlier. */
    @Test
    void letsACorrectionTellThatARestoredFeatureWasThereEarlier() {
        Instant begin = Instant.parse("2020-01-01T00:00:00Z");
        Instant earlier = Instant.parse("2021-01-01T00:00:00Z");
        Instant later = Instant.parse("2022-01-01T00:00:00Z");
        FeatureCorrections corrections = server.bean(FeatureCorrections.class);
        features.create(ref, create(values("name", "as restored"), SQUARE, begin), WRITER);
        features.write(ref, 1, new Edit(Operation.DELETE, Map.of(), null, begin, null, Map.of()), WRITER);
        corrections.restore(ref, 2, 1, later, null, WRITER);

        corrections.correct(
                ref,
                3,
                new Correction(Map.of("name", "earlier"), null, earlier, later, "it was there", Map.of()),
                WRITER);

        assertThat(features.find(ref, AsOf.during(TimeInterval.at(begin)), Sight.EVERYTHING))
                .isEmpty();
        assertThat(features.get(ref, AsOf.during(TimeInterval.at(earlier)), Sight.EVERYTHING)
                        .text("name"))
                .isEqualTo("earlier");
        assertThat(features.get(ref, Sight.EVERYTHING).text("name")).isEqualTo("as restored");
    }

    private @Nullable String nameAt(@Nullable String from, @Nullable String to) {
        TimeInterval interval =
                new TimeInterval(from == null ? null : Instant.parse(from), to == null ? null : Instant.parse(to));
        return features.list(FeatureQuery.all(SeenLayer.whole(parcel)).asOf(AsOf.during(interval))).stream()
                .filter(feature -> feature.ref().equals(ref))
                .map(feature -> feature.text("name"))
                .findFirst()
                .orElse(null);
    }

    @Test
    void logsEveryWriteInOrder() {
        List<ChangeLog.Change> before = changesSoFar();
        Place place =
                before.isEmpty() ? Place.START : before.get(before.size() - 1).place();
        create("one");
        features.write(ref, 1, Edit.update(Map.of("name", "two"), null), WRITER);

        server.awaitSettledLog();
        assertThat(changes.after(place, 10))
                .extracting(ChangeLog.Change::id, ChangeLog.Change::version, ChangeLog.Change::operation)
                .containsExactly(tuple(ref.id(), 1L, "create"), tuple(ref.id(), 2L, "update"));
    }

    private List<ChangeLog.Change> changesSoFar() {
        server.awaitSettledLog();
        return changes.after(Place.START, Integer.MAX_VALUE);
    }

    private List<String> ids(FeatureQuery query) {
        return features.list(query).stream().map(feature -> feature.ref().id()).toList();
    }

    private Feature create(String name) {
        return features.create(ref, create(values("name", name), SQUARE, null), WRITER);
    }

    private static Edit create(Map<String, @Nullable Object> values, String wkt, @Nullable Instant since) {
        return new Edit(Operation.CREATE, values, new Edit.Shape(wkt(wkt)), since, null, Map.of());
    }

    private Map<String, @Nullable Object> values(String name, @Nullable Object value) {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("name", "a parcel");
        values.put("status", "SURVEYED");
        values.put("geometry_accuracy", "schematic");
        values.put("source", parcel.source());
        values.put(name, value);
        return values;
    }

    private static String exactly(Feature feature) {
        return String.valueOf(feature.geometry());
    }

    private static Geometry wkt(String text) {
        try {
            return new WKTReader().read(text);
        } catch (ParseException wrong) {
            throw new IllegalArgumentException(text, wrong);
        }
    }

    private static Problem problemOf(Runnable action) {
        Problem problem = catchThrowableOfType(Problem.class, action::run);
        assertThat(problem).as("a problem").isNotNull();
        return problem;
    }
}
