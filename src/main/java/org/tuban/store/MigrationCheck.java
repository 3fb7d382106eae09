package org.tuban.store;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.springframework.stereotype.Component;

/** Whether the tables are those that this program knows. */
@Component
final class MigrationCheck implements Check {

    private final DataSource dataSource;
    private final DatabaseSettings settings;

    MigrationCheck(DataSource dataSource, DatabaseSettings settings) {
        this.dataSource = dataSource;
        this.settings = settings;
    }

    @Override
    public String subject() {
        return "migrations: is the store that of this program";
    }

    @Override
    public List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Flyway flyway = Flyway.configure()
                .dataSource(dataSource)
                .locations("classpath:db/migration/" + (settings.postgis() ? "postgresql" : "sqlite"))
                .load();
        for (MigrationInfo migration : flyway.info().all()) {
            String name = "migration V%s (%s)".formatted(migration.getVersion(), migration.getDescription());
            switch (migration.getState()) {
                case PENDING, ABOVE_TARGET ->
                    findings.add(
                            Finding.note(name + " is not applied yet", "it is when the service starts; back up first"));
                case FUTURE_SUCCESS, FUTURE_FAILED, MISSING_SUCCESS, MISSING_FAILED ->
                    findings.add(Finding.bad(
                            name + " is of a newer program than this one",
                            "run the version that wrote it, or restore a backup of this one"));
                case FAILED -> findings.add(Finding.bad(name + " failed", "restore the backup made before it"));
                default -> {
                    if (!migration.isVersioned() || Boolean.FALSE.equals(migration.isChecksumMatching())) {
                        findings.add(Finding.bad(
                                name + " is another one than that of this program",
                                "run the program that wrote the store"));
                    }
                }
            }
        }
        return findings;
    }
}
