package org.tuban.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.io.ParseException;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** Steps with four eyes over HTTP, the same on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class ProposalIT {

    private static final String BACK =
            "{\"to\": \"CONSULTED\", \"evidence\": {\"reason\": \"两户撤回\"}, \"note\": \"重来\"}";
    private static final String NO_COMMENT = "{}";

    private static TubanServer server;
    private String parcel = "";

    ProposalIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    /** A parcel of its own for each test, in the block that the lead looks after. */
    @BeforeEach
    void makeParcel() throws ParseException {
        parcel = new TestParcels(server).inTheBlock();
    }

    @Test
    void writesTheStepOnceSomebodyElseHasApprovedIt() {
        HttpResponse<String> made = propose("lead", BACK);

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("ETag")).contains("\"1\"");
        JsonNode proposal = TubanServer.json(made);
        String address = "/api/proposals/" + proposal.get("id").asString();
        assertThat(made.headers().firstValue("Location")).contains(address);
        assertThat(proposal.get("status").asString()).isEqualTo("open");
        assertThat(proposal.at("/proposedBy/displayName").asString()).isEqualTo("项目负责人（示例）");
        assertThat(proposal.get("decidedBy").valueStream().map(JsonNode::asString))
                .containsExactly("planner", "admin");
        assertThat(version(parcel)).isEqualTo(1);

        HttpResponse<String> decided = act("planner", address, "approve", 1, "{\"comment\": \"情况属实\"}");

        assertThat(decided.statusCode()).isEqualTo(200);
        assertThat(TubanServer.json(decided).get("status").asString()).isEqualTo("approved");
        assertThat(TubanServer.json(decided).at("/events/1/madeVersion").asLong())
                .isEqualTo(2);
        JsonNode dossier = dossier("planner");
        assertThat(dossier.at("/workflow/state").asString()).isEqualTo("CONSULTED");
        assertThat(dossier.at("/workflow/proposal").isNull()).isTrue();
        JsonNode step = TubanServer.json(server.get(parcel + "/history")).at("/entries/0");
        assertThat(step.get("op").asString()).isEqualTo("transition");
        assertThat(step.at("/by/name").asString()).isEqualTo("planner");
        assertThat(step.get("note").asString()).isEqualTo("重来");
        assertThat(step.at("/evidence/reason").asString()).isEqualTo("两户撤回");
        assertThat(step.at("/evidence/proposed_by").asString()).isEqualTo("lead");
        assertThat(step.at("/evidence/decided_by").asString()).isEqualTo("planner");
        assertThat(step.at("/evidence/decided_comment").asString()).isEqualTo("情况属实");
        assertThat(address).endsWith(step.at("/evidence/proposal").asString());
    }

    @Test
    void refusesTheProposerAndAllWhoDoNotDecide() {
        String own = proposed("planner", BACK);

        HttpResponse<String> refused = act("planner", own, "approve", 1, NO_COMMENT);
        assertThat(problem(refused, 403, "forbidden").get("reason").asString()).isEqualTo("own-proposal");
        HttpResponse<String> lead = act("lead", own, "approve", 1, NO_COMMENT);
        assertThat(problem(lead, 403, "forbidden").get("reason").asString()).isEqualTo("role");
        problem(act("viewer", own, "approve", 1, NO_COMMENT), 404, "not-found");
        problem(server.get(own), 401, "not-signed-in");
        assertThat(TubanServer.json(get("planner", own)).at("/may/reason").asString())
                .isEqualTo("own-proposal");
        assertThat(act("admin", own, "approve", 1, NO_COMMENT).statusCode()).isEqualTo(200);
    }

    @Test
    void takesAProposedStepNeitherAtOnceNorAnOrdinaryOneAsAProposal() {
        HttpResponse<String> atOnce = server.post(
                parcel + "/transitions", BACK, "Authorization", TubanServer.basic("lead"), "If-Match", "\"1\"");
        assertThat(problem(atOnce, 409, "transition-not-allowed")
                        .get("proposals")
                        .asString())
                .isEqualTo(parcel + "/proposals");

        HttpResponse<String> proposed = propose("lead", "{\"to\": \"CLEARED\", \"evidence\": {}}");
        assertThat(problem(proposed, 409, "transition-not-allowed")
                        .get("transitions")
                        .asString())
                .isEqualTo(parcel + "/transitions");
        assertThat(version(parcel)).isEqualTo(1);
    }

    @Test
    void checksAProposalAsItChecksAStep() {
        problem(server.post(parcel + "/proposals", BACK, "If-Match", "\"1\""), 401, "not-signed-in");
        problem(
                server.post(parcel + "/proposals", BACK, "Authorization", TubanServer.basic("lead")),
                428,
                "missing-precondition");
        problem(proposeAt(parcel, "lead", 7, BACK), 412, "stale-version");
        problem(propose("viewer", BACK), 403, "forbidden");
        problem(propose("lead", "{\"to\": \"CONSULTED\", \"evidence\": {}}"), 422, "evidence-missing");
        problem(propose("lead", "{\"to\": \"GONE\"}"), 400, "invalid-body");
    }

    @Test
    void returnsWithACommentAndTakesTheAmendedOne() {
        String address = proposed("lead", BACK);

        problem(act("planner", address, "return", 1, NO_COMMENT), 400, "invalid-body");
        assertThat(act("planner", address, "return", 1, "{\"comment\": \"请写明是哪两户\"}")
                        .statusCode())
                .isEqualTo(200);
        problem(act("admin", address, "approve", 2, NO_COMMENT), 409, "proposal-closed");
        String amended = """
                {"featureVersion": 1, "to": "CONSULTED", "evidence": {"reason": "3 号、5 号户撤回"}}""";
        assertThat(problem(act("planner", address, "resubmit", 2, amended), 403, "forbidden")
                        .get("reason")
                        .asString())
                .isEqualTo("not-the-proposer");
        HttpResponse<String> again = act("lead", address, "resubmit", 2, amended);

        assertThat(again.statusCode()).isEqualTo(200);
        JsonNode proposal = TubanServer.json(again);
        assertThat(proposal.get("events")
                        .valueStream()
                        .map(event -> event.get("action").asString() + " "
                                + event.at("/by/name").asString() + " "
                                + event.at("/evidence/reason").asString()))
                .containsExactly("propose lead 两户撤回", "return planner 两户撤回", "resubmit lead 3 号、5 号户撤回");
        assertThat(proposal.at("/events/1/comment").asString()).isEqualTo("请写明是哪两户");
        assertThat(act("planner", address, "approve", 3, NO_COMMENT).statusCode())
                .isEqualTo(200);
        assertThat(TubanServer.json(server.get(parcel + "/history"))
                        .at("/entries/0/evidence/reason")
                        .asString())
                .isEqualTo("3 号、5 号户撤回");
    }

    @Test
    void letsTheProposerTakeItBackAndMakesRoomForAnother() {
        String address = proposed("lead", BACK);
        JsonNode taken = problem(propose("planner", BACK), 409, "already-exists");
        assertThat(address).endsWith(taken.get("proposal").asString());
        problem(act("planner", address, "withdraw", 1, NO_COMMENT), 403, "forbidden");

        assertThat(act("lead", address, "withdraw", 1, NO_COMMENT).statusCode()).isEqualTo(200);

        problem(act("planner", address, "approve", 2, NO_COMMENT), 409, "proposal-closed");
        assertThat(propose("planner", BACK).statusCode()).isEqualTo(201);
        JsonNode listed =
                TubanServer.json(get("planner", parcel + "/proposals")).get("proposals");
        assertThat(listed.valueStream().map(one -> one.get("status").asString()))
                .containsExactly("open", "withdrawn");
    }

    @Test
    void decidesNoStaleProposalBeforeItIsBroughtOntoTheFeature() {
        String address = proposed("lead", BACK);
        assertThat(server.post(
                                parcel + "/transitions",
                                """
                                {"to": "SIGNING", "evidence": {"households_signed": 5, "firms_signed": 0}}""",
                                "Authorization",
                                TubanServer.basic("lead"),
                                "If-Match",
                                "\"1\"")
                        .statusCode())
                .isEqualTo(200);

        JsonNode stale = problem(act("planner", address, "approve", 1, NO_COMMENT), 412, "stale-version");

        assertThat(stale.get("currentVersion").asLong()).isEqualTo(2);
        assertThat(stale.get("changedByName").asString()).isEqualTo("项目负责人（示例）");
        assertThat(dossier("planner").at("/workflow/proposal/stale").asBoolean())
                .isTrue();
        String refreshed = """
                {"featureVersion": 2, "to": "CONSULTED", "evidence": {"reason": "两户撤回"}}""";
        problem(act("lead", address, "resubmit", 1, refreshed.replace("2,", "1,")), 412, "stale-version");
        assertThat(act("lead", address, "resubmit", 1, refreshed).statusCode()).isEqualTo(200);
        assertThat(act("planner", address, "approve", 2, NO_COMMENT).statusCode())
                .isEqualTo(200);
    }

    @Test
    void letsExactlyOneOfTwoDecidersThrough() throws InterruptedException, ExecutionException {
        String address = proposed("lead", BACK);
        ExecutorService people = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Integer>> attempts = new ArrayList<>();
            for (int turn = 0; turn < 4; turn++) {
                attempts.add(
                        () -> act("planner", address, "approve", 1, NO_COMMENT).statusCode());
                attempts.add(() -> act("admin", address, "return", 1, "{\"comment\": \"再议\"}")
                        .statusCode());
            }

            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> attempt : people.invokeAll(attempts)) {
                statuses.add(attempt.get());
            }

            assertThat(statuses).containsOnly(200, 412);
            assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
            assertThat(TubanServer.json(get("planner", address)).get("events")).hasSize(2);
        } finally {
            people.shutdownNow();
        }
    }

    @Test
    void showsWhatIsNotDecidedOnlyToThoseWhoLookAfterTheFeature() {
        proposed("lead", BACK);

        assertThat(dossier("planner").at("/workflow/proposal/may/decide").asBoolean())
                .isTrue();
        assertThat(dossier("lead").at("/workflow/proposal/may/amend").asBoolean())
                .isTrue();
        assertThat(dossier("viewer").at("/workflow/proposal").isNull()).isTrue();
        assertThat(TubanServer.json(server.get(parcel)).at("/workflow/proposal").isNull())
                .isTrue();
        assertThat(TubanServer.json(get("viewer", parcel + "/proposals")).get("proposals"))
                .isEmpty();
    }

    @Test
    void takesFilesAsEvidenceIfTheyAreAboutTheFeatureAndOfTheRightType() throws ParseException {
        String other = new TestParcels(server).inTheBlock();
        String elsewhere = upload(other, "验收纪要.pdf", "application/pdf", PDF);
        String minute = upload(parcel, "验收纪要.pdf", "application/pdf", PDF);
        String cleared = "{\"to\": \"CLEARED\", \"evidence\": {\"cleared_on\": \"2024-03-01\", \"%s\": \"%s\"}}";

        assertThat(fault(move(cleared.formatted("clearance_minute", elsewhere))))
                .isEqualTo("not-attached");
        assertThat(fault(move(cleared.formatted("clearance_photo", minute)))).isEqualTo("other-file-type");
        HttpResponse<String> moved = move(cleared.formatted("clearance_minute", minute));

        assertThat(moved.statusCode()).isEqualTo(200);
        assertThat(TubanServer.json(server.get(parcel + "/history"))
                        .at("/entries/0/evidence/clearance_minute")
                        .asString())
                .isEqualTo(minute);
    }

    @Test
    void countsDeadlinesFromTheDayThatTheFeatureNames() {
        String steady = "/api/features/parcel/PCL-FSX-11";

        JsonNode due = TubanServer.json(get("planner", steady)).at("/workflow/due/0");

        assertThat(due.get("on").asString()).isEqualTo("2027-06-30");
        assertThat(due.get("field").asString()).isEqualTo("agreed_start_on");
        assertThat(due.get("to").asString()).isEqualTo("STARTED");
        assertThat(due.at("/clause/en").asString()).contains("contract");
    }

    private static final String PDF = "%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

    private static String upload(String feature, String name, String type, String bytes) {
        HttpResponse<String> added = server.send(HttpRequest.newBuilder(
                        server.uri(feature + "/attachments?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8)))
                .header("Content-Type", type)
                .header("Authorization", TubanServer.basic("lead"))
                .POST(HttpRequest.BodyPublishers.ofString(bytes))
                .build());
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        return TubanServer.json(added).get("id").asString();
    }

    private HttpResponse<String> move(String body) {
        return server.post(
                parcel + "/transitions", body, "Authorization", TubanServer.basic("lead"), "If-Match", "\"1\"");
    }

    private static String fault(HttpResponse<String> refused) {
        return problem(refused, 422, "evidence-missing").at("/fields/0/problem").asString();
    }

    private HttpResponse<String> propose(String account, String body) {
        return proposeAt(parcel, account, 1, body);
    }

    private static HttpResponse<String> proposeAt(String feature, String account, long version, String body) {
        return server.post(
                feature + "/proposals",
                body,
                "Authorization",
                TubanServer.basic(account),
                "If-Match",
                "\"%d\"".formatted(version));
    }

    private String proposed(String account, String body) {
        HttpResponse<String> made = propose(account, body);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        return made.headers().firstValue("Location").orElseThrow();
    }

    private static HttpResponse<String> act(String account, String address, String what, long version, String body) {
        return server.post(
                address + "/" + what,
                body,
                "Authorization",
                TubanServer.basic(account),
                "If-Match",
                "\"%d\"".formatted(version));
    }

    private static HttpResponse<String> get(String account, String path) {
        return server.get(path, "Authorization", TubanServer.basic(account));
    }

    private JsonNode dossier(String account) {
        return TubanServer.json(get(account, parcel));
    }

    private static long version(String feature) {
        return TubanServer.json(server.get(feature)).get("version").asLong();
    }

    private static JsonNode problem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode problem = TubanServer.json(answer);
        assertThat(problem.get("type").asString()).isEqualTo("/problems/" + slug);
        return problem;
    }
}
