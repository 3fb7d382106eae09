package org.tuban.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/** Copies the whole store into a file and back, whatever it is. Used before anything else opens the store. */
public interface StoreCopy {

    /** The copier for the store of these settings. */
    static StoreCopy of(Environment environment) {
        DatabaseSettings settings = Binder.get(environment).bindOrCreate("tuban.database", DatabaseSettings.class);
        return settings.postgis() ? new PostgisCopy(settings) : new GeoPackageCopy(settings.geoPackage());
    }

    /** Why a copy could not be made or put back, in words for whoever asked for it. */
    final class Refusal extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refusal(String reason) {
            super(reason);
        }

        Refusal(String reason, Throwable cause) {
            super(reason, cause);
        }
    }

    /** What kind of store it is, as the copy is marked. */
    String kind();

    /**
     * Writes a copy of one moment, on disk when it returns; services may run and write meanwhile.
     *
     * @param file is not there yet
     * @return rows in the copy by table
     * @throws Refusal if there is no store, or it cannot be read or the file not written
     */
    Map<String, Long> save(Path file) throws IOException;

    /** True if nothing was ever written to the store, or there is none. */
    boolean isEmpty();

    /** Who has it open, a service or another program; null if nobody. */
    @Nullable
    String inUseBy();

    /**
     * Puts a copy in the place of what is there.
     *
     * @param aside where what was there before is put; the copy is not touched
     * @return rows in the store by table
     * @throws Refusal if the copy cannot be read, or not be put there; then the store is as it was
     */
    Map<String, Long> restore(Path file, Path aside) throws IOException;
}
