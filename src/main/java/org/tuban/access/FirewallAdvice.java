package org.tuban.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.tuban.http.ProblemWriter;
import org.tuban.http.Refusal;

/** Spring Security looks at a header's characters only when somebody reads it, which may be a controller. */
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class FirewallAdvice {

    private final ProblemWriter problems;

    FirewallAdvice(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler
    void rejected(RequestRejectedException reason, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        problems.write(request, response, Refusal.ofStatus(400, request.getMethod()));
    }
}
