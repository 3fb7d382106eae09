package org.tuban.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Of {@code /actuator} there is only what a watcher needs. The health endpoint takes any longer address too, and
 * answers for parts of the service by their names; to everybody those are addresses with nothing at them. Metrics tell
 * how a service is built and used: they are on the management port only, and nothing else is there.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 40)
final class HealthDoor extends OncePerRequestFilter {

    private static final String FOLDER = "/actuator";
    private static final Set<String> OPEN =
            Set.of(FOLDER + "/health", FOLDER + "/health/liveness", FOLDER + "/health/readiness");

    private static final String METRICS = FOLDER + "/prometheus";

    private final ProblemWriter problems;
    private final int managementPort;

    HealthDoor(ProblemWriter problems, WatchSettings settings) {
        this.problems = problems;
        this.managementPort = settings.managementPort();
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return request.getLocalPort() == managementPort
                ? path.equals(METRICS) || OPEN.contains(path)
                : !path.startsWith(FOLDER) || OPEN.contains(path);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        problems.write(request, response, Refusal.ofStatus(HttpServletResponse.SC_NOT_FOUND, request.getMethod()));
    }
}
