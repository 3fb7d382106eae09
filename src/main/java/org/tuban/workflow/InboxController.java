package org.tuban.workflow;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;

/** What waits for the caller. */
@RestController
class InboxController {

    private static final String LIMIT = "limit";
    private static final int USUAL = 50;
    private static final int MOST = 200;

    private final Inboxes inboxes;

    InboxController(Inboxes inboxes) {
        this.inboxes = inboxes;
    }

    @GetMapping(path = "/api/inbox", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Inbox> inbox(Caller caller, HttpServletRequest request) {
        if (!caller.signedIn()) {
            throw new Problem(ProblemType.NOT_SIGNED_IN, "The inbox is of a signed-in account");
        }
        Map<String, String> given = Parameters.all(request, List.of(LIMIT));
        String text = given.get(LIMIT);
        long limit = text == null ? USUAL : Parameters.positive(LIMIT, text);
        if (limit > MOST) {
            throw Problem.invalidParameter(LIMIT, text, "1 to %d".formatted(MOST));
        }
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(inboxes.of(caller, (int) limit));
    }
}
