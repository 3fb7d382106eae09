package org.tuban.store;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where features are kept.
 *
 * @param home folder that holds {@code var/}; environment {@code TUBAN_HOME}
 * @param url a {@code jdbc:postgresql:} address, or empty for the GeoPackage {@code var/tuban.gpkg} below home
 * @param user database account, for PostGIS
 * @param password its password, for PostGIS
 * @param owner another account that makes and owns the tables, so that the service's may do no more than it needs; empty
 *     if the service's does it itself
 * @param ownerPassword its password
 */
@ConfigurationProperties("tuban.database")
public record DatabaseSettings(
        @DefaultValue(".") String home,
        @DefaultValue("") String url,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String owner,
        @DefaultValue("") String ownerPassword) {

    /** Refuses what is neither empty nor PostgreSQL, and the one driver mode that once let values act as SQL. */
    public DatabaseSettings {
        if (!url.isBlank() && !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException(
                    "TUBAN_DATABASE_URL: allowed is jdbc:postgresql://host:port/database, or empty for the GeoPackage");
        }
        if (url.contains("preferQueryMode=simple")) {
            throw new IllegalArgumentException("TUBAN_DATABASE_URL: preferQueryMode=simple is not allowed");
        }
        if (!owner.isBlank() && (url.isBlank() || owner.equals(user))) {
            throw new IllegalArgumentException(
                    "TUBAN_DATABASE_OWNER: allowed is another account than TUBAN_DATABASE_USER, on PostGIS, or nothing");
        }
    }

    boolean postgis() {
        return !url.isBlank();
    }

    /** True if the tables belong to another account than the one that serves. */
    boolean ownedByAnother() {
        return !owner.isBlank();
    }

    Path geoPackage() {
        return Path.of(home)
                .resolve("var")
                .resolve("tuban.gpkg")
                .toAbsolutePath()
                .normalize();
    }
}
