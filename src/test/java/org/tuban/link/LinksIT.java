package org.tuban.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.tuban.access.Caller;
import org.tuban.feature.ChangeLog;
import org.tuban.feature.ChangeLog.Place;
import org.tuban.feature.Edit;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Operation;
import org.tuban.feature.Territory;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.Label;
import org.tuban.store.Transactions;
import org.tuban.testing.Backend;
import org.tuban.testing.Race;
import org.tuban.testing.TubanServer;

/** The contract of links, the same on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class LinksIT {

    private static final Caller WRITER = Caller.system("test");
    private static final int WRITERS = 12;
    private static final AtomicInteger SERIAL = new AtomicInteger();

    private static TubanServer server;
    private static Features features;
    private static Links links;
    private static Territory territory;
    private static ChangeLog changes;

    private FeatureRef workshop;
    private FeatureRef enterprise;
    private FeatureRef block;

    LinksIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend, "--tuban.demo=false");
        features = server.bean(Features.class);
        links = server.bean(Links.class);
        territory = server.bean(Territory.class);
        changes = server.bean(ChangeLog.class);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @BeforeEach
    void placeFeatures() {
        workshop = feature("workshop");
        enterprise = feature("enterprise");
        block = feature("block");
    }

    @Test
    void showsALinkFromBothEnds() {
        Link entered = new Link(
                newId(),
                "located_in",
                enterprise,
                block,
                Basis.INFERRED,
                0.25,
                "2019",
                null,
                "src-article-2023",
                new Label("据报道", "As reported"),
                0);

        Link stored = links.create(entered, WRITER);

        assertThat(stored).isEqualTo(entered.withVersion(1));
        assertThat(links.of(enterprise)).containsExactly(stored);
        assertThat(links.of(block)).containsExactly(stored);
        assertThat(links.of(workshop)).isEmpty();
        assertThat(links.find(entered.id())).contains(stored);
    }

    @Test
    void keepsAnEndedLinkWithItsEnd() {
        Link link = link("serves", enterprise, block);
        links.create(link, WRITER);

        Link ended = links.end(link.id(), 1, "2024-02", "moved out", WRITER);

        assertThat(ended.validTo()).isEqualTo("2024-02");
        assertThat(ended.version()).isEqualTo(2);
        assertThat(links.of(block)).containsExactly(ended);
    }

    @Test
    void remembersEveryVersionAndWritesItInTheChangeLog() {
        Place before = lastPlace();
        Link link = link("serves", enterprise, block);
        links.create(link, WRITER);
        links.end(link.id(), 1, "2024", "moved out", Caller.system("somebody"));

        List<LinkVersion> history = links.history(link.id());

        assertThat(history)
                .extracting(
                        version -> version.link().version(),
                        LinkVersion::operation,
                        LinkVersion::recordedBy,
                        LinkVersion::note,
                        version -> version.link().validTo())
                .containsExactly(
                        tuple(2L, Operation.UPDATE, "somebody", "moved out", "2024"),
                        tuple(1L, Operation.CREATE, "test", null, null));
        server.awaitSettledLog();
        assertThat(changes.after(before, 10))
                .extracting(
                        change -> change.place().number(),
                        ChangeLog.Change::kind,
                        ChangeLog.Change::layer,
                        ChangeLog.Change::id,
                        ChangeLog.Change::version)
                .containsExactly(
                        tuple(history.get(1).change(), "link", "enterprise", link.id(), 1L),
                        tuple(history.get(0).change(), "link", "enterprise", link.id(), 2L));
    }

    @Test
    void tellsTheLaterOfTwoWritersWhoWasFirst() {
        Link link = link("serves", enterprise, block);
        links.create(link, WRITER);
        links.end(link.id(), 1, "2024", null, Caller.system("first"));

        Problem problem = problemOf(() -> links.end(link.id(), 1, "2025", null, WRITER));

        assertThat(problem.type()).isEqualTo(ProblemType.STALE_VERSION);
        assertThat(problem.members())
                .containsEntry("currentVersion", 2L)
                .containsEntry("changedBy", "first")
                .containsKey("changedAt");
    }

    @Test
    void refusesWhatRefersToSomethingThatIsNotThere() {
        FeatureRef nowhere = new FeatureRef("block", "no-such-block");
        FeatureRef noLayer = new FeatureRef("moon", "crater");

        assertRefused("type", link("hearsay_of", enterprise, block));
        assertRefused("from", link("serves", nowhere, block));
        assertRefused("to", link("serves", enterprise, noLayer));
        assertRefused(
                "source",
                new Link(newId(), "serves", enterprise, block, Basis.STATED, null, null, null, "hearsay", null, 0));
        assertRefused("version", link("serves", enterprise, block).withVersion(3));
        assertThat(links.of(block)).isEmpty();
    }

    @Test
    void refusesASecondOpenLinkOfATypeUntilTheFirstHasEnded() {
        Link first = links.create(link("serves", enterprise, block), WRITER);

        Problem problem = problemOf(() -> links.create(link("serves", enterprise, block), WRITER));
        links.create(link("serves", block, enterprise), WRITER);
        links.create(link("relies_on", enterprise, block), WRITER);
        links.end(first.id(), 1, "2023", null, WRITER);
        links.create(link("serves", enterprise, block), WRITER);

        assertThat(problem.type()).isEqualTo(ProblemType.ALREADY_EXISTS);
        assertThat(problem).hasMessageContaining(first.id());
        assertThat(links.of(block)).hasSize(4);
    }

    @Test
    void refusesAnIdThatIsTaken() {
        Link link = link("serves", enterprise, block);
        links.create(link, WRITER);
        Link other = new Link(
                link.id(), "serves", workshop, block, Basis.STATED, null, null, null, "src-article-2023", null, 0);

        Problem problem = problemOf(() -> links.create(other, WRITER));

        assertThat(problem.type()).isEqualTo(ProblemType.ALREADY_EXISTS);
        assertThat(links.of(workshop)).isEmpty();
    }

    @Test
    void refusesAnEndThatCannotBe() {
        Link link = new Link(
                newId(), "serves", enterprise, block, Basis.STATED, null, "2021", null, "src-article-2023", null, 0);
        links.create(link, WRITER);

        assertThat(problemOf(() -> links.end(link.id(), 1, "soon", null, WRITER))
                        .members())
                .containsEntry("path", "validTo")
                .containsEntry("value", "soon");
        assertThat(problemOf(() -> links.end(link.id(), 1, "2020", null, WRITER)))
                .hasMessageContaining("2021");
        assertThat(problemOf(() -> links.end(link.id(), 1, "2024", "x".repeat(2001), WRITER)))
                .hasMessageContaining("2000");
        assertThat(problemOf(() -> links.end("no-such-link", 1, "2024", null, WRITER))
                        .type())
                .isEqualTo(ProblemType.NOT_FOUND);
        links.end(link.id(), 1, "2024", null, WRITER);
        assertThat(problemOf(() -> links.end(link.id(), 2, "2025", null, WRITER)))
                .hasMessageContaining("ended 2024");
    }

    @Test
    void refusesToPutAFeatureInsideItself() {
        links.create(link("part_of", workshop, enterprise), WRITER);
        links.create(link("located_in", enterprise, block), WRITER);

        Problem problem = problemOf(() -> links.create(link("member_of", block, workshop), WRITER));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_BODY);
        assertThat(problem.members()).containsEntry("path", "to");
        assertThat(problem).hasMessageContaining(block.toString());
        links.create(link("serves", block, workshop), WRITER);
        links.create(ended("member_of", block, workshop, "1999"), WRITER);
    }

    @Test
    void findsWhatAFeatureLiesInAtAnyDepth() {
        FeatureRef zone = feature("block");
        links.create(link("part_of", workshop, enterprise), WRITER);
        links.create(link("located_in", enterprise, block), WRITER);
        links.create(link("member_of", block, zone), WRITER);

        assertThat(territory.containersOf(workshop)).containsExactly(workshop, enterprise, block, zone);
        assertThat(territory.containersOf(zone)).containsExactly(zone);
    }

    @Test
    void followsNeitherEndedNorFutureNorOtherLinksToWhatAFeatureLiesIn() {
        FeatureRef later = feature("block");
        links.create(ended("part_of", workshop, enterprise, "2001-05"), WRITER);
        links.create(link("serves", workshop, block), WRITER);
        links.create(
                new Link(
                        newId(),
                        "part_of",
                        workshop,
                        later,
                        Basis.STATED,
                        null,
                        "2999",
                        null,
                        "src-article-2023",
                        null,
                        0),
                WRITER);

        assertThat(territory.containersOf(workshop)).containsExactly(workshop);
    }

    @Test
    void followsALinkThatEndsLaterThisCentury() {
        links.create(ended("part_of", workshop, enterprise, "2099"), WRITER);

        assertThat(territory.containersOf(workshop)).containsExactly(workshop, enterprise);
    }

    @Test
    void endsItsWalkWhereTheTableHoldsACircleAllTheSame() {
        links.create(link("part_of", workshop, enterprise), WRITER);
        Link back = link("relies_on", enterprise, workshop);
        links.create(back, WRITER);
        server.bean(JdbcTemplate.class).update("UPDATE link SET type = 'part_of' WHERE id = ?", back.id());

        assertThat(territory.containersOf(workshop)).containsExactly(workshop, enterprise);
    }

    @Test
    void undoesALinkWhenTheWriteAroundItFails() {
        Place before = lastPlace();
        Transactions transactions = server.bean(Transactions.class);
        Link link = link("serves", enterprise, block);

        assertThatThrownBy(() -> transactions.write(() -> {
                    links.create(link, WRITER);
                    throw new IllegalStateException("the rest failed");
                }))
                .hasMessage("the rest failed");

        assertThat(links.find(link.id())).isEmpty();
        assertThat(problemOf(() -> links.history(link.id())).type()).isEqualTo(ProblemType.NOT_FOUND);
        server.awaitSettledLog();
        assertThat(changes.after(before, 10)).isEmpty();
    }

    @Test
    void letsOneOfManyEndALink() throws Exception {
        Link link = link("serves", enterprise, block);
        links.create(link, WRITER);

        List<@Nullable Problem> outcomes = Race.run(WRITERS, number -> links.end(link.id(), 1, "2024", null, WRITER));

        assertThat(outcomes.stream().filter(problem -> problem == null)).hasSize(1);
        assertThat(outcomes.stream().filter(problem -> problem != null))
                .allMatch(problem -> problem.type() == ProblemType.STALE_VERSION);
        assertThat(links.history(link.id())).hasSize(2);
    }

    @Test
    void makesOneOfManyEqualLinks() throws Exception {
        List<@Nullable Problem> outcomes =
                Race.run(WRITERS, number -> links.create(link("serves", enterprise, block), WRITER));

        assertThat(outcomes.stream().filter(problem -> problem == null)).hasSize(1);
        assertThat(links.of(block)).hasSize(1);
    }

    @Test
    void makesNoCircleOutOfLinksMadeAtTheSameTime() throws Exception {
        List<@Nullable Problem> outcomes = Race.run(
                WRITERS,
                number -> links.create(
                        number % 2 == 0 ? link("part_of", enterprise, block) : link("part_of", block, enterprise),
                        WRITER));

        assertThat(outcomes.stream().filter(problem -> problem == null)).hasSize(1);
        assertThat(links.of(block)).hasSize(1);
    }

    private void assertRefused(String path, Link link) {
        Problem problem = problemOf(() -> links.create(link, WRITER));

        assertThat(problem.type()).isEqualTo(ProblemType.INVALID_BODY);
        assertThat(problem.members()).containsEntry("path", path).containsKeys("value", "allowed");
    }

    private static Problem problemOf(ThrowingCallable work) {
        return catchThrowableOfType(Problem.class, work);
    }

    private static Link link(String type, FeatureRef from, FeatureRef to) {
        return new Link(newId(), type, from, to, Basis.STATED, null, null, null, "src-article-2023", null, 0);
    }

    private static Link ended(String type, FeatureRef from, FeatureRef to, String validTo) {
        return new Link(newId(), type, from, to, Basis.STATED, null, null, validTo, "src-article-2023", null, 0);
    }

    private FeatureRef feature(String layer) {
        FeatureRef ref = new FeatureRef(layer, newId());
        Map<String, @Nullable Object> values =
                Map.of("name", ref.id(), "geometry_accuracy", "none", "source", "src-article-2023");
        features.create(ref, new Edit(Operation.CREATE, values, null, null, null, Map.of()), WRITER);
        return ref;
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
