package org.tuban.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;

/** What an account may see beyond its roles; for administrators. */
@RestController
@RequestMapping(path = "/api/accounts/{account}/grants", produces = MediaType.APPLICATION_JSON_VALUE)
class GrantController {

    private final Grants grants;

    GrantController(Grants grants) {
        this.grants = grants;
    }

    /**
     * The body of a grant.
     *
     * @param layer id of the layer
     * @param id id of a feature of it, or null for all of the layer
     * @param reason why, in words, or null
     */
    record Body(
            @Nullable String layer,
            @Nullable String id,
            @Nullable String reason) {}

    @GetMapping
    Map<String, List<Grant>> list(@PathVariable String account, Caller caller, HttpServletRequest request) {
        Parameters.onlyKnown(request, Set.of());
        requireAdmin(caller);
        return Map.of("grants", grants.list(account));
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Grant> give(
            @PathVariable String account, @RequestBody Body body, Caller caller, HttpServletRequest request) {
        Parameters.onlyKnown(request, Set.of());
        requireAdmin(caller);
        if (body.layer() == null) {
            throw Problem.invalidBody("layer", null, "the id of a layer; it must be there");
        }
        Grant given = grants.give(account, new Scope(body.layer(), body.id()), body.reason(), caller);
        return ResponseEntity.status(HttpStatus.CREATED)
                .location(URI.create("/api/accounts/%s/grants/%d".formatted(given.account(), given.id())))
                .body(given);
    }

    @DeleteMapping("/{grant}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String account, @PathVariable String grant, Caller caller, HttpServletRequest request) {
        Parameters.onlyKnown(request, Set.of());
        requireAdmin(caller);
        grants.withdraw(account, Parameters.positive("grant", grant));
    }

    private static void requireAdmin(Caller caller) {
        if (!caller.signedIn()) {
            throw new Problem(ProblemType.NOT_SIGNED_IN, "Grants are looked after by signed-in administrators");
        }
        if (!caller.roles().contains(Role.ADMIN)) {
            throw new Problem(ProblemType.FORBIDDEN, "Grants are looked after by administrators")
                    .with("reason", "role");
        }
    }
}
