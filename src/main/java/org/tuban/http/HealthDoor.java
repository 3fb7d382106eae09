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
 * answers for parts of the service by their names; to everybody those are addresses with nothing at them.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 40)
final class HealthDoor extends OncePerRequestFilter {

    private static final String FOLDER = "/actuator";
    private static final Set<String> OPEN =
            Set.of(FOLDER + "/health", FOLDER + "/health/liveness", FOLDER + "/health/readiness");

    private final ProblemWriter problems;

    HealthDoor(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return !path.startsWith(FOLDER) || OPEN.contains(path);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        problems.write(request, response, Refusal.ofStatus(HttpServletResponse.SC_NOT_FOUND, request.getMethod()));
    }
}
