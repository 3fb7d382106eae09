package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.ServletWebRequest;
import org.tuban.feature.Feature;
import org.tuban.feature.FeaturePage;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.Features;
import org.tuban.feature.SeenLayer;
import org.tuban.geo.CoordinateSystems;
import org.tuban.geo.GeoJson;
import org.tuban.geo.JsonBytes;
import org.tuban.http.CrsParameter;
import org.tuban.http.IfMatch;
import org.tuban.http.Problem;
import org.tuban.layer.Label;
import org.tuban.layer.Layer;
import org.tuban.layer.PerLayer;
import tools.jackson.core.JsonGenerator;

/** Sends features as GeoJSON: one, or a page of them as they are read. */
@Component
final class FeatureAnswers {

    /**
     * Bytes up to which an answer goes out with every header known, and as a problem if reading fails on the way; a
     * longer one streams from there on.
     */
    private static final int BUFFER = 512 * 1024;

    /** Features up to which a page is read in one go. */
    private static final int MOST_AT_ONCE = 1000;

    /** Bytes up to which such a page is held. */
    private static final long LONGEST_AT_ONCE = 8L * 1024 * 1024;

    private static final String PRIVATE =
            Objects.requireNonNull(CacheControl.noCache().cachePrivate().getHeaderValue());

    private final Features features;
    private final PageReader reader;
    private final FeatureJson featureJson;
    private final Honesty honesty;
    private final Answers answers;
    private final Clock clock;
    private final PerLayer<RowJson.Plan> plans =
            new PerLayer<>(layer -> new RowJson.Plan(layer, FeatureView.whole(CoordinateSystems.CRS84)));

    FeatureAnswers(
            Features features,
            PageReader reader,
            FeatureJson featureJson,
            Honesty honesty,
            Answers answers,
            Clock clock) {
        this.features = features;
        this.reader = reader;
        this.featureJson = featureJson;
        this.honesty = honesty;
        this.answers = answers;
        this.clock = clock;
    }

    /**
     * The features of a page as bytes, read in one go; without any of them if that cannot be.
     *
     * <p>A page whose coordinates must be changed first, whose past is asked for, that the store alone cannot find or
     * that is too long to hold goes the other way: portion by portion, sent as it is read.
     */
    Optional<Written> write(FeatureQuery query, FeatureView view) {
        if (!GeoJson.writesStored(view.crs()) || query.limit() > MOST_AT_ONCE) {
            return Optional.empty();
        }
        JsonBytes json = new JsonBytes();
        RowJson rows = new RowJson(plan(query.layer(), view), view, json);
        return features.rows(query, rows.columns(), row -> {
                    if (json.size() > 0) {
                        json.raw(',');
                    }
                    rows.write(row);
                    return json.size() <= LONGEST_AT_ONCE;
                })
                .map(page -> new Written(page, json, rows.sketched()));
    }

    /**
     * Features that are JSON already.
     *
     * @param page which
     * @param json the features with commas between
     * @param sketched true if one of them has a shape that is no more than a sketch
     */
    record Written(FeaturePage page, JsonBytes json, boolean sketched) {}

    private RowJson.Plan plan(Layer layer, FeatureView view) {
        return view.properties() == null ? plans.of(layer) : new RowJson.Plan(layer, view);
    }

    /** Sends a page of features that are written. */
    void send(HttpServletResponse response, ItemsAnswer answer, Written written) throws IOException {
        List<Link> links = answer.links();
        head(response, answer, links);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        int begun;
        try (JsonGenerator json = answers.generator(frame)) {
            begin(json, answer);
            json.writeStartArray();
            json.flush();
            begun = frame.size();
            json.writeEndArray();
            Set<Label> notices = written.sketched() ? Set.of(honesty.notice()) : Set.of();
            end(json, links, answer.page().keys().size(), notices);
        }
        response.setContentLengthLong(frame.size() + written.json().size());
        OutputStream out = response.getOutputStream();
        out.write(frame.toByteArray(), 0, begun);
        written.json().writeTo(out);
        out.write(frame.toByteArray(), begun, frame.size() - begun);
    }

    /** Sends a page of features. Source: OGC 17-069r4, requirements /req/core/fc-response to fc-numberReturned. */
    void send(HttpServletResponse response, ItemsAnswer answer) throws IOException {
        response.setBufferSize(BUFFER);
        List<Link> links = answer.links();
        head(response, answer, links);
        FeatureView view = answer.asked().view();
        try (JsonGenerator json = answers.generator(response)) {
            begin(json, answer);
            json.writeStartArray();
            Set<Label> notices = new LinkedHashSet<>();
            int returned = reader.read(answer.page(), feature -> {
                featureJson.write(json, feature, view, List.of(), Optional.empty());
                honesty.notice(feature).ifPresent(notices::add);
            });
            json.writeEndArray();
            end(json, links, returned, notices);
        }
    }

    private void head(HttpServletResponse response, ItemsAnswer answer, List<Link> links) {
        answers.head(response, answer.wanted());
        response.setHeader(
                CrsParameter.CONTENT_CRS,
                CrsParameter.header(answer.asked().view().crs()));
        answers.link(response, links);
    }

    /** What stands before the features. */
    private void begin(JsonGenerator json, ItemsAnswer answer) {
        json.writeStartObject();
        json.writeStringProperty("type", "FeatureCollection");
        json.writeNumberProperty(
                answer.matched().exact() ? "numberMatched" : FeatureJson.ESTIMATE,
                answer.matched().number());
        json.writeStringProperty(
                "timeStamp", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        json.writeName("features");
    }

    /** What stands behind them. */
    private static void end(JsonGenerator json, List<Link> links, int returned, Set<Label> notices) {
        json.writeNumberProperty("numberReturned", returned);
        for (Label notice : notices) {
            json.writePOJOProperty(FeatureJson.NOTICE, notice);
        }
        json.writeArrayPropertyStart("links");
        links.forEach(json::writePOJO);
        json.writeEndArray();
        json.writeEndObject();
    }

    /**
     * One feature as bytes; without any of them if it must go the other way, as {@link #write} says.
     *
     * @throws Problem not-found if the layer has no such feature
     */
    Optional<WrittenOne> write(ItemRequest asked) {
        if (!GeoJson.writesStored(asked.view().crs())) {
            return Optional.empty();
        }
        JsonBytes json = new JsonBytes();
        RowJson rows = new RowJson(plan(asked.layer(), asked.view()), asked.view(), json);
        List<String> columns = new ArrayList<>(rows.columns());
        columns.add(LayerProperties.VERSION);
        long[] version = {0};
        features.row(asked.seen(), asked.id(), columns, row -> {
            rows.writeOpen(row);
            version[0] = (Long) Objects.requireNonNull(row.value(columns.size() - 1));
        });
        return Optional.of(new WrittenOne(json, version[0], rows.sketched()));
    }

    /**
     * A feature that is JSON already, but for what stands behind its properties.
     *
     * @param json the feature, still open
     * @param version its version
     * @param sketched true if its shape is no more than a sketch
     */
    record WrittenOne(JsonBytes json, long version, boolean sketched) {}

    /** Sends one feature that is written, or nothing but its entity tag to a client that has this version already. */
    void send(
            HttpServletRequest request,
            HttpServletResponse response,
            ItemRequest asked,
            WrittenOne written,
            Wanted wanted,
            List<Link> links)
            throws IOException {
        if (knows(request, response, asked, wanted, written.version())) {
            return;
        }
        answers.link(response, links);
        ByteArrayOutputStream end = new ByteArrayOutputStream();
        try (JsonGenerator json = answers.generator(end)) {
            json.writeStartObject();
            if (written.sketched()) {
                json.writePOJOProperty(FeatureJson.NOTICE, honesty.notice());
            }
            json.writePOJOProperty("links", links);
            json.writeEndObject();
        }
        // The members of that object go on with those of the feature.
        written.json().raw(',');
        response.setContentLengthLong(written.json().size() + end.size() - 1);
        OutputStream out = response.getOutputStream();
        written.json().writeTo(out);
        out.write(end.toByteArray(), 1, end.size() - 1);
    }

    /**
     * One feature to send.
     *
     * @param feature the feature
     * @param asked how it is wanted, and how much of it is seen
     * @param wanted in which form
     * @param links of its document
     */
    record One(Feature feature, ItemRequest asked, Wanted wanted, List<Link> links) {}

    /** Sends one feature, or nothing but its entity tag to a client that has this version already. */
    void send(HttpServletRequest request, HttpServletResponse response, One one) throws IOException {
        if (knows(request, response, one.asked(), one.wanted(), one.feature().version())) {
            return;
        }
        answers.link(response, one.links());
        try (JsonGenerator json = answers.generator(response)) {
            featureJson.write(json, one.feature(), one.asked().view(), one.links(), honesty.notice(one.feature()));
        }
    }

    /** Sends the head of a feature; true if that was all, since the client has this version already. */
    private boolean knows(
            HttpServletRequest request, HttpServletResponse response, ItemRequest asked, Wanted wanted, long version) {
        answers.head(response, wanted);
        response.setHeader(
                CrsParameter.CONTENT_CRS, CrsParameter.header(asked.view().crs()));
        response.setHeader(HttpHeaders.CACHE_CONTROL, PRIVATE);
        return new ServletWebRequest(request, response).checkNotModified(tag(asked.seen(), version));
    }

    /** What is seen of a version: who sees more of it must not be told that it has not changed. */
    private static String tag(SeenLayer seen, long version) {
        return seen.hidden().isEmpty()
                ? IfMatch.tag(version)
                : "\"%d-%d\"".formatted(version, seen.hidden().size());
    }
}
