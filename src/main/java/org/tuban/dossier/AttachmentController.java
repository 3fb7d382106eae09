package org.tuban.dossier;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.attachment.Attachment;
import org.tuban.attachment.Attachments;
import org.tuban.feature.FeatureAddress;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Sights;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.workflow.Workflows;

/** Files about a feature. Photos show people and their homes: they are for signed-in accounts. */
@RestController
@RequestMapping("/api/features/{layer}/{id}/attachments")
class AttachmentController {

    private static final String NAME = "name";
    private static final String KEEP = "keep";
    private static final String PLACE_AND_TIME = "place-time";

    private final Sights sights;
    private final Features features;
    private final Attachments attachments;
    private final Workflows workflows;

    AttachmentController(Sights sights, Features features, Attachments attachments, Workflows workflows) {
        this.sights = sights;
        this.features = features;
        this.attachments = attachments;
        this.workflows = workflows;
    }

    /**
     * A file as it is shown.
     *
     * @param href where its bytes are
     */
    record Shown(
            String id,
            String name,
            String type,
            long size,
            String sha256,
            @Nullable String takenAt,
            @Nullable Double longitude,
            @Nullable Double latitude,
            Instant addedAt,
            String addedBy,
            String href) {

        static Shown of(Attachment file) {
            return new Shown(
                    file.id(),
                    file.name(),
                    file.type().mediaType(),
                    file.size(),
                    file.sha256(),
                    file.takenAt(),
                    file.longitude(),
                    file.latitude(),
                    file.addedAt(),
                    file.addedBy(),
                    "/api/features/%s/attachments/%s".formatted(file.feature(), file.id()));
        }
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    Map<String, Object> list(
            @PathVariable String layer, @PathVariable String id, Caller caller, HttpServletResponse response) {
        FeatureRef ref = ref(layer, id, caller);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return Map.of("attachments", attachments.of(ref).stream().map(Shown::of).toList());
    }

    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Shown> add(
            @PathVariable String layer, @PathVariable String id, Caller caller, HttpServletRequest request)
            throws IOException {
        FeatureRef ref = ref(layer, id, caller);
        Map<String, String> given = Parameters.all(request, List.of(NAME, KEEP));
        String name = given.get(NAME);
        if (name == null) {
            throw Problem.invalidParameter(NAME, null, "the name of the file");
        }
        String keep = given.get(KEEP);
        if (keep != null && !keep.equals(PLACE_AND_TIME)) {
            throw Problem.invalidParameter(KEEP, keep, PLACE_AND_TIME);
        }
        features.get(ref, sights.of(caller));
        if (!workflows.looksAfter(ref, caller)) {
            throw new Problem(ProblemType.FORBIDDEN, "Files are added by those who look after the feature")
                    .with("reason", "not-yours");
        }
        byte[] bytes = request.getInputStream().readAllBytes();
        Attachment added =
                attachments.add(ref, new Attachments.Sent(name, request.getContentType(), bytes, keep != null), caller);
        Shown shown = Shown.of(added);
        return ResponseEntity.status(HttpStatus.CREATED)
                .location(URI.create(shown.href()))
                .body(shown);
    }

    @GetMapping("/{attachment}")
    void bytes(
            @PathVariable String layer,
            @PathVariable String id,
            @PathVariable String attachment,
            Caller caller,
            HttpServletResponse response)
            throws IOException {
        FeatureRef ref = ref(layer, id, caller);
        Attachment file = attachments
                .find(ref, attachment)
                .orElseThrow(() -> Problem.notFound("attachment '%s' of %s".formatted(attachment, ref)));
        response.setContentType(file.type().mediaType());
        response.setContentLengthLong(file.size());
        response.setHeader(HttpHeaders.ETAG, '"' + file.sha256() + '"');
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, max-age=86400, immutable");
        // Nothing in a file may act in the name of this site, whoever looks at it where.
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                ContentDisposition.attachment()
                        .filename(file.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
        response.getOutputStream().write(attachments.bytes(file));
    }

    private FeatureRef ref(String layer, String id, Caller caller) {
        if (!caller.signedIn()) {
            throw new Problem(ProblemType.NOT_SIGNED_IN, "Files about features are for signed-in accounts");
        }
        return FeatureAddress.read(layer, id, sights, caller);
    }
}
