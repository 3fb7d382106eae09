package org.tuban.link;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Sight;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.layer.Layers;
import org.tuban.layer.PartialDate;

/** What a link must be like before it is written, beyond what {@link Link} sees by itself. */
@Component
final class LinkRules {

    private static final int LONGEST_NOTE = 2000;

    private final LinkStore store;
    private final LinkTypes types;
    private final Features features;
    private final Layers layers;

    /** Tells what day it is where the installation is. */
    private final Clock localClock;

    LinkRules(
            LinkStore store,
            LinkTypes types,
            Features features,
            Layers layers,
            Clock clock,
            @Value("${tuban.zone:Asia/Shanghai}") ZoneId zone) {
        this.store = store;
        this.types = types;
        this.features = features;
        this.layers = layers;
        localClock = clock.withZone(zone);
    }

    /** Refuses a link that refers to what is not there. */
    void requireKnown(Link link) {
        if (link.version() != 0) {
            throw refusal(
                    "version", Long.toString(link.version()), "0: the first version is numbered when it is stored");
        }
        if (types.find(link.type()).isEmpty()) {
            throw refusal(
                    "type",
                    link.type(),
                    "one of " + String.join(", ", types.byId().keySet()));
        }
        if (!layers.sources().containsKey(link.source())) {
            throw refusal("source", link.source(), "the id of a source");
        }
        Set<FeatureRef> present = features.findAll(Set.of(link.from(), link.to()), Sight.EVERYTHING)
                .keySet();
        if (!present.contains(link.from())) {
            throw refusal("from", link.from().toString(), "a feature that exists");
        }
        if (!present.contains(link.to())) {
            throw refusal("to", link.to().toString(), "a feature that exists");
        }
    }

    /** Refuses an id that is or was taken, and a second open link of a type between the same two. */
    void requireNew(Link link) {
        if (store.isTaken(link.id())) {
            throw new Problem(ProblemType.ALREADY_EXISTS, "There is a link '%s' already".formatted(link.id()))
                    .with("id", link.id());
        }
        requireNoTwin(link);
    }

    /** Refuses a second open link of a type between the same two. */
    void requireNoTwin(Link link) {
        Optional<String> twin = link.isOpen() ? store.findOpenTwin(link) : Optional.empty();
        if (twin.isPresent()) {
            throw new Problem(
                            ProblemType.ALREADY_EXISTS,
                            "%s and %s have an open link of type %s already: '%s'"
                                    .formatted(link.from(), link.to(), link.type(), twin.get()))
                    .with("id", twin.get());
        }
    }

    /** Refuses a containment that would put a feature inside itself, at whatever depth. */
    void requireNoCircle(Link link) {
        List<String> containments = types.containments();
        LocalDate today = LocalDate.now(localClock);
        if (!containments.contains(link.type()) || link.hasEndedBefore(today)) {
            return;
        }
        if (store.containersEverOf(link.to(), containments, today).contains(link.from())) {
            throw refusal(
                    "to", link.to().toString(), "a feature that does not itself lie in %s".formatted(link.from()));
        }
    }

    /** Refuses an end that is no date, and a note that is too long. */
    static void requireReadable(String validTo, @Nullable String note) {
        if (!PartialDate.isValid(validTo)) {
            throw refusal("validTo", validTo, PartialDate.ALLOWED);
        }
        if (note != null && note.length() > LONGEST_NOTE) {
            throw refusal("note", note.length() + " characters", "at most %d characters".formatted(LONGEST_NOTE));
        }
    }

    /** Refuses to end what has ended, or to end it before it begins. */
    static void requireMayEnd(Link link, String validTo) {
        if (!link.isOpen()) {
            throw refusal("validTo", validTo, "an open link; this one ended " + link.validTo());
        }
        if (Link.endsBeforeItBegins(link.validFrom(), validTo)) {
            throw refusal("validTo", validTo, "nothing before validFrom, " + link.validFrom());
        }
    }

    private static Problem refusal(String path, String value, String allowed) {
        return new Problem(ProblemType.INVALID_BODY, "%s \"%s\": allowed is %s".formatted(path, value, allowed))
                .with("path", path)
                .with("value", value)
                .with("allowed", allowed);
    }
}
