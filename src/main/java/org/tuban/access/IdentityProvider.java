package org.tuban.access;

import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The other side of a sign-in by OpenID Connect Core 1.0: the code flow with PKCE (RFC 7636), state and nonce, and an ID
 * token whose signature, issuer, audience and times are checked.
 *
 * <p>Nothing is kept between the two halves: state, nonce and verifier are keyed hashes of a random cookie. The provider
 * is asked for its addresses when somebody first signs in, so that the service starts without it.
 */
final class IdentityProvider {

    private static final String ID = "oidc";
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final OidcSettings settings;
    private final ServiceKeyStore keys;
    private final Clock clock;
    private final JdkClientHttpRequestFactory http;
    private final OidcAuthorizationCodeAuthenticationProvider check;
    private final SingletonSupplier<ClientRegistration> registration = SingletonSupplier.of(this::discover);
    private final SingletonSupplier<JwtDecoder> decoder = SingletonSupplier.of(this::decoder);

    IdentityProvider(OidcSettings settings, ServiceKeyStore keys, Clock clock) {
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
        this.http = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(CONNECT).build());
        http.setReadTimeout(ANSWER);
        this.check =
                new OidcAuthorizationCodeAuthenticationProvider(tokenClient(), request -> user(request.getIdToken()));
        check.setJwtDecoderFactory(any -> decoder.obtain());
    }

    private static OidcUser user(OidcIdToken token) {
        return new DefaultOidcUser(Set.of(), token);
    }

    private RestClientAuthorizationCodeTokenResponseClient tokenClient() {
        RestClientAuthorizationCodeTokenResponseClient client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(http)
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new FormHttpMessageConverter())
                        .addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter()))
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    private ClientRegistration discover() {
        return ClientRegistrations.fromOidcIssuerLocation(settings.issuer())
                .registrationId(ID)
                .clientId(settings.clientId())
                .clientSecret(settings.clientSecret())
                .scope(settings.scope().split(" "))
                .build();
    }

    /** Signatures by a key that the provider publishes, and never by the client's secret or by none. */
    private JwtDecoder decoder() {
        NimbusJwtDecoder made = NimbusJwtDecoder.withJwkSetUri(Objects.requireNonNull(
                        registration.obtain().getProviderDetails().getJwkSetUri()))
                .jwsAlgorithms(allowed -> allowed.addAll(
                        Set.of(SignatureAlgorithm.RS256, SignatureAlgorithm.PS256, SignatureAlgorithm.ES256)))
                .restOperations(new RestTemplate(http))
                .build();
        JwtTimestampValidator times = new JwtTimestampValidator();
        times.setClock(clock);
        OidcIdTokenValidator claims = new OidcIdTokenValidator(registration.obtain());
        claims.setClock(clock);
        made.setJwtValidator(new DelegatingOAuth2TokenValidator<>(times, claims));
        made.setClaimSetConverter(new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
        return made;
    }

    /** What the sign-in form calls it. */
    String label() {
        return settings.label().isEmpty()
                ? String.valueOf(UriComponentsBuilder.fromUriString(settings.issuer())
                        .build()
                        .getHost())
                : settings.label();
    }

    /** Where to send a browser that has the cookie {@code seed}. */
    String signInAddress(String seed, String redirect) {
        return request(seed, redirect).getAuthorizationRequestUri();
    }

    private OAuth2AuthorizationRequest request(String seed, String redirect) {
        KeyedHash hash = keys.hash();
        String verifier = hash.of("oidc-verifier", seed);
        String nonce = hash.of("oidc-nonce", seed);
        ClientRegistration client = registration.obtain();
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        Objects.requireNonNull(client.getProviderDetails().getAuthorizationUri()))
                .clientId(client.getClientId())
                .redirectUri(redirect)
                .scopes(client.getScopes())
                .state(state(seed))
                .attributes(Map.of(
                        OAuth2ParameterNames.REGISTRATION_ID, ID,
                        PkceParameterNames.CODE_VERIFIER, verifier,
                        OidcParameterNames.NONCE, nonce))
                .additionalParameters(Map.of(
                        PkceParameterNames.CODE_CHALLENGE, Secrets.digest(verifier),
                        PkceParameterNames.CODE_CHALLENGE_METHOD, "S256",
                        OidcParameterNames.NONCE, Secrets.digest(nonce)))
                .build();
    }

    private String state(String seed) {
        return keys.hash().of("oidc-state", seed);
    }

    /** True if the state is the one that went out with the cookie. */
    boolean isStateOf(String seed, String state) {
        return Secrets.isSame(state(seed), state);
    }

    /**
     * Whom the provider says it is.
     *
     * @throws org.springframework.security.core.AuthenticationException if anything about its answer is not as it should
     *     be
     */
    OidcIdToken verify(String seed, String redirect, String code) {
        OAuth2AuthorizationResponse response = OAuth2AuthorizationResponse.success(code)
                .state(state(seed))
                .redirectUri(redirect)
                .build();
        Authentication proven = Objects.requireNonNull(check.authenticate(new OAuth2LoginAuthenticationToken(
                registration.obtain(), new OAuth2AuthorizationExchange(request(seed, redirect), response))));
        return ((OidcUser) Objects.requireNonNull(proven.getPrincipal())).getIdToken();
    }

    /** Where to send a browser to sign out there too (OpenID Connect RP-Initiated Logout 1.0), if it can. */
    Optional<String> signOutAddress(String back) {
        Object address = registration
                .obtain()
                .getProviderDetails()
                .getConfigurationMetadata()
                .get("end_session_endpoint");
        return Optional.ofNullable(address)
                .map(end -> UriComponentsBuilder.fromUriString(end.toString())
                        .queryParam("client_id", "{client}")
                        .queryParam("post_logout_redirect_uri", "{back}")
                        .encode()
                        .buildAndExpand(settings.clientId(), back)
                        .toUriString());
    }
}
