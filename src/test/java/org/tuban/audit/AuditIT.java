package org.tuban.audit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tuban.access.Caller;
import org.tuban.access.Role;
import org.tuban.audit.Verification.Break;
import org.tuban.feature.Edit;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Operation;
import org.tuban.store.Transactions;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;

/** What the audit says of writes, and that nothing of it is changed or taken away unnoticed. */
@ParameterizedClass
@EnumSource(Backend.class)
class AuditIT {

    private static final Caller WRITER = new Caller("writer", "Writer", Set.of(Role.PLANNER), true);
    private static final AtomicInteger SERIAL = new AtomicInteger();
    private static final List<String> ONLY_ADDED =
            List.of("audit", "audit_chain", "feature_history", "link_history", "observation_history", "attachment");

    private static TubanServer server;
    private static JdbcTemplate jdbc;
    private static Features features;
    private static AuditVerifier verifier;
    private static boolean postgis;
    private static Tampering tampering;

    AuditIT(Backend backend) {
        // Each run of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend);
        jdbc = server.bean(JdbcTemplate.class);
        features = server.bean(Features.class);
        verifier = server.bean(AuditVerifier.class);
        postgis = backend == Backend.POSTGIS;
        tampering = new Tampering(server, postgis);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    /** Each test finds some entries of its own at the chain's end. */
    @BeforeEach
    void write() {
        for (int number = 0; number < 5; number++) {
            create("parcel-" + SERIAL.incrementAndGet());
        }
        awaitChained();
    }

    @Test
    void hasAnEntryOfEveryWriteOfTheDemoData() {
        assertThat(countOf("SELECT count(*) FROM audit WHERE kind = 'feature' AND operation = 'create'"))
                .isEqualTo(countOf("SELECT count(*) FROM feature_history"));
        assertThat(countOf("SELECT count(*) FROM audit WHERE kind = 'link'"))
                .isEqualTo(countOf("SELECT count(*) FROM link_history"))
                .isPositive();
        assertThat(countOf("SELECT count(*) FROM audit WHERE kind = 'observation'"))
                .isEqualTo(countOf("SELECT count(*) FROM observation_history"))
                .isPositive();
    }

    @Test
    void saysWhoDidWhatToWhich() {
        Feature created = create("told-" + SERIAL.incrementAndGet());

        AuditEntry entry = server.bean(AuditLog.class)
                .list(new AuditQuery(null, null, "parcel", created.ref().id(), null, null, null, 10))
                .get(0)
                .entry();

        assertThat(entry.account()).isEqualTo("writer");
        assertThat(entry.address()).isNull();
        assertThat(entry.words()).isEqualTo("feature create " + created.ref() + " version 1");
        assertThat(entry.at()).isEqualTo(created.recordedAt());
    }

    @Test
    void isWholeWhenNothingWasTouched() {
        Verification verification = verifier.verify(List.of(verifier.head()));

        assertThat(verification.broken()).isNull();
        assertThat(verification.head()).isEqualTo(verifier.head());
        assertThat(verification.contents()).isEqualTo(countOf("SELECT count(*) FROM change_log"));
        assertThat(verification.line()).contains("whole", verification.head().hash());
    }

    @Test
    void findsAnEntryThatWasChanged() {
        long position = verifier.head().position() - 2;

        Break broken =
                afterTampering("UPDATE audit SET account = 'somebody-else' WHERE number = " + numberAt(position));

        assertThat(broken.position()).isEqualTo(position);
        assertThat(broken.number()).isEqualTo(numberAt(position));
        assertThat(broken.reason()).contains("changed");
        assertThat(broken.what()).startsWith("feature create parcel/");
    }

    @Test
    void findsATimeThatWasPutBack() {
        long position = verifier.head().position() - 2;

        Break broken =
                afterTampering("UPDATE audit SET at = '2020-01-01T00:00:00.000Z' WHERE number = " + numberAt(position));

        assertThat(broken.position()).isEqualTo(position);
    }

    @Test
    void findsAnEntryThatWasRemoved() {
        long position = verifier.head().position() - 2;

        Break broken = afterTampering("DELETE FROM audit WHERE number = " + numberAt(position));

        assertThat(broken.position()).isEqualTo(position);
        assertThat(broken.reason()).contains("the entry was removed");
    }

    @Test
    void findsAnEntryThatWasRemovedWithItsLink() {
        long position = verifier.head().position() - 2;
        long number = numberAt(position);

        Break broken = afterTampering(
                "DELETE FROM audit WHERE number = " + number, "DELETE FROM audit_chain WHERE number = " + number);

        assertThat(broken.position()).isEqualTo(position);
        assertThat(broken.reason()).contains("removed");
    }

    @Test
    void findsTwoEntriesThatWereSwapped() {
        long position = verifier.head().position() - 3;
        long one = numberAt(position);
        long other = numberAt(position + 1);

        Break broken = afterTampering(
                "UPDATE audit_chain SET number = -1 WHERE position = " + position,
                "UPDATE audit_chain SET number = %d WHERE position = %d".formatted(one, position + 1),
                "UPDATE audit_chain SET number = %d WHERE position = %d".formatted(other, position));

        assertThat(broken.position()).isEqualTo(position);
        assertThat(broken.number()).isEqualTo(other);
    }

    @Test
    void findsTwoLinksThatWereSwappedWhole() {
        long position = verifier.head().position() - 3;

        Break broken = afterTampering(
                "UPDATE audit_chain SET position = -1 WHERE position = " + position,
                "UPDATE audit_chain SET position = %d WHERE position = %d".formatted(position, position + 1),
                "UPDATE audit_chain SET position = %d WHERE position = -1".formatted(position + 1));

        assertThat(broken.position()).isEqualTo(position);
    }

    @Test
    void findsTheEndCutOffByAHeadThatWasKeptElsewhere() {
        ChainHead kept = ChainHead.parse(verifier.headLine());
        String cutOff = "DELETE FROM audit_chain WHERE position > " + (kept.position() - 2);

        assertThat(afterTampering(List.of(kept), cutOff).reason())
                .contains("ends at position " + (kept.position() - 2), "up to position " + kept.position());
    }

    @Test
    void findsTheChainWrittenAnewByAHeadThatWasKeptElsewhere() {
        ChainHead kept = verifier.head();
        Break broken = server.bean(Transactions.class).rehearse(() -> {
            tampering.disarm();
            jdbc.update("DELETE FROM audit_chain WHERE position > ?", kept.position() - 2);
            jdbc.update("UPDATE audit SET account = 'nobody' WHERE number = ?", kept.number());
            AuditStore store = server.bean(AuditStore.class);
            store.append(store.head(), store.settledAnywhere(10));
            assertThat(verifier.verify(List.of()).broken()).isNull();
            return Objects.requireNonNull(verifier.verify(List.of(kept)).broken());
        });

        assertThat(broken.position()).isEqualTo(kept.position());
        assertThat(broken.reason()).contains("kept elsewhere");
    }

    @Test
    void findsAVersionInHistoryThatWasChanged() {
        Feature victim = create("victim-" + SERIAL.incrementAndGet());
        awaitChained();
        String where = " WHERE feature_id = '" + victim.ref().id() + "'";

        for (String change : List.of(
                "properties = '{}'",
                "recorded_by = 'nobody'",
                "note = 'agreed'",
                "valid_to = '2199-01-01T00:00:00.000Z'",
                "valid_from = '2020-01-01T00:00:00.000Z'")) {
            Break broken = afterTampering("UPDATE feature_history SET " + change + where);
            assertThat(broken.what()).as(change).isEqualTo("feature create " + victim.ref() + " version 1");
            assertThat(broken.reason()).contains("feature_history was changed");
        }
    }

    @Test
    void findsAVersionInHistoryThatWasRemoved() {
        Feature victim = create("gone-" + SERIAL.incrementAndGet());
        awaitChained();

        Break broken = afterTampering("DELETE FROM feature_history WHERE feature_id = '%s'"
                .formatted(victim.ref().id()));

        assertThat(broken.what()).contains(victim.ref().toString());
        assertThat(broken.reason()).contains("removed");
    }

    @Test
    void findsAVersionInHistoryThatNobodyWrote() {
        Break broken = afterTampering("""
                INSERT INTO feature_history (layer, feature_id, version, feature_key, change, operation, valid_from,
                    recorded_at, recorded_by, evidence, properties)
                SELECT layer, 'forged', version, feature_key, change, operation, valid_from, recorded_at, recorded_by,
                    evidence, properties FROM feature_history WHERE change = (SELECT max(change) FROM feature_history)""");

        assertThat(broken.what()).contains("forged");
        assertThat(broken.reason()).contains("no entry tells of");
    }

    @Test
    void findsALinkAndAFigureThatWereChanged() {
        assertThat(afterTampering("UPDATE link_history SET share = 0.123 WHERE version = 1")
                        .reason())
                .contains("link_history was changed");
        assertThat(afterTampering("UPDATE observation_history SET value = value + 1 WHERE value IS NOT NULL")
                        .reason())
                .contains("observation_history was changed");
    }

    @Test
    void findsAProposalThatWasChanged() {
        String step = "{\"to\": \"CONSULTED\", \"note\": \"重来\", \"evidence\": {\"reason\": \"两户撤回\"}}";
        assertThat(server.post(
                                "/api/features/parcel/PCL-FSX-01/proposals",
                                step,
                                "Authorization",
                                TubanServer.basic("planner"),
                                "If-Match",
                                "\"1\"")
                        .statusCode())
                .isEqualTo(201);
        awaitChained();

        assertThat(verifier.verify(List.of()).broken()).isNull();
        assertThat(afterTampering("UPDATE proposal_history SET evidence = '{}'").what())
                .startsWith("proposal propose parcel/PRP-");
        assertThat(afterTampering("DELETE FROM proposal_history").what()).startsWith("proposal propose parcel/PRP-");
    }

    @Test
    void refusesToChangeOrRemoveWhatIsOnlyAddedTo() {
        for (String table : ONLY_ADDED) {
            String column = table.equals("audit_chain") ? "hash" : "change";
            if (postgis) {
                assertRefused("TRUNCATE %s CASCADE".formatted(table));
            }
            if (postgis || countOf("SELECT count(*) FROM " + table) > 0) {
                assertRefused("UPDATE %1$s SET %2$s = %2$s".formatted(table, column));
                assertRefused("DELETE FROM " + table);
            }
        }
    }

    private static void assertRefused(String statement) {
        assertThatThrownBy(() -> jdbc.execute(statement))
                .as(statement)
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("only ever added to");
    }

    @Test
    void isWholeAfterTwoHundredWritersAtOnce() throws Exception {
        long before = countOf("SELECT count(*) FROM audit");
        ExecutorService threads = Executors.newFixedThreadPool(200);
        try {
            List<Callable<Integer>> writers = IntStream.range(0, 200)
                    .mapToObj(number -> (Callable<Integer>) () -> writeThree("crowd-" + SERIAL.incrementAndGet()))
                    .toList();
            int written = 0;
            for (Future<Integer> writer : threads.invokeAll(writers)) {
                written += writer.get();
            }
            assertThat(countOf("SELECT count(*) FROM audit") - before).isEqualTo(written);
        } finally {
            threads.shutdownNow();
        }
        awaitChained();

        Verification verification = verifier.verify(List.of());

        assertThat(verification.broken()).isNull();
        assertThat(verification.pending()).isZero();
        assertThat(verification.head().position()).isEqualTo(countOf("SELECT count(*) FROM audit"));
    }

    @Test
    void sealsWhatWasLeftBehindWhereverItStands() {
        long position = verifier.head().position();
        Long left = server.bean(Transactions.class).rehearse(() -> {
            tampering.disarm();
            jdbc.update("DELETE FROM audit_chain WHERE position > ?", position - 3);
            return (long) server.bean(AuditStore.class).settledAnywhere(10).size();
        });

        assertThat(left).isEqualTo(3);
    }

    private static int writeThree(String id) {
        Feature first = create(id);
        Feature second = features.write(first, Edit.update(Map.of("name", id + " two"), null), WRITER);
        features.write(second, Edit.update(Map.of("name", id + " three"), null), WRITER);
        return 3;
    }

    private static Break afterTampering(String... statements) {
        return tampering.brokenAfter(List.of(), statements);
    }

    private static Break afterTampering(List<ChainHead> kept, String... statements) {
        return tampering.brokenAfter(kept, statements);
    }

    private static Feature create(String id) {
        Edit edit = new Edit(
                Operation.CREATE,
                Map.of("name", id, "status", "SURVEYED", "geometry_accuracy", "none", "source", "src-tuban-example"),
                null,
                null,
                null,
                Map.of());
        return features.create(new FeatureRef("parcel", id), edit, WRITER);
    }

    private static void awaitChained() {
        AuditStore store = server.bean(AuditStore.class);
        await().atMost(20, SECONDS).until(() -> store.pending() == 0);
    }

    private static long numberAt(long position) {
        return countOf("SELECT number FROM audit_chain WHERE position = " + position);
    }

    private static long countOf(String sql) {
        return Objects.requireNonNull(jdbc.queryForObject(sql, Long.class));
    }
}
