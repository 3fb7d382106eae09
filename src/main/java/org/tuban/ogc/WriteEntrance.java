package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.stereotype.Component;
import org.tuban.access.Caller;
import org.tuban.http.Problem;

/** Where requests that write come in. */
@Component
final class WriteEntrance {

    private final OgcRequests requests;

    WriteEntrance(OgcRequests requests) {
        this.requests = requests;
    }

    /**
     * Reads what a request says beside its body.
     *
     * @param more parameters that are allowed besides the note and the rehearsal
     * @throws Problem invalid-parameter
     */
    WriteAnswers.Exchange open(
            HttpServletRequest request, HttpServletResponse response, Caller caller, String... more) {
        return new WriteAnswers.Exchange(
                request,
                response,
                WriteRequest.of(request, caller, requests.systems(), more),
                requests.addresses(request));
    }
}
