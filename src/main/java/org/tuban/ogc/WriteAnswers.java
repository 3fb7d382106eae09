package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureTransactions;
import org.tuban.feature.FeatureTransactions.Outcome;
import org.tuban.feature.FeatureTransactions.Semantic;
import org.tuban.http.CrsParameter;
import org.tuban.http.IfMatch;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Runs edits and answers what became of them. Source: OGC 20-002; RFC 7240; RFC 9110, sections 9.3.3 to 9.3.5. */
@Component
final class WriteAnswers {

    private final FeatureTransactions transactions;
    private final FeatureJson featureJson;
    private final Honesty honesty;
    private final Answers answers;
    private final JsonMapper mapper;

    WriteAnswers(
            FeatureTransactions transactions,
            FeatureJson featureJson,
            Honesty honesty,
            Answers answers,
            JsonMapper mapper) {
        this.transactions = transactions;
        this.featureJson = featureJson;
        this.honesty = honesty;
        this.answers = answers;
        this.mapper = mapper;
    }

    /**
     * A request with where to answer it.
     *
     * @param asked what the request says beside its body
     * @param addresses makes addresses
     */
    record Exchange(
            HttpServletRequest request, HttpServletResponse response, WriteRequest asked, Addresses addresses) {}

    /** Runs one edit and answers with its feature, with what was changed of it, or with nothing. */
    void one(Exchange exchange, FeatureWrites.Write write) throws IOException {
        if (exchange.asked().rehearsal()) {
            several(exchange, List.of(write));
            return;
        }
        // Before anything is written: an answer that cannot be given must not follow a write.
        Wanted wanted = wanted(exchange.request(), exchange.asked().preferences());
        Feature feature;
        try {
            feature = write.work().get();
        } catch (Problem refused) {
            throw withPreference(refused, exchange.asked().preferences());
        }
        HttpServletResponse response = exchange.response();
        response.setStatus(write.action().status());
        if (write.action() == FeatureWrites.Action.INSERT) {
            String item = Addresses.item(feature.ref().layer(), feature.ref().id());
            response.setHeader(HttpHeaders.LOCATION, exchange.addresses().of(item));
        }
        if (write.action() == FeatureWrites.Action.DELETE) {
            return;
        }
        response.setHeader(HttpHeaders.ETAG, IfMatch.tag(feature.version()));
        body(exchange, write, feature, wanted);
    }

    private void body(Exchange exchange, FeatureWrites.Write write, Feature feature, @Nullable Wanted wanted)
            throws IOException {
        Preferences preferences = exchange.asked().preferences();
        boolean unmet = preferences.representation() && wanted == null;
        applied(exchange.response(), unmet ? preferences.withoutReturn() : preferences);
        if (wanted == null && write.changes().isEmpty()) {
            return;
        }
        HttpServletResponse response = exchange.response();
        if (write.action() != FeatureWrites.Action.INSERT) {
            response.setStatus(HttpServletResponse.SC_OK);
        }
        if (wanted == null) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("id", feature.ref().id());
            document.put("version", feature.version());
            document.put("changes", write.changes());
            json(response, document);
            return;
        }
        answers.head(response, wanted);
        FeatureView view = FeatureView.whole(exchange.asked().context().crs());
        response.setHeader(CrsParameter.CONTENT_CRS, CrsParameter.header(view.crs()));
        try (JsonGenerator json = answers.generator(response)) {
            featureJson.write(json, feature, view, List.of(), honesty.notice(feature));
        }
    }

    /** The form in which the client wants the feature; null if it does not, or wants one that writes are not answered in. */
    private static @Nullable Wanted wanted(HttpServletRequest request, Preferences preferences) {
        if (!preferences.representation()) {
            return null;
        }
        Wanted wanted = Wanted.by(request, ResourceKind.FEATURES);
        return wanted.representation() == Representation.JSON ? wanted : null;
    }

    /**
     * Runs several edits and answers with a report of them.
     *
     * @throws Problem the first refusal, if they hang together
     */
    void several(Exchange exchange, List<FeatureWrites.Write> writes) throws IOException {
        WriteRequest asked = exchange.asked();
        List<Outcome> outcomes = transactions.run(
                writes.stream().map(FeatureWrites.Write::work).toList(), asked.semantic(), asked.rehearsal());
        WriteReport report =
                new WriteReport(writes, outcomes, asked.semantic(), asked.rehearsal(), exchange.addresses());
        Problem refusal = report.refusal();
        if (refusal != null && asked.semantic() == Semantic.ATOMIC) {
            throw withPreference(report.asProblem(refusal), asked.preferences());
        }
        applied(exchange.response(), asked.preferences().withoutReturn());
        json(exchange.response(), report.document());
    }

    private void json(HttpServletResponse response, Map<String, Object> document) throws IOException {
        byte[] body = mapper.writeValueAsBytes(document);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static void applied(HttpServletResponse response, Preferences preferences) {
        String applied = preferences.applied();
        if (!applied.isEmpty()) {
            response.setHeader(Preferences.APPLIED, applied);
        }
    }

    /** A client that asked to be refused what is not right learns that this was heard. Source: OGC 20-002, clause 9. */
    static Problem withPreference(Problem refused, Preferences preferences) {
        boolean aboutTheBody =
                refused.type() == ProblemType.INVALID_FEATURE || refused.type() == ProblemType.INVALID_BODY;
        return aboutTheBody && preferences.strict()
                ? refused.withHeader(Preferences.APPLIED, "handling=strict")
                : refused;
    }
}
