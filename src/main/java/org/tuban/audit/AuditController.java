package org.tuban.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;
import org.tuban.access.Caller;
import org.tuban.access.Role;
import org.tuban.http.DatetimeParameter;
import org.tuban.http.Limit;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;

/** The audit as administrators read it. */
@RestController
@RequestMapping(path = AuditController.ADDRESS, produces = MediaType.APPLICATION_JSON_VALUE)
class AuditController {

    static final String ADDRESS = "/api/audit";

    private static final String ACCOUNT = "account";
    private static final String KIND = "kind";
    private static final String LAYER = "layer";
    private static final String ID = "id";
    private static final String BEFORE = "before";
    private static final String LIMIT = "limit";
    private static final List<String> PARAMETERS =
            List.of(ACCOUNT, KIND, LAYER, ID, DatetimeParameter.NAME, BEFORE, LIMIT);
    private static final int USUAL = 50;
    private static final int MOST = 500;

    private final AuditLog log;
    private final AuditStore store;
    private final Watchman watchman;

    AuditController(AuditLog log, AuditStore store, Watchman watchman) {
        this.log = log;
        this.store = store;
        this.watchman = watchman;
    }

    /** An entry as it is shown; members as in {@link AuditEntry} and {@link ChainedEntry}. */
    record Shown(
            long number,
            Instant at,
            String account,
            @Nullable String address,
            String kind,
            String operation,
            @Nullable String layer,
            @Nullable String id,
            @Nullable Long version,
            @Nullable Long change,
            @Nullable String digest,
            @Nullable String detail,
            @Nullable Long position,
            @Nullable String hash) {

        static Shown of(ChainedEntry chained) {
            AuditEntry entry = chained.entry();
            return new Shown(
                    entry.number(),
                    entry.at(),
                    entry.account(),
                    entry.address(),
                    entry.kind(),
                    entry.operation(),
                    entry.subject() == null ? null : entry.subject().layer(),
                    entry.subject() == null ? null : entry.subject().id(),
                    entry.version(),
                    entry.change(),
                    entry.digest(),
                    entry.detail(),
                    chained.position(),
                    chained.hash());
        }
    }

    /**
     * A page of entries, newest first.
     *
     * @param next address of the page after it, or null if this is the last
     */
    record Page(List<Shown> entries, @Nullable String next) {}

    /**
     * How the chain stands.
     *
     * @param head its last link
     * @param pending entries that are not chained yet
     * @param checked what this service found when it last walked through it by itself; null if it has not yet
     */
    record Chain(ChainHead head, long pending, @Nullable Verification checked) {}

    @GetMapping
    ResponseEntity<Page> list(Caller caller, HttpServletRequest request) {
        requireAdmin(caller);
        Map<String, String> given = Parameters.all(request, PARAMETERS);
        int limit = Limit.parse(given.get(LIMIT), USUAL, MOST);
        String time = given.get(DatetimeParameter.NAME);
        DatetimeParameter when = time == null ? null : DatetimeParameter.parse(time);
        String before = given.get(BEFORE);
        List<ChainedEntry> found = log.list(new AuditQuery(
                given.get(ACCOUNT),
                given.get(KIND),
                given.get(LAYER),
                given.get(ID),
                when == null ? null : when.from(),
                when == null ? null : when.to(),
                before == null ? null : Parameters.positive(BEFORE, before),
                limit + 1));
        List<ChainedEntry> shown = found.subList(0, Math.min(limit, found.size()));
        String next =
                found.size() > limit ? next(given, shown.get(limit - 1).entry().number()) : null;
        return answer(new Page(shown.stream().map(Shown::of).toList(), next));
    }

    private static String next(Map<String, String> given, long before) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(ADDRESS);
        given.forEach((name, value) -> {
            if (!name.equals(BEFORE)) {
                address.queryParam(name, "{" + name + "}");
            }
        });
        return address.queryParam(BEFORE, before).encode().buildAndExpand(given).toUriString();
    }

    @GetMapping("/chain")
    ResponseEntity<Chain> chain(Caller caller, HttpServletRequest request) {
        requireAdmin(caller);
        Parameters.onlyKnown(request, List.of());
        ChainHead head = store.head();
        return answer(new Chain(head, store.pendingAfter(head), watchman.last()));
    }

    private static <T> ResponseEntity<T> answer(T body) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(body);
    }

    private static void requireAdmin(Caller caller) {
        if (!caller.signedIn()) {
            throw new Problem(ProblemType.NOT_SIGNED_IN, "The audit is for administrators");
        }
        if (!caller.roles().contains(Role.ADMIN)) {
            throw new Problem(ProblemType.FORBIDDEN, "The audit is for administrators").with("reason", "role");
        }
    }
}
