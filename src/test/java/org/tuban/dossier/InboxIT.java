package org.tuban.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.io.ParseException;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** What waits for whom, the same on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class InboxIT {

    private static TubanServer server;

    InboxIT(Backend backend) {
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

    @Test
    void showsALeadWhatLiesInWhatIsAssigned() {
        JsonNode mine = group("lead", "mine");

        assertThat(ids(mine)).contains("PCL-FSX-01", "PCL-SQ-09").doesNotContain("WAT-TY-S", "BLK-FSX-3");
        JsonNode signing = item(mine, "PCL-FSX-01");
        assertThat(signing.get("state").asString()).isEqualTo("SIGNING");
        assertThat(signing.get("steps").valueStream().map(step -> step.get("zh").asString()))
                .contains("腾空拆除", "更新签约进度");
        assertThat(signing.at("/due/field").asString()).isEqualTo("signing_from");
        assertThat(signing.at("/due/daysOverdue").asLong()).isPositive();
        assertThat(ids(group("lead", "due"))).contains("PCL-FSX-01");
        assertThat(ids(group("lead", "idle"))).containsExactly("PCL-FSX-12");
    }

    @Test
    void showsAPlannerWhatPressesAnywhereAndAssignsNothing() {
        assertThat(ids(group("planner", "mine"))).isEmpty();
        assertThat(ids(group("planner", "due"))).contains("PCL-FSX-01", "PCL-FSX-12");
        assertThat(ids(group("planner", "idle"))).contains("PCL-FSX-12");
    }

    @Test
    void showsAViewerNothingAndThePublicThatItMustSignIn() {
        JsonNode inbox = TubanServer.json(get("viewer", "/api/inbox"));

        assertThat(inbox.get("groups")).hasSize(7);
        assertThat(inbox.get("groups")
                        .valueStream()
                        .map(group -> group.get("count").asInt()))
                .containsOnly(0);
        assertThat(server.get("/api/inbox").statusCode()).isEqualTo(401);
    }

    @Test
    void followsAProposalFromOneInboxToTheOther() throws ParseException {
        String parcel = new TestParcels(server).inTheBlock();
        String id = parcel.substring(parcel.lastIndexOf('/') + 1);
        String back = "{\"to\": \"CONSULTED\", \"evidence\": {\"reason\": \"两户撤回\"}}";
        String address = post("lead", parcel + "/proposals", 1, back)
                .headers()
                .firstValue("Location")
                .orElseThrow();

        assertThat(ids(group("lead", "proposed"))).containsExactly(id);
        assertThat(ids(group("lead", "decide"))).isEmpty();
        JsonNode waiting = item(group("planner", "decide"), id).get("proposal");
        assertThat(address).endsWith(waiting.get("id").asString());
        assertThat(waiting.at("/by/displayName").asString()).isEqualTo("项目负责人（示例）");

        post("planner", address + "/return", 1, "{\"comment\": \"写明户号\"}");
        assertThat(ids(group("planner", "decide"))).doesNotContain(id);
        assertThat(item(group("lead", "returned"), id).at("/proposal/comment").asString())
                .isEqualTo("写明户号");

        post(
                "lead",
                address + "/resubmit",
                2,
                "{\"featureVersion\": 1, \"to\": \"CONSULTED\", \"evidence\": {\"reason\": \"3 号户\"}}");
        post(
                "planner",
                parcel + "/transitions",
                1,
                "{\"to\": \"SIGNING\", \"evidence\": {\"households_signed\": 4, \"firms_signed\": 0}}");
        assertThat(ids(group("planner", "decide"))).doesNotContain(id);
        assertThat(ids(group("planner", "stale"))).contains(id);
        assertThat(ids(group("lead", "stale"))).contains(id);
        assertThat(ids(group("lead", "proposed"))).isEmpty();
    }

    @Test
    void cutsAGroupAtTheLimitAndSaysSo() {
        JsonNode cut = group(TubanServer.json(get("lead", "/api/inbox?limit=2")), "mine");

        assertThat(cut.get("items")).hasSize(2);
        assertThat(cut.get("more").asBoolean()).isTrue();
        assertThat(cut.get("count").asInt()).isEqualTo(3);
        for (String wrong : List.of("0", "201", "all")) {
            assertThat(get("lead", "/api/inbox?limit=" + wrong).statusCode()).isEqualTo(400);
        }
    }

    private static HttpResponse<String> get(String account, String path) {
        return server.get(path, "Authorization", TubanServer.basic(account));
    }

    private static HttpResponse<String> post(String account, String path, long version, String body) {
        HttpResponse<String> answer = server.post(
                path, body, "Authorization", TubanServer.basic(account), "If-Match", "\"%d\"".formatted(version));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return answer;
    }

    private static JsonNode group(String account, String kind) {
        return group(TubanServer.json(get(account, "/api/inbox")), kind);
    }

    private static JsonNode group(JsonNode inbox, String kind) {
        return inbox.get("groups")
                .valueStream()
                .filter(group -> group.get("kind").asString().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ids(JsonNode group) {
        return group.get("items")
                .valueStream()
                .map(item -> item.get("id").asString())
                .toList();
    }

    private static JsonNode item(JsonNode group, String id) {
        return group.get("items")
                .valueStream()
                .filter(item -> item.get("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
