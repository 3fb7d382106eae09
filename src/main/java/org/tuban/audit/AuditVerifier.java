package org.tuban.audit;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.tuban.audit.Verification.Break;

/**
 * Walks through the chain from its first link and names the first that does not fit: an entry that was changed, removed or
 * put in another's place, a link likewise, and a row of history that is not what its entry vouches for.
 *
 * <p>What it cannot tell from the store alone is that the end was cut off, or everything written anew: for that it is
 * given heads of the chain that were kept elsewhere. Memory stays the same however long the chain is; nothing is written
 * and nobody waits.
 */
@Service
public class AuditVerifier {

    private static final int PORTION = 500;

    private final AuditStore store;
    private final AuditedRowStore rows;
    private final Map<String, AuditedTable> tables = new HashMap<>();
    private final Map<String, AuditedTable> bulkTables = new HashMap<>();
    private final Clock clock;

    AuditVerifier(AuditStore store, AuditedRowStore rows, List<AuditedTable> tables, Clock clock) {
        this.store = store;
        this.rows = rows;
        this.clock = clock;
        for (AuditedTable table : tables) {
            this.tables.put(table.kind(), table);
            if (table.bulk() != null) {
                bulkTables.put(table.bulk().kind(), table);
            }
        }
    }

    /** The last link there is. */
    public ChainHead head() {
        return store.head();
    }

    /** The head as a line to keep elsewhere; {@link ChainHead#parse} reads it. */
    public String headLine() {
        return store.head().line(clock.instant());
    }

    /**
     * Checks the whole chain, and the rows of history.
     *
     * @param kept heads that were kept elsewhere
     */
    public Verification verify(List<ChainHead> kept) {
        Walk walk = new Walk(ChainHead.NONE, kept);
        Break broken = walk.go(store.head().position());
        long firstChange = rows.firstChange();
        if (broken == null) {
            broken = cut(walk.head, kept);
        }
        if (broken == null) {
            broken = stray(walk.head, firstChange);
        }
        long older = tables.values().stream()
                .mapToLong(table -> rows.older(table, firstChange))
                .sum();
        return new Verification(clock.instant(), walk.head, walk.contents, store.pending(), older, broken);
    }

    /** A place of the chain so many links before its end; the beginning if it is shorter. */
    ChainHead tail(long links) {
        long position = store.head().position() - links;
        return position <= 0
                ? ChainHead.NONE
                : store.links(position - 1, position, 1).stream()
                        .findFirst()
                        .map(link -> new ChainHead(link.position(), link.number(), link.hash()))
                        .orElse(ChainHead.NONE);
    }

    /** Checks what is chained after a place, and the rows that it vouches for. */
    Verification verifyAfter(ChainHead from) {
        Walk walk = new Walk(from, List.of());
        Break broken = walk.go(store.head().position());
        return new Verification(clock.instant(), walk.head, walk.contents, store.pendingAfter(walk.head), 0, broken);
    }

    private static @Nullable Break cut(ChainHead head, List<ChainHead> kept) {
        return kept.stream()
                .filter(one -> one.position() > head.position())
                .findFirst()
                .map(one -> new Break(
                        head.position() + 1,
                        0,
                        null,
                        "",
                        "the chain ends at position %d, and was kept elsewhere up to position %d"
                                .formatted(head.position(), one.position())))
                .orElse(null);
    }

    private @Nullable Break stray(ChainHead head, long firstChange) {
        for (AuditedTable table : tables.values()) {
            Optional<String> stray = rows.stray(table, firstChange);
            if (stray.isPresent()) {
                return new Break(
                        head.position() + 1,
                        0,
                        null,
                        "%s %s".formatted(table.kind(), stray.get()),
                        "there is a row in %s that no entry tells of".formatted(table.name()));
            }
        }
        return null;
    }

    /** One way through the chain. */
    private final class Walk {

        private final List<ChainHead> kept;
        private ChainHead head;
        private long contents;

        Walk(ChainHead from, List<ChainHead> kept) {
            this.head = from;
            this.kept = kept;
        }

        /** Goes on up to a position; gives the first break, or null if there is none. */
        @Nullable
        Break go(long upTo) {
            while (head.position() < upTo) {
                List<ChainLink> portion = store.links(head.position(), upTo, PORTION);
                if (portion.isEmpty()) {
                    return new Break(head.position() + 1, 0, null, "", "the links from here on were removed");
                }
                List<ChainLink> whole = new ArrayList<>();
                Break broken = null;
                for (ChainLink link : portion) {
                    broken = check(link);
                    if (broken != null) {
                        break;
                    }
                    whole.add(link);
                    head = new ChainHead(link.position(), link.number(), link.hash());
                }
                Break content = checkContents(whole);
                if (content != null || broken != null) {
                    return content != null ? content : broken;
                }
            }
            return null;
        }

        private @Nullable Break check(ChainLink link) {
            if (link.position() != head.position() + 1) {
                return new Break(
                        head.position() + 1,
                        0,
                        null,
                        "",
                        "the links up to position %d were removed".formatted(link.position() - 1));
            }
            AuditEntry entry = link.entry();
            if (entry == null) {
                return Break.of(link, "the entry was removed");
            }
            if (!link.previous().equals(head.hash())) {
                return Break.of(link, "the link does not follow the one before it");
            }
            if (!entry.hash(link.position(), link.previous()).equals(link.hash())) {
                return Break.of(link, "the entry or its link was changed or put in another's place");
            }
            for (ChainHead one : kept) {
                if (one.position() == link.position() && !one.hash().equals(link.hash())) {
                    return Break.of(link, "the chain is not the one that was kept elsewhere");
                }
            }
            return null;
        }

        private @Nullable Break checkContents(List<ChainLink> links) {
            Map<AuditedTable, List<ChainLink>> byTable = new HashMap<>();
            List<Break> broken = new ArrayList<>();
            for (ChainLink link : links) {
                AuditEntry entry = Objects.requireNonNull(link.entry());
                if (entry.digest() == null || entry.change() == null) {
                    continue;
                }
                AuditedTable bulk = bulkTables.get(entry.kind());
                AuditedTable table = tables.get(entry.kind());
                if (bulk != null) {
                    contents++;
                    check(bulk, link, rows.digestOfAll(bulk, Objects.requireNonNull(bulk.bulk()), entry), broken);
                } else if (table != null) {
                    byTable.computeIfAbsent(table, any -> new ArrayList<>()).add(link);
                }
            }
            byTable.forEach((table, some) -> checkRows(table, some, broken));
            return broken.stream()
                    .min((one, other) -> Long.compare(one.position(), other.position()))
                    .orElse(null);
        }

        private void checkRows(AuditedTable table, List<ChainLink> links, List<Break> broken) {
            for (int from = 0; from < links.size(); from += table.atOnce()) {
                List<ChainLink> some = links.subList(from, Math.min(links.size(), from + table.atOnce()));
                Map<Long, String> digests = rows.digests(
                        table,
                        some.stream()
                                .map(link -> Objects.requireNonNull(link.entry()))
                                .toList());
                contents += some.size();
                some.forEach(link -> check(
                        table,
                        link,
                        digests.get(Objects.requireNonNull(link.entry()).change()),
                        broken));
            }
        }

        private void check(AuditedTable table, ChainLink link, @Nullable String digest, List<Break> broken) {
            if (digest == null) {
                broken.add(Break.of(link, "its row in %s was removed".formatted(table.name())));
            } else if (!digest.equals(Objects.requireNonNull(link.entry()).digest())) {
                broken.add(Break.of(link, "its row in %s was changed".formatted(table.name())));
            }
        }
    }
}
