package org.tuban.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
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
import org.tuban.http.Reading;
import org.tuban.http.Refusal;

/** What every request passes on its way in: who is asking, from where, how often, and with the page's token or not. */
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
            HttpSecurity http, Proofs proofs, PublicUrl publicUrl, PageTokens tokens, Rates rates) {
        return http.securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .addFilterAfter(new CallerFilter(proofs, problems), SecurityContextHolderFilter.class)
                .addFilterAfter(new RateFilter(rates, problems), SecurityContextHolderFilter.class)
                .addFilterAfter(new CrossSiteFilter(publicUrl, problems), SecurityContextHolderFilter.class)
                .csrf(csrf -> csrf.csrfTokenRepository(tokens)
                        .csrfTokenRequestHandler(new CsrfTokenRequestAttributeHandler())
                        .requireCsrfProtectionMatcher(SecurityConfiguration::needsToken))
                .exceptionHandling(refused -> refused.accessDeniedHandler(accessDenied()))
                // Headers are the business of the room http; the rest is for pages that this service does not have.
                .headers(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .sessionManagement(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /**
     * A write needs the page's token when a browser would send it with what it knows of us: the session, or, when it
     * signs in, nothing. Other writes without an account end at the next net and are told to sign in.
     */
    private static boolean needsToken(HttpServletRequest request) {
        if (Reading.is(request) || CallerFilter.hasCredentials(request)) {
            return false;
        }
        return isSession(request) || CallerFilter.isOfSession(request);
    }

    private static boolean isSession(HttpServletRequest request) {
        return Reading.path(request).equals(SessionController.ADDRESS);
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

    /** Nobody watches single filters; watching them costs more than a tile. */
    @Bean
    SecurityObservationSettings observed() {
        return SecurityObservationSettings.noObservations();
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
