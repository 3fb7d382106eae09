package org.tuban.testing;

import java.nio.file.Path;
import java.util.List;

/** The two stores; a contract test runs against each. */
public enum Backend {
    /** The embedded file. */
    GEOPACKAGE {
        @Override
        List<String> settings(Path home) {
            return List.of("--tuban.database.home=" + home);
        }
    },
    /** A fresh database on a private PostgreSQL server. */
    POSTGIS {
        @Override
        List<String> settings(Path home) {
            PostgisServer.Database database = PostgisServer.get().createDatabase();
            return List.of(
                    "--tuban.database.home=" + home,
                    "--tuban.database.url=" + database.url(),
                    "--tuban.database.user=" + database.user(),
                    "--tuban.database.password=" + database.password());
        }
    };

    /** Settings that make a service use an empty store of this kind. */
    abstract List<String> settings(Path home);
}
