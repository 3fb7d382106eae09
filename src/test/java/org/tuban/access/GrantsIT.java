package org.tuban.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** Grants given, listed and taken back over HTTP. What they open is the business of the access matrix. */
@ParameterizedClass
@EnumSource(Backend.class)
class GrantsIT {

    private static final String VIEWER = "/api/accounts/viewer/grants";

    private static TubanServer server;

    GrantsIT(Backend backend) {
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

    private static HttpResponse<String> give(String account, String path, String body) {
        return server.post(path, body, "Authorization", TubanServer.basic(account));
    }

    private static JsonNode listed() {
        return TubanServer.json(server.get(VIEWER, "Authorization", TubanServer.basic("admin")))
                .get("grants");
    }

    private static int withdraw(String account, String path) {
        return server.send(HttpRequest.newBuilder(server.uri(path))
                        .header("Authorization", TubanServer.basic(account))
                        .DELETE()
                        .build())
                .statusCode();
    }

    @Test
    void areGivenOnceListedAndTakenBack() {
        String body = "{\"layer\":\"village\",\"id\":\"VIL-217\",\"reason\":\"村干部\"}";
        HttpResponse<String> given = give("admin", VIEWER, body);

        assertThat(given.statusCode()).as(given.body()).isEqualTo(201);
        String address = given.headers().firstValue("Location").orElseThrow();
        JsonNode grant = listed().get(0);
        assertThat(address).isEqualTo(VIEWER + "/" + grant.get("id").asLong());
        assertThat(grant.at("/scope/layer").stringValue()).isEqualTo("village");
        assertThat(grant.at("/scope/id").stringValue()).isEqualTo("VIL-217");
        assertThat(grant.get("reason").stringValue()).isEqualTo("村干部");
        assertThat(grant.get("grantedBy").stringValue()).isEqualTo("admin");
        assertThat(give("admin", VIEWER, body).statusCode()).isEqualTo(409);
        assertThat(withdraw("admin", address)).isEqualTo(204);
        assertThat(withdraw("admin", address)).isEqualTo(404);
        assertThat(listed()).isEmpty();
    }

    @Test
    void mayBeForALayerAsAWhole() {
        HttpResponse<String> given = give("admin", VIEWER, "{\"layer\":\"enterprise\"}");

        assertThat(given.statusCode()).as(given.body()).isEqualTo(201);
        assertThat(TubanServer.json(given).at("/scope/id").isNull()).isTrue();
        assertThat(give("admin", VIEWER, "{\"layer\":\"enterprise\"}").statusCode())
                .isEqualTo(409);
        assertThat(withdraw("admin", given.headers().firstValue("Location").orElseThrow()))
                .isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{};400;layer",
                "{\"layer\":\"nothing\"};400;layer",
                "{\"layer\":\"village\",\"id\":\"nowhere\"};400;id",
                "{\"layer\":\"village\",\"reason\":\"\\u0000\"};400;reason"
            })
    void reachOnlyWhatThereIs(String body, int status, String path) {
        HttpResponse<String> refused = give("admin", VIEWER, body);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
        assertThat(TubanServer.json(refused).get("path").stringValue()).isEqualTo(path);
        assertThat(give("admin", "/api/accounts/nobody/grants", "{\"layer\":\"village\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(listed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"planner", "lead", "viewer"})
    void areTheBusinessOfAdministratorsAlone(String account) {
        assertThat(give(account, VIEWER, "{\"layer\":\"village\"}").statusCode())
                .isEqualTo(403);
        assertThat(server.get(VIEWER, "Authorization", TubanServer.basic(account))
                        .statusCode())
                .isEqualTo(403);
        assertThat(withdraw(account, VIEWER + "/1")).isEqualTo(403);
        assertThat(server.get(VIEWER).statusCode()).isEqualTo(401);
    }
}
