package org.tuban.lineage;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.access.Caller;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;

/** Operations on parcels, what they did, and the way back; and the lineage of a feature. */
@RestController
class LineageController {

    private final LineageOperations operations;
    private final Undoing undoing;
    private final Lineages lineages;

    LineageController(LineageOperations operations, Undoing undoing, Lineages lineages) {
        this.operations = operations;
        this.undoing = undoing;
        this.lineages = lineages;
    }

    /**
     * The lineage of a feature.
     *
     * @param complete false if there are more operations than are followed
     */
    record ShownLineage(String layer, String id, List<OperationSummary> operations, boolean complete) {}

    /** The body of an undoing. */
    record Undo(@Nullable String reason) {}

    @PostMapping(
            path = "/api/operations",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OperationReport> run(@RequestBody OperationBody body, Caller caller) {
        // Who may not do it is told that before what the body lacks.
        Features.requireEditor(caller);
        boolean rehearsal = Boolean.TRUE.equals(body.dryRun());
        OperationReport report = operations.run(body.read(), rehearsal, caller);
        return rehearsal
                ? ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(report)
                : created(report);
    }

    @GetMapping(path = "/api/operations/{operation}", produces = MediaType.APPLICATION_JSON_VALUE)
    OperationReport get(@PathVariable String operation, Caller caller, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return operations.get(operation, caller);
    }

    @PostMapping(
            path = "/api/operations/{operation}/undo",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<OperationReport> undo(@PathVariable String operation, @RequestBody Undo body, Caller caller) {
        return created(undoing.undo(operation, body.reason(), caller));
    }

    @GetMapping(path = "/api/features/{layer}/{id}/lineage", produces = MediaType.APPLICATION_JSON_VALUE)
    ShownLineage lineage(
            @PathVariable String layer, @PathVariable String id, Caller caller, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        Lineages.Lineage lineage = lineages.get(new FeatureRef(layer, id), caller);
        return new ShownLineage(layer, id, lineage.operations(), lineage.complete());
    }

    private static ResponseEntity<OperationReport> created(OperationReport report) {
        return ResponseEntity.created(URI.create("/api/operations/" + report.id()))
                .cacheControl(CacheControl.noStore())
                .body(report);
    }
}
