package org.tuban.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers for what failed outside Spring MVC: in a filter, or in the container. */
@RestController
final class FallbackController implements ErrorController {

    /** Throws what happened, so that it is answered where everything else is. */
    @RequestMapping("${spring.web.error.path:/error}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws Throwable {
        if (response.isCommitted()) {
            // Half an answer is out; the container breaks the connection when this returns.
            return;
        }
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable failure) {
            throw failure;
        }
        // Without a status a client asked for this address itself, and there is nothing at it.
        int status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
        throw Refusal.ofStatus(status, request.getMethod());
    }
}
