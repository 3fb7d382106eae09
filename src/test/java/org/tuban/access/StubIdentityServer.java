package org.tuban.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/**
 * An identity provider that speaks OpenID Connect: discovery, authorization, token with PKCE and the client's secret,
 * keys, ID tokens signed by RS256. Whoever comes is the person that the test names; a test can spoil the token.
 */
final class StubIdentityServer implements AutoCloseable {

    static final String CLIENT = "tuban";
    static final String SECRET = "the-secret-of-the-client";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer http;
    private final RSAKey key;
    private final RSAKey unpublished;
    private final Map<String, MultiValueMap<String, String>> codes = new ConcurrentHashMap<>();

    volatile Clock clock = Clock.systemUTC();
    volatile Map<String, Object> person = Map.of();
    volatile UnaryOperator<JWTClaimsSet.Builder> spoiled = claims -> claims;
    volatile Signature signature = Signature.RIGHT;

    enum Signature {
        RIGHT,
        BY_ANOTHER_KEY,
        NONE
    }

    StubIdentityServer() {
        try {
            key = new RSAKeyGenerator(2048).keyID("one").generate();
            unpublished = new RSAKeyGenerator(2048).keyID("one").generate();
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        http.createContext("/.well-known/openid-configuration", exchange -> json(exchange, 200, discovery()));
        http.createContext("/keys", exchange -> json(exchange, 200, new JWKSet(key.toPublicJWK()).toJSONObject()));
        http.createContext("/authorize", this::authorize);
        http.createContext("/token", this::token);
        http.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    private Map<String, Object> discovery() {
        return Map.of(
                "issuer", issuer(),
                "authorization_endpoint", issuer() + "/authorize",
                "token_endpoint", issuer() + "/token",
                "jwks_uri", issuer() + "/keys",
                "end_session_endpoint", issuer() + "/end",
                "response_types_supported", List.of("code"),
                "subject_types_supported", List.of("public"),
                "id_token_signing_alg_values_supported", List.of("RS256"),
                "token_endpoint_auth_methods_supported", List.of("client_secret_basic"));
    }

    private void authorize(HttpExchange exchange) throws IOException {
        MultiValueMap<String, String> asked =
                parameters(exchange.getRequestURI().getRawQuery());
        boolean fine = CLIENT.equals(asked.getFirst("client_id"))
                && "code".equals(asked.getFirst("response_type"))
                && "S256".equals(asked.getFirst("code_challenge_method"))
                && asked.containsKey("state")
                && asked.containsKey("nonce");
        String code = Secrets.create();
        codes.put(code, asked);
        String back = UriComponentsBuilder.fromUriString(String.valueOf(asked.getFirst("redirect_uri")))
                .queryParam(fine ? "code" : "error", fine ? code : "invalid_request")
                .queryParam("state", asked.getFirst("state"))
                .build()
                .toUriString();
        exchange.getResponseHeaders().set("Location", back);
        exchange.sendResponseHeaders(302, -1);
        exchange.close();
    }

    private void token(HttpExchange exchange) throws IOException {
        MultiValueMap<String, String> sent =
                parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        MultiValueMap<String, String> asked = codes.remove(String.valueOf(sent.getFirst("code")));
        String credentials =
                "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET).getBytes(StandardCharsets.UTF_8));
        boolean fine = asked != null
                && credentials.equals(exchange.getRequestHeaders().getFirst("Authorization"))
                && "authorization_code".equals(sent.getFirst("grant_type"))
                && String.valueOf(asked.getFirst("redirect_uri")).equals(sent.getFirst("redirect_uri"))
                && Secrets.digest(String.valueOf(sent.getFirst("code_verifier")))
                        .equals(asked.getFirst("code_challenge"));
        if (fine) {
            json(
                    exchange,
                    200,
                    Map.of(
                            "access_token",
                            Secrets.create(),
                            "token_type",
                            "Bearer",
                            "expires_in",
                            60,
                            "id_token",
                            idToken(String.valueOf(asked.getFirst("nonce")))));
        } else {
            json(exchange, 400, Map.of("error", "invalid_grant"));
        }
    }

    private String idToken(String nonce) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience(CLIENT)
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(clock.instant().plusSeconds(300)))
                .claim("nonce", nonce);
        person.forEach(claims::claim);
        JWTClaimsSet said = spoiled.apply(claims).build();
        try {
            if (signature == Signature.NONE) {
                return new PlainJWT(said).serialize();
            }
            SignedJWT signed = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), said);
            signed.sign(new RSASSASigner(signature == Signature.RIGHT ? key : unpublished));
            return signed.serialize();
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static MultiValueMap<String, String> parameters(String query) {
        MultiValueMap<String, String> encoded =
                UriComponentsBuilder.newInstance().query(query).build().getQueryParams();
        MultiValueMap<String, String> decoded = new LinkedMultiValueMap<>();
        encoded.forEach((name, values) -> values.forEach(
                value -> decoded.add(name, URLDecoder.decode(String.valueOf(value), StandardCharsets.UTF_8))));
        return decoded;
    }

    private static void json(HttpExchange exchange, int status, Object body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
