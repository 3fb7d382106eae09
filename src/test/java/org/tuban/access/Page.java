package org.tuban.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser's side of a session: keeps its cookies and its token, and sends what a test tells it to. */
public final class Page {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final int port;
    private final Map<String, String> cookies = new TreeMap<>();
    private @Nullable String token;

    /** A page without a session, on a server of this machine. */
    public Page(int port) {
        this.port = port;
    }

    /** Authorization header of a script. */
    public static String basic(String name, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** The body as JSON. */
    public static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    /** What the server set a cookie to, without its attributes. */
    Optional<String> cookie(String name) {
        return Optional.ofNullable(cookies.get(name));
    }

    /** Goes on with a cookie that somebody else chose. */
    void takeCookie(String name, String chosen) {
        cookies.put(name, chosen);
    }

    /** The token it sends. */
    @Nullable
    String token() {
        return token;
    }

    /** Goes on with another token. */
    void takeToken(@Nullable String chosen) {
        token = chosen;
    }

    /** Asks for an address; headers are name, value, name, value. */
    public HttpResponse<String> get(String address, String... headers) {
        return send("GET", address, null, headers);
    }

    /** Posts JSON with the token, if there is one. */
    public HttpResponse<String> post(String address, String body, String... headers) {
        return send("POST", address, body, headers);
    }

    public HttpResponse<String> delete(String address, String... headers) {
        return send("DELETE", address, null, headers);
    }

    /** Fetches a token and signs in with it. */
    public HttpResponse<String> signIn(String name, String password) {
        session();
        HttpResponse<String> answer =
                post("/api/session", "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password));
        if (answer.statusCode() == 200) {
            token = json(answer).at("/csrf/token").asString();
        }
        return answer;
    }

    /** Asks who is signed in, and keeps the token. */
    JsonNode session() {
        JsonNode session = json(get("/api/session"));
        token = session.at("/csrf/token").asString();
        return session;
    }

    /** Sends a request with the cookie and, unless it reads, the token. */
    public HttpResponse<String> send(String method, String address, @Nullable String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + address))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.setHeader("Content-Type", "application/json");
        }
        if (!cookies.isEmpty()) {
            request.setHeader(
                    "Cookie", cookies.entrySet().stream().map(Object::toString).collect(Collectors.joining("; ")));
        }
        if (token != null && !method.equals("GET")) {
            request.setHeader("X-CSRF-TOKEN", token);
        }
        for (int at = 0; at < headers.length; at += 2) {
            request.setHeader(headers[at], headers[at + 1]);
        }
        HttpResponse<String> answer = send(request.build());
        answer.headers().allValues("Set-Cookie").stream()
                .map(set -> set.split(";")[0].split("=", 2))
                .forEach(pair -> cookies.put(pair[0], pair[1]));
        return answer;
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
