package org.tuban.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import org.tuban.http.IfMatch;
import org.tuban.http.Limit;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;

/** Looking after accounts; for administrators, and each account may see itself. */
@RestController
@RequestMapping(path = AccountController.ADDRESS, produces = MediaType.APPLICATION_JSON_VALUE)
class AccountController {

    static final String ADDRESS = "/api/accounts";

    private static final int USUAL = 50;
    private static final int MOST = 200;
    private static final int LONGEST_PART = 100;

    private final Accounts accounts;
    private final Scopes scopes;

    AccountController(Accounts accounts, Scopes scopes) {
        this.accounts = accounts;
        this.scopes = scopes;
    }

    /**
     * An account as it is shown.
     *
     * @param oneTimePassword true if its password serves only to choose another one
     */
    record Shown(
            String name,
            String displayName,
            List<String> roles,
            boolean enabled,
            boolean oneTimePassword,
            List<Assignment> assignments,
            long version) {}

    /**
     * A page of accounts in the order of their names.
     *
     * @param next address of the page after it, or null if this is the last
     */
    record Page(List<Shown> accounts, @Nullable String next) {}

    /**
     * An account to make.
     *
     * @param oneTime false if the password that is made may be kept; true if left out
     */
    record Creation(
            @Nullable String name,
            @Nullable String displayName,
            @Nullable Set<Role> roles,
            @Nullable List<Assignment> assignments,
            @Nullable Boolean oneTime) {

        NewAccount toNew() {
            if (name == null || !NewAccount.isName(name)) {
                throw Problem.invalidBody("name", name, NewAccount.NAMES);
            }
            return new NewAccount(
                    name, AccountChange.shownName(displayName), AccountChange.someRoles(roles), assignments);
        }
    }

    /** Whether the password that is made serves only to choose another one; it does if left out. */
    record Reset(@Nullable Boolean oneTime) {}

    /** A password that was made; it is kept nowhere. */
    record MadePassword(String password, boolean oneTime) {}

    /** An account that was made, with its password. */
    record Made(Shown account, String password, boolean oneTime) {}

    @GetMapping
    ResponseEntity<Page> list(Caller caller, HttpServletRequest request) {
        Administration.requireAdmin(caller);
        Map<String, String> given = Parameters.all(request, List.of("q", "after", "limit"));
        String part = given.getOrDefault("q", "").strip();
        if (part.length() > LONGEST_PART) {
            throw Problem.invalidParameter("q", part, "at most %d characters".formatted(LONGEST_PART));
        }
        int limit = Limit.parse(given.get("limit"), USUAL, MOST);
        List<StoredAccount> found = accounts.list(part, given.getOrDefault("after", ""), limit + 1);
        List<Shown> shown = found.stream().limit(limit).map(this::shown).toList();
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Page(
                        shown,
                        found.size() > limit
                                ? next(part, limit, shown.get(limit - 1).name())
                                : null));
    }

    private static String next(String part, int limit, String after) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(ADDRESS).queryParam("limit", limit);
        if (!part.isEmpty()) {
            address.queryParam("q", "{q}");
        }
        return address.queryParam("after", after)
                .encode()
                .buildAndExpand(Map.of("q", part))
                .toUriString();
    }

    private Shown shown(StoredAccount stored) {
        Account account = stored.account();
        return new Shown(
                account.name(),
                account.displayName(),
                account.roles().stream().sorted().map(Role::id).toList(),
                account.enabled(),
                stored.oneTime(),
                accounts.assignmentsOf(account.name()).stream()
                        .sorted(Comparator.comparing(Assignment::layer).thenComparing(Assignment::featureId))
                        .toList(),
                stored.version());
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Made> create(@RequestBody Creation body, Caller caller, HttpServletRequest request) {
        Administration.requireAdmin(caller);
        Parameters.onlyKnown(request, Set.of());
        NewAccount account = body.toNew();
        Objects.requireNonNull(account.assignments()).forEach(this::requireThere);
        boolean oneTime = !Boolean.FALSE.equals(body.oneTime());
        String password = accounts.invite(account, oneTime);
        StoredAccount made = accounts.get(account.name());
        return ResponseEntity.created(URI.create(ADDRESS + "/" + account.name()))
                .cacheControl(CacheControl.noStore())
                .eTag(IfMatch.tag(made.version()))
                .body(new Made(shown(made), password, oneTime));
    }

    private void requireThere(Assignment assignment) {
        if (!scopes.exists(new Scope(assignment.layer(), assignment.featureId()))) {
            throw Problem.invalidBody(
                    "assignments",
                    assignment.layer() + "/" + assignment.featureId(),
                    "layer and id of features that there are");
        }
    }

    @GetMapping("/{account}")
    ResponseEntity<Shown> get(@PathVariable("account") String name, Caller caller, HttpServletRequest request) {
        Administration.requireAdminOrSelf(caller, name);
        Parameters.onlyKnown(request, Set.of());
        return answer(accounts.get(name));
    }

    private ResponseEntity<Shown> answer(StoredAccount stored) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .eTag(IfMatch.tag(stored.version()))
                .body(shown(stored));
    }

    @PatchMapping(path = "/{account}", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Shown> change(
            @PathVariable("account") String name,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody AccountChange change,
            Caller caller,
            HttpServletRequest request) {
        Administration.requireAdmin(caller);
        Parameters.onlyKnown(request, Set.of());
        long seen = IfMatch.version(ifMatch);
        change.requireSomething();
        return answer(accounts.change(name, seen, change));
    }

    @PostMapping(path = "/{account}/password", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<MadePassword> reset(
            @PathVariable("account") String name, @RequestBody Reset body, Caller caller, HttpServletRequest request) {
        Administration.requireAdmin(caller);
        Parameters.onlyKnown(request, Set.of());
        boolean oneTime = !Boolean.FALSE.equals(body.oneTime());
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new MadePassword(accounts.resetPassword(name, oneTime), oneTime));
    }

    @PutMapping("/{account}/assignments/{layer}/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void assign(
            @PathVariable("account") String name,
            @PathVariable String layer,
            @PathVariable String id,
            Caller caller,
            HttpServletRequest request) {
        Administration.requireAdmin(caller);
        Parameters.onlyKnown(request, Set.of());
        if (!scopes.exists(new Scope(layer, id))) {
            throw Problem.notFound("feature '%s' in layer '%s'".formatted(id, layer));
        }
        accounts.assign(name, new Assignment(layer, id));
    }

    @DeleteMapping("/{account}/assignments/{layer}/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(
            @PathVariable("account") String name,
            @PathVariable String layer,
            @PathVariable String id,
            Caller caller,
            HttpServletRequest request) {
        Administration.requireAdmin(caller);
        Parameters.onlyKnown(request, Set.of());
        accounts.get(name);
        accounts.withdraw(name, new Assignment(layer, id));
    }
}
