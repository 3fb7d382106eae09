package org.tuban.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tomcat's last word, as problem details: requests so broken that they never reach the application end here. */
final class ProblemReportValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemReportValve.class);

    private final ProblemWriter problems;
    private final ResponseHeaders headers;

    ProblemReportValve(ProblemWriter problems, ResponseHeaders headers) {
        this.problems = problems;
        this.headers = headers;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < HttpServletResponse.SC_BAD_REQUEST
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        if (failure != null && response.getStatus() >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
            LOG.error("Failed outside the application", failure);
        }
        try {
            headers.write(request, response);
            problems.write(request, response, Refusal.ofStatus(response.getStatus(), request.getMethod()));
            response.finishResponse();
        } catch (IOException clientGone) {
            LOG.debug("The client left before its answer was written", clientGone);
        }
    }
}
