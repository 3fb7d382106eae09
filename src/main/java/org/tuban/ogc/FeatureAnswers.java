package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;
import org.tuban.feature.Feature;
import org.tuban.http.CrsParameter;
import org.tuban.http.IfMatch;
import org.tuban.layer.Label;
import tools.jackson.core.JsonGenerator;

/** Sends features as GeoJSON: one, or a page of them as they are read. */
@Component
final class FeatureAnswers {

    /**
     * Bytes up to which an answer goes out with every header known, and as a problem if reading fails on the way; a
     * longer one streams from there on.
     */
    private static final int BUFFER = 512 * 1024;

    private final PageReader reader;
    private final FeatureJson featureJson;
    private final Honesty honesty;
    private final Answers answers;
    private final Clock clock;

    FeatureAnswers(PageReader reader, FeatureJson featureJson, Honesty honesty, Answers answers, Clock clock) {
        this.reader = reader;
        this.featureJson = featureJson;
        this.honesty = honesty;
        this.answers = answers;
        this.clock = clock;
    }

    /** Sends a page of features. Source: OGC 17-069r4, requirements /req/core/fc-response to fc-numberReturned. */
    void send(HttpServletResponse response, ItemsAnswer answer) throws IOException {
        response.setBufferSize(BUFFER);
        answers.head(response, answer.wanted());
        FeatureView view = answer.asked().view();
        response.setHeader(CrsParameter.CONTENT_CRS, CrsParameter.header(view.crs()));
        answers.link(response, answer.links());
        try (JsonGenerator json = answers.generator(response)) {
            json.writeStartObject();
            json.writeStringProperty("type", "FeatureCollection");
            json.writeNumberProperty(
                    answer.matched().exact() ? "numberMatched" : FeatureJson.ESTIMATE,
                    answer.matched().number());
            json.writeStringProperty(
                    "timeStamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
            json.writeArrayPropertyStart("features");
            Set<Label> notices = new LinkedHashSet<>();
            int returned = reader.read(answer.page(), feature -> {
                featureJson.write(json, feature, view, List.of(), Optional.empty());
                honesty.notice(feature).ifPresent(notices::add);
            });
            json.writeEndArray();
            json.writeNumberProperty("numberReturned", returned);
            for (Label notice : notices) {
                json.writePOJOProperty(FeatureJson.NOTICE, notice);
            }
            json.writeArrayPropertyStart("links");
            answer.links().forEach(json::writePOJO);
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    /**
     * One feature to send.
     *
     * @param feature the feature
     * @param view how it is wanted
     * @param wanted in which form
     * @param links of its document
     */
    record One(Feature feature, FeatureView view, Wanted wanted, List<Link> links) {}

    /** Sends one feature, or nothing but its entity tag to a client that has this version already. */
    void send(HttpServletRequest request, HttpServletResponse response, One one) throws IOException {
        answers.head(response, one.wanted());
        response.setHeader(
                CrsParameter.CONTENT_CRS, CrsParameter.header(one.view().crs()));
        response.setHeader(
                HttpHeaders.CACHE_CONTROL, CacheControl.noCache().cachePrivate().getHeaderValue());
        if (new ServletWebRequest(request, response)
                .checkNotModified(IfMatch.tag(one.feature().version()))) {
            return;
        }
        answers.link(response, one.links());
        try (JsonGenerator json = answers.generator(response)) {
            featureJson.write(json, one.feature(), one.view(), one.links(), honesty.notice(one.feature()));
        }
    }
}
