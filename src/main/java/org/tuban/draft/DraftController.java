package org.tuban.draft;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.http.IfMatch;
import org.tuban.http.Limit;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;
import tools.jackson.databind.JsonNode;

/** Drafts of features, for their authors and for planners. */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
class DraftController {

    private static final String ONE = "/features/{layer}/{id}/draft";
    private static final String LAYER = "layer";
    private static final String ID = "id";
    private static final String LIMIT = "limit";
    private static final int USUAL = 100;
    private static final int MOST = 500;
    private static final int LONGEST_NOTE = 2000;

    private final Drafts drafts;
    private final DraftViews views;

    DraftController(Drafts drafts, DraftViews views) {
        this.drafts = drafts;
        this.views = views;
    }

    /**
     * What a client saves; members as in {@link Drafts.Saving}.
     *
     * @param geometry absent to leave the shape as it is
     */
    record Body(
            @Nullable Long baseVersion,
            @Nullable Map<String, @Nullable Object> values,
            @Nullable JsonNode geometry,
            @Nullable String note) {

        Drafts.Saving read() {
            if (baseVersion != null && baseVersion < 0) {
                throw Problem.invalidBody("baseVersion", baseVersion, "0 or the number of a version");
            }
            String kept = note == null || note.isBlank() ? null : note.strip();
            if (kept != null && kept.codePointCount(0, kept.length()) > LONGEST_NOTE) {
                throw Problem.invalidBody("note", null, "at most %d characters".formatted(LONGEST_NOTE));
            }
            return new Drafts.Saving(
                    baseVersion == null ? 0 : baseVersion,
                    new DraftContent(values == null ? Map.of() : values, geometry),
                    kept);
        }
    }

    /** The feature that a draft has become. */
    record Promoted(String layer, String id, long version) {}

    @GetMapping("/drafts")
    ResponseEntity<Map<String, Object>> list(Caller caller, HttpServletRequest request) {
        Map<String, String> given = Parameters.all(request, List.of(LAYER, ID, LIMIT));
        int limit = Limit.parse(given.get(LIMIT), USUAL, MOST);
        List<Draft> found = drafts.list(given.get(LAYER), given.get(ID), limit, caller);
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(Map.of("drafts", views.heads(found, caller)));
    }

    @GetMapping(ONE)
    ResponseEntity<Map<String, @Nullable Object>> get(
            @PathVariable String layer, @PathVariable String id, Caller caller) {
        return tagged(HttpStatus.OK, drafts.get(drafts.address(layer, id, caller), caller), caller);
    }

    @PutMapping(path = ONE, consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, @Nullable Object>> save(
            @PathVariable String layer,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Body body,
            Caller caller) {
        FeatureRef ref = drafts.address(layer, id, caller);
        Draft saved = drafts.save(ref, IfMatch.read(ifMatch), body.read(), caller);
        return tagged(saved.version() == 1 ? HttpStatus.CREATED : HttpStatus.OK, saved, caller);
    }

    @DeleteMapping(ONE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void discard(
            @PathVariable String layer,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        drafts.discard(drafts.address(layer, id, caller), IfMatch.read(ifMatch), caller);
    }

    @PostMapping(ONE + "/promote")
    ResponseEntity<Promoted> promote(
            @PathVariable String layer,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            Caller caller) {
        FeatureRef ref = drafts.address(layer, id, caller);
        boolean merge = prefer != null && prefer.replace(" ", "").contains("conflict=merge");
        Feature made = drafts.promote(ref, IfMatch.read(ifMatch), merge, caller);
        return ResponseEntity.ok()
                .eTag(IfMatch.tag(made.version()))
                .cacheControl(CacheControl.noStore())
                .body(new Promoted(layer, id, made.version()));
    }

    private ResponseEntity<Map<String, @Nullable Object>> tagged(HttpStatus status, Draft draft, Caller caller) {
        return ResponseEntity.status(status)
                .eTag(IfMatch.tag(draft.version()))
                .cacheControl(CacheControl.noStore())
                .body(views.whole(draft, caller));
    }
}
