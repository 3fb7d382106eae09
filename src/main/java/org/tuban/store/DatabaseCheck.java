package org.tuban.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The database as a whole: versions, rights, and whether the file is whole. */
@Component
final class DatabaseCheck implements Check {

    private static final int LEAST_POSTGRES = 130_000;
    private static final Duration CLOCKS_APART = Duration.ofSeconds(5);

    private final JdbcTemplate jdbc;
    private final DatabaseSettings settings;
    private final Clock clock;

    DatabaseCheck(JdbcTemplate jdbc, DatabaseSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String subject() {
        return settings.postgis() ? "PostgreSQL: version, rights, settings, clock" : "GeoPackage: is the file whole";
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        if (settings.postgis()) {
            server(findings);
            role(findings);
            indexes(findings);
        } else {
            file(findings);
        }
        return findings;
    }

    private void server(List<Finding> findings) {
        int version = Integer.parseInt(text("SHOW server_version_num"));
        if (version < LEAST_POSTGRES) {
            findings.add(Finding.bad(
                    "PostgreSQL is of version " + text("SHOW server_version"), "upgrade it to 13 or newer"));
        }
        if (jdbc.queryForList("SELECT extversion FROM pg_extension WHERE extname = 'postgis'", String.class)
                .isEmpty()) {
            findings.add(Finding.bad(
                    "the database has no PostGIS", "as superuser: CREATE EXTENSION postgis in this database"));
        }
        for (String safe : List.of("fsync", "full_page_writes", "synchronous_commit")) {
            if (text("SHOW " + safe).equals("off")) {
                findings.add(Finding.bad(
                        safe + " is off: what was acknowledged can be lost in a crash",
                        "set %s = on in postgresql.conf and reload it".formatted(safe)));
            }
        }
        if (!text("SHOW server_encoding").equals("UTF8")) {
            findings.add(Finding.bad(
                    "the database is not in UTF-8", "make one with ENCODING 'UTF8' and restore a backup into it"));
        }
        Instant theirs = Objects.requireNonNull(jdbc.queryForObject("SELECT clock_timestamp()", OffsetDateTime.class))
                .toInstant();
        Duration apart = Duration.between(theirs, clock.instant()).abs();
        if (apart.compareTo(CLOCKS_APART) > 0) {
            findings.add(Finding.bad(
                    "the clocks of this computer and of the database are %d s apart".formatted(apart.toSeconds()),
                    "let both follow a time server"));
        }
    }

    private void role(List<Finding> findings) {
        if (Boolean.TRUE.equals(
                jdbc.queryForObject("SELECT rolsuper FROM pg_roles WHERE rolname = current_user", Boolean.class))) {
            findings.add(Finding.note(
                    "the service signs in to the database as a superuser",
                    "give it an account of its own that owns its database and nothing else"));
        }
    }

    private void indexes(List<Finding> findings) {
        for (String broken : jdbc.queryForList(
                "SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid", String.class)) {
            findings.add(Finding.bad("the index %s is not valid".formatted(broken), "REINDEX INDEX " + broken));
        }
    }

    private void file(List<Finding> findings) {
        String restore = "stop the service, keep the file for study, and restore the last backup";
        List<String> broken = jdbc.queryForList("PRAGMA integrity_check(20)", String.class);
        if (!broken.equals(List.of("ok"))) {
            findings.add(Finding.bad("the file is damaged: " + String.join("; ", broken), restore));
        }
        int dangling = jdbc.queryForList("PRAGMA foreign_key_check").size();
        if (dangling > 0) {
            findings.add(Finding.bad("%d rows refer to rows that are not there".formatted(dangling), restore));
        }
    }

    private String text(String question) {
        @Nullable String answer = jdbc.queryForObject(question, String.class);
        return Objects.toString(answer, "");
    }
}
