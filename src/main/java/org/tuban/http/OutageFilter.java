package org.tuban.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.core.NestedRuntimeException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers when something that the service needs is away while a request is still among the filters, as when an account
 * is looked for. The container would answer too, and write a stack trace into the log for every request of an outage.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
final class OutageFilter extends OncePerRequestFilter {

    private final Outages outages;
    private final ProblemWriter problems;

    OutageFilter(Outages outages, ProblemWriter problems) {
        this.outages = outages;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (NestedRuntimeException failure) {
            Optional<Problem> outage = outages.explain(failure);
            if (outage.isEmpty() || response.isCommitted()) {
                throw failure;
            }
            problems.write(request, response, outage.get());
        }
    }
}
