package org.tuban.access;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfTokenRequestAttributeHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.http.ProblemWriter;
import org.tuban.http.PublicUrl;
import org.tuban.http.Refusal;

/**
 * Which requests may pass. Everybody may read; rooms decide about each write, and this is the second net: no write to
 * {@code /api} or {@code /ogc} without an account.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AccessSettings.class)
class SecurityConfiguration {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");

    private final ProblemWriter problems;

    SecurityConfiguration(ProblemWriter problems) {
        this.problems = problems;
    }

    @Bean
    SecurityFilterChain requests(
            HttpSecurity http, SignIn signIn, Sessions sessions, PublicUrl publicUrl, PageTokens tokens) {
        return http.securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .addFilterAfter(new CallerFilter(signIn, sessions, problems), SecurityContextHolderFilter.class)
                .addFilterAfter(new CrossSiteFilter(publicUrl, problems), SecurityContextHolderFilter.class)
                .csrf(csrf -> csrf.csrfTokenRepository(tokens)
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                        .requireCsrfProtectionMatcher(SecurityConfiguration::needsToken))
                .authorizeHttpRequests(allowed -> allowed.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers(SecurityConfiguration::needsAccount)
                        .authenticated()
                        .anyRequest()
                        .permitAll())
                .exceptionHandling(refused -> refused.authenticationEntryPoint(
                                (request, response, reason) -> problems.write(request, response, notSignedIn()))
                        .accessDeniedHandler(accessDenied()))
                // Headers are the business of the room http; the rest is for pages that this service does not have.
                .headers(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    private static boolean isReading(HttpServletRequest request) {
        return CrossSiteFilter.READING.contains(request.getMethod());
    }

    /**
     * A write needs the page's token when a browser would send it with what it knows of us: the session, or, when it
     * signs in, nothing. Other writes without an account end at the next net and are told to sign in.
     */
    private static boolean needsToken(HttpServletRequest request) {
        if (isReading(request) || CallerFilter.hasCredentials(request)) {
            return false;
        }
        return isSession(request) || CallerFilter.isOfSession(request);
    }

    private static boolean needsAccount(HttpServletRequest request) {
        String path = path(request);
        return !isReading(request) && !isSession(request) && (isUnder(path, "/api") || isUnder(path, "/ogc"));
    }

    private static boolean isSession(HttpServletRequest request) {
        return path(request).equals(SessionController.ADDRESS);
    }

    private static boolean isUnder(String path, String folder) {
        return path.equals(folder) || path.startsWith(folder + "/");
    }

    /** As the application will see it: decoded, without the context path. */
    private static String path(HttpServletRequest request) {
        String inside = request.getPathInfo();
        return request.getServletPath() + (inside == null ? "" : inside);
    }

    private AccessDeniedHandler accessDenied() {
        return (request, response, reason) -> problems.write(
                request,
                response,
                reason instanceof CsrfException
                        ? new Problem(
                                ProblemType.CSRF,
                                "Send the token of GET %s in the header it names".formatted(SessionController.ADDRESS))
                        : new Problem(ProblemType.FORBIDDEN, "This account may not do that"));
    }

    private static Problem notSignedIn() {
        return new Problem(ProblemType.NOT_SIGNED_IN, "Sign in first; reading needs no account, writing does");
    }

    /** Addresses and methods that nobody sends by accident. */
    @Bean
    RequestRejectedHandler rejected() {
        return (request, response, reason) -> problems.write(
                request,
                response,
                Refusal.ofStatus(METHODS.contains(request.getMethod()) ? 400 : 405, request.getMethod()));
    }
}
