package org.tuban.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.io.ParseException;
import org.tuban.attachment.TestPhotos;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** Files about a parcel over HTTP, the same on both stores. */
@ParameterizedClass
@EnumSource(Backend.class)
class AttachmentsIT {

    private static TubanServer server;
    private String parcel = "";

    AttachmentsIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend, "--tuban.limits.attachment=100KB");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @BeforeEach
    void makeParcel() throws ParseException {
        parcel = new TestParcels(server).inTheBlock();
    }

    @Test
    void keepsAPhotoWithoutWhatItsCameraSaid() throws Exception {
        HttpResponse<String> added = add("lead", "现场 1.jpg", "image/jpeg", TestPhotos.jpeg(), "");

        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        JsonNode shown = TubanServer.json(added);
        assertThat(shown.get("name").stringValue()).isEqualTo("现场 1.jpg");
        assertThat(shown.get("takenAt").isNull()).isTrue();
        HttpResponse<String> file =
                server.get(shown.get("href").stringValue(), "Authorization", TubanServer.basic("planner"));
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Type")).contains("image/jpeg");
        assertThat(file.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment");
        assertThat(file.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("sandbox");
        assertThat(file.body()).doesNotContain("SECRET");
        JsonNode list =
                TubanServer.json(server.get(parcel + "/attachments", "Authorization", TubanServer.basic("planner")));
        assertThat(list.get("attachments")).hasSize(1);
    }

    @Test
    void keepsTimeAndPlaceForThoseWhoAgree() {
        HttpResponse<String> added = add("lead", "a.jpg", "image/jpeg", TestPhotos.jpeg(), "&keep=place-time");

        JsonNode shown = TubanServer.json(added);
        assertThat(shown.get("takenAt").stringValue()).isEqualTo("2024-03-01T09:30:05+08:00");
        assertThat(shown.get("longitude").doubleValue()).isEqualTo(121.262431);
    }

    @Test
    void refusesAFileThatLiesAboutItself() {
        expectRefused(add("lead", "a.jpg", "image/jpeg", TestPhotos.pdf(), ""), "a.jpg");
        expectRefused(
                add("lead", "b.png", "image/png", "<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8), ""),
                "b.png");
        expectRefused(add("lead", "c.jpg", "image/jpeg", Arrays.copyOf(TestPhotos.plain("jpg"), 300), ""), "c.jpg");
        expectNone();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../a.jpg", "a/b.jpg", "..\\a.jpg", ".hidden", "a\u0000.jpg", "\u202Egpj.exe", " a.jpg", "CON:"})
    void refusesNamesThatPlayTricks(String name) {
        HttpResponse<String> refused = add("lead", name, "image/jpeg", TestPhotos.plain("jpg"), "");

        assertThat(refused.statusCode()).as(refused.body()).isBetween(400, 422);
        expectNone();
    }

    @Test
    void refusesWhatIsTooLarge() {
        HttpResponse<String> refused = add("lead", "a.jpg", "image/jpeg", new byte[150_000], "");

        assertThat(refused.statusCode()).isEqualTo(413);
        expectNone();
    }

    @Test
    void isForThoseWhoLookAfterTheParcel() throws ParseException {
        String elsewhere = new TestParcels(server).outside();

        assertThat(server.get(parcel + "/attachments").statusCode()).isEqualTo(401);
        parcel = elsewhere;
        assertThat(add("lead", "a.pdf", "application/pdf", TestPhotos.pdf(), "").statusCode())
                .isEqualTo(403);
        assertThat(add("planner", "a.pdf", "application/pdf", TestPhotos.pdf(), "")
                        .statusCode())
                .isEqualTo(201);
    }

    private static void expectRefused(HttpResponse<String> refused, String name) {
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
        assertThat(TubanServer.json(refused).get("name").stringValue()).isEqualTo(name);
    }

    private void expectNone() {
        JsonNode list =
                TubanServer.json(server.get(parcel + "/attachments", "Authorization", TubanServer.basic("planner")));
        assertThat(list.get("attachments")).isEmpty();
    }

    private HttpResponse<String> add(
            String account, String name, @Nullable String type, byte[] bytes, String parameters) {
        String address = parcel + "/attachments?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8) + parameters;
        return server.send(HttpRequest.newBuilder(server.uri(address))
                .header("Authorization", TubanServer.basic(account))
                .header("Content-Type", String.valueOf(type))
                .POST(BodyPublishers.ofByteArray(bytes))
                .build());
    }
}
