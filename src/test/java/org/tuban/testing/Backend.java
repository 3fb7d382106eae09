package org.tuban.testing;

import java.nio.file.Path;
import java.util.List;

/** The two stores; a contract test runs against each. */
public enum Backend {
    /** The embedded file. */
    GEOPACKAGE {
        @Override
        public List<String> settings(Path home) {
            return List.of("--tuban.database.home=" + home);
        }
    },
    /** A fresh database on a private PostgreSQL server. */
    POSTGIS {
        @Override
        public List<String> settings(Path home) {
            return settings(home, PostgisServer.get().createDatabase());
        }
    };

    /** Settings that make a service use an empty store of this kind. */
    public abstract List<String> settings(Path home);

    /** Settings that make a service use a database of PostGIS. */
    static List<String> settings(Path home, PostgisServer.Database database) {
        return List.of(
                "--tuban.database.home=" + home,
                "--tuban.database.url=" + database.url(),
                "--tuban.database.user=" + database.user(),
                "--tuban.database.password=" + database.password());
    }
}
