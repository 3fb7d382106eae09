package org.tuban.dossier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.feature.AsOf;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureAddress;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.PointOfView;
import org.tuban.feature.Sight;
import org.tuban.feature.Sights;
import org.tuban.http.IfMatch;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;
import org.tuban.workflow.Move;
import org.tuban.workflow.Workflows;

/** A feature's dossier and history, and the step that takes it further. */
@RestController
@RequestMapping(path = "/api/features/{layer}/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class DossierController {

    private final Sights sights;
    private final Features features;
    private final Workflows workflows;
    private final Dossiers dossiers;
    private final Histories histories;

    DossierController(Sights sights, Features features, Workflows workflows, Dossiers dossiers, Histories histories) {
        this.sights = sights;
        this.features = features;
        this.workflows = workflows;
        this.dossiers = dossiers;
        this.histories = histories;
    }

    /**
     * The body of a step.
     *
     * @param to state to go to
     * @param validFrom since when it is so; null for now
     * @param note reason in words, or null
     * @param evidence what the step is shown with, by name; null for none
     */
    record Step(
            @Nullable String to,
            @Nullable String validFrom,
            @Nullable String note,
            @Nullable Map<String, @Nullable Object> evidence) {

        Move move() {
            if (to == null) {
                throw Problem.invalidBody("to", null, "the id of a state to go to");
            }
            return new Move(to, validFrom, note, evidence == null ? Map.of() : evidence);
        }
    }

    @GetMapping
    Dossier dossier(
            @PathVariable String layer,
            @PathVariable String id,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        FeatureRef ref = FeatureAddress.read(layer, id, sights, caller);
        AsOf then = PointOfView.read(Parameters.all(request, PointOfView.PARAMETERS));
        return tagged(then == null ? dossiers.get(ref, caller) : dossiers.get(ref, then, caller), response);
    }

    @GetMapping("/history")
    History history(@PathVariable String layer, @PathVariable String id, Caller caller, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return histories.get(FeatureAddress.read(layer, id, sights, caller), caller);
    }

    @PostMapping(path = "/transitions", consumes = MediaType.APPLICATION_JSON_VALUE)
    Dossier move(
            @PathVariable String layer,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Step step,
            Caller caller,
            HttpServletResponse response) {
        FeatureRef ref = FeatureAddress.read(layer, id, sights, caller);
        // What is not there and who is not signed in come before what the request lacks.
        Feature feature = features.get(ref, Sight.EVERYTHING);
        Workflows.requireSignedIn(caller);
        try {
            Feature moved = workflows.move(feature, IfMatch.version(ifMatch), step.move(), caller);
            return tagged(dossiers.of(moved, caller), response);
        } catch (Problem refused) {
            throw named(refused);
        }
    }

    /** Who was first, as people know them: the problem itself knows the account only. */
    private Problem named(Problem refused) {
        return refused.members().get("changedBy") instanceof String account
                ? refused.with("changedByName", histories.person(account).displayName())
                : refused;
    }

    /** Names the version, and forbids keeping the answer: links and figures change without it. */
    private static Dossier tagged(Dossier dossier, HttpServletResponse response) {
        response.setHeader(HttpHeaders.ETAG, IfMatch.tag(dossier.version()));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return dossier;
    }
}
