package org.tuban.dossier;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
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
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureAddress;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Sight;
import org.tuban.feature.Sights;
import org.tuban.http.IfMatch;
import org.tuban.http.Problem;
import org.tuban.workflow.Move;
import org.tuban.workflow.Proposal;
import org.tuban.workflow.ProposalViews;
import org.tuban.workflow.Proposals;
import org.tuban.workflow.ShownProposal;
import org.tuban.workflow.Workflows;

/** Steps that one person proposes and another decides. */
@RestController
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
class ProposalController {

    private final Sights sights;
    private final Features features;
    private final Proposals proposals;
    private final ProposalViews views;

    ProposalController(Sights sights, Features features, Proposals proposals, ProposalViews views) {
        this.sights = sights;
        this.features = features;
        this.proposals = proposals;
        this.views = views;
    }

    /**
     * The body of a decision, a return or a withdrawal.
     *
     * @param comment in words, or null
     */
    record Comment(@Nullable String comment) {}

    /**
     * The body of an amended proposal; the other members as in {@link DossierController.Step}.
     *
     * @param featureVersion version of the feature that the proposer has seen
     */
    record Amended(
            @Nullable Long featureVersion,
            @Nullable String to,
            @Nullable String validFrom,
            @Nullable String note,
            @Nullable Map<String, @Nullable Object> evidence) {

        Move move() {
            return new DossierController.Step(to, validFrom, note, evidence).move();
        }

        long seen() {
            if (featureVersion == null || featureVersion < 1) {
                throw Problem.invalidBody(
                        "featureVersion", featureVersion, "the version of the feature that you have seen");
            }
            return featureVersion;
        }
    }

    @GetMapping("/features/{layer}/{id}/proposals")
    ResponseEntity<Map<String, List<ShownProposal>>> list(
            @PathVariable String layer, @PathVariable String id, Caller caller) {
        Workflows.requireSignedIn(caller);
        FeatureRef ref = FeatureAddress.read(layer, id, sights, caller);
        List<ShownProposal> shown = proposals.of(ref, caller).stream()
                .map(proposal -> views.of(proposal, caller))
                .toList();
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(Map.of("proposals", shown));
    }

    @PostMapping(path = "/features/{layer}/{id}/proposals", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ShownProposal> propose(
            @PathVariable String layer,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody DossierController.Step step,
            Caller caller) {
        FeatureRef ref = FeatureAddress.read(layer, id, sights, caller);
        Feature feature = features.get(ref, Sight.EVERYTHING);
        Workflows.requireSignedIn(caller);
        return named(() -> {
            Proposal made = proposals.propose(feature, IfMatch.version(ifMatch), step.move(), caller);
            return ResponseEntity.status(HttpStatus.CREATED)
                    .location(URI.create("/api/proposals/" + made.id()))
                    .eTag(IfMatch.tag(made.version()))
                    .cacheControl(CacheControl.noStore())
                    .body(views.of(made, caller));
        });
    }

    @GetMapping("/proposals/{proposal}")
    ResponseEntity<ShownProposal> get(@PathVariable String proposal, Caller caller) {
        Workflows.requireSignedIn(caller);
        return tagged(proposals.get(proposal, caller), caller);
    }

    @PostMapping(path = "/proposals/{proposal}/approve", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ShownProposal> approve(
            @PathVariable String proposal,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Comment body,
            Caller caller) {
        Workflows.requireSignedIn(caller);
        return named(
                () -> tagged(proposals.approve(proposal, IfMatch.version(ifMatch), body.comment(), caller), caller));
    }

    @PostMapping(path = "/proposals/{proposal}/return", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ShownProposal> sendBack(
            @PathVariable String proposal,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Comment body,
            Caller caller) {
        Workflows.requireSignedIn(caller);
        return named(
                () -> tagged(proposals.sendBack(proposal, IfMatch.version(ifMatch), body.comment(), caller), caller));
    }

    @PostMapping(path = "/proposals/{proposal}/withdraw", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ShownProposal> withdraw(
            @PathVariable String proposal,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Comment body,
            Caller caller) {
        Workflows.requireSignedIn(caller);
        return named(
                () -> tagged(proposals.withdraw(proposal, IfMatch.version(ifMatch), body.comment(), caller), caller));
    }

    @PostMapping(path = "/proposals/{proposal}/resubmit", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ShownProposal> resubmit(
            @PathVariable String proposal,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody Amended body,
            Caller caller) {
        Workflows.requireSignedIn(caller);
        return named(() -> tagged(
                proposals.resubmit(proposal, IfMatch.version(ifMatch), body.seen(), body.move(), caller), caller));
    }

    private ResponseEntity<ShownProposal> tagged(Proposal proposal, Caller caller) {
        return ResponseEntity.ok()
                .eTag(IfMatch.tag(proposal.version()))
                .cacheControl(CacheControl.noStore())
                .body(views.of(proposal, caller));
    }

    /** Runs a write; a refusal says who was first as people know them. */
    private ResponseEntity<ShownProposal> named(Supplier<ResponseEntity<ShownProposal>> write) {
        try {
            return write.get();
        } catch (Problem refused) {
            throw refused.members().get("changedBy") instanceof String account
                    ? refused.with("changedByName", views.person(account).displayName())
                    : refused;
        }
    }
}
