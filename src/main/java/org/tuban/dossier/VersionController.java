package org.tuban.dossier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.feature.Edit;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureAddress;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Sights;
import org.tuban.geo.GeoJson;
import org.tuban.geo.InvalidGeometryException;
import org.tuban.http.IfMatch;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;
import org.tuban.workflow.Correcting;
import org.tuban.workflow.PastCorrections;
import tools.jackson.databind.JsonNode;

/** Versions side by side, an earlier one restored, and the past corrected. */
@RestController
@RequestMapping(path = "/api/features/{layer}/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
class VersionController {

    private static final String FROM = "from";
    private static final String TO = "to";

    private final Sights sights;
    private final Comparisons comparisons;
    private final PastCorrections pastCorrections;
    private final Dossiers dossiers;

    VersionController(Sights sights, Comparisons comparisons, PastCorrections pastCorrections, Dossiers dossiers) {
        this.sights = sights;
        this.comparisons = comparisons;
        this.pastCorrections = pastCorrections;
        this.dossiers = dossiers;
    }

    /**
     * The body of a correction; members as in {@link Correcting}.
     *
     * @param geometry GeoJSON in EPSG:4490; null to leave shapes as they were
     */
    record Body(
            @Nullable String validFrom,
            @Nullable String validTo,
            @Nullable Map<String, @Nullable Object> values,
            @Nullable JsonNode geometry,
            @Nullable String reason,
            @Nullable String secondPerson) {

        Correcting read() {
            return new Correcting(
                    validFrom, validTo, values == null ? Map.of() : values, readShape(), reason, secondPerson);
        }

        private Edit.@Nullable Shape readShape() {
            if (geometry == null || geometry.isNull()) {
                return null;
            }
            try {
                return new Edit.Shape(GeoJson.read(geometry, "/geometry", GeoJson.MAX_POSITIONS));
            } catch (InvalidGeometryException refused) {
                throw Problem.invalidBody(refused);
            }
        }
    }

    /**
     * The body of a restoring.
     *
     * @param note reason in words, or null
     */
    record Restoring(@Nullable String note) {}

    @GetMapping("/comparison")
    Comparison compare(
            @PathVariable String layer,
            @PathVariable String id,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response) {
        FeatureRef ref = FeatureAddress.read(layer, id, sights, caller);
        Map<String, String> given = Parameters.all(request, List.of(FROM, TO));
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return comparisons.get(ref, version(given, FROM), version(given, TO), caller);
    }

    private static long version(Map<String, String> given, String name) {
        String text = given.get(name);
        if (text == null) {
            throw Problem.invalidParameter(name, null, "the number of a version");
        }
        return Parameters.positive(name, text);
    }

    @PostMapping(path = "/corrections", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Dossier> correct(
            @PathVariable String layer,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Body body,
            Caller caller) {
        FeatureRef ref = FeatureAddress.read(layer, id, sights, caller);
        return tagged(pastCorrections.correct(ref, IfMatch.version(ifMatch), body.read(), caller), caller);
    }

    @PostMapping(path = "/versions/{version}/restore", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Dossier> restore(
            @PathVariable String layer,
            @PathVariable String id,
            @PathVariable String version,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Restoring body,
            Caller caller) {
        FeatureRef ref = FeatureAddress.read(layer, id, sights, caller);
        long wanted = Parameters.positive("version", version);
        long expected = IfMatch.version(ifMatch);
        return tagged(pastCorrections.restore(ref, expected, wanted, body.note(), caller), caller);
    }

    private ResponseEntity<Dossier> tagged(Feature now, Caller caller) {
        return ResponseEntity.ok()
                .eTag(IfMatch.tag(now.version()))
                .cacheControl(CacheControl.noStore())
                .body(dossiers.of(now, caller));
    }
}
