package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.feature.Features;
import org.tuban.feature.Sights;
import org.tuban.http.JsonBody;
import org.tuban.http.Problem;
import tools.jackson.databind.JsonNode;

/** Many edits in one request, across layers. Source: OGC API – Features, draft Part 11 (26-018). */
@RestController
final class TransactionsController implements Conforming {

    /** Path under the root of this room. */
    static final String PATH = "/transactions";

    /** Media types of a transaction, the draft's own first. */
    static final List<String> TYPES = List.of("application/ogc-tx+json", "application/json");

    private static final String DRAFT = "http://www.opengis.net/spec/ogcapi-features-11/1.0/conf/";

    private final Sights sights;
    private final FeatureWrites writes;
    private final WriteAnswers answers;
    private final JsonBody bodies;
    private final WriteEntrance entrance;

    TransactionsController(
            Sights sights, FeatureWrites writes, WriteAnswers answers, JsonBody bodies, WriteEntrance entrance) {
        this.sights = sights;
        this.writes = writes;
        this.answers = answers;
        this.bodies = bodies;
        this.entrance = entrance;
    }

    @Override
    public List<String> conformsTo() {
        return List.of(DRAFT + "transactions", DRAFT + "atomic-transactions", DRAFT + "batch-transactions");
    }

    @PostMapping("/ogc" + PATH)
    void run(Caller caller, HttpServletRequest request, HttpServletResponse response) throws IOException {
        Features.requireEditor(caller);
        WriteAnswers.Exchange opened = entrance.open(request, response, caller);
        JsonBody.requireType(request, TYPES, WriteRequest.ACCEPT_POST);
        JsonNode body = bodies.read(request);
        WriteRequest asked = opened.asked();
        try {
            List<FeatureWrites.Write> all = new TransactionReading(sights, writes, asked.context()).read(body);
            WriteRequest together = new WriteRequest(
                    asked.preferences(), asked.context(), asked.rehearsal(), TransactionReading.semantic(body));
            answers.several(new WriteAnswers.Exchange(request, response, together, opened.addresses()), all);
        } catch (Problem refused) {
            throw WriteAnswers.withPreference(refused, asked.preferences());
        }
    }

    @RequestMapping(path = "/ogc" + PATH, method = RequestMethod.OPTIONS)
    void options(HttpServletResponse response) {
        response.setHeader(HttpHeaders.ALLOW, "OPTIONS, POST");
        response.setHeader(WriteRequest.ACCEPT_POST, String.join(", ", TYPES));
    }
}
