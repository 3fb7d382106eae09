package org.tuban.tile;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What tiles may keep.
 *
 * @param cacheMb megabytes of finished tiles that are kept until something on them changes; 0 for none
 * @param folder where indexes of large layers are kept from one start to the next
 * @param fileFrom features from which on a layer is large enough for that; smaller ones are made from the store faster
 *     than a file is looked for
 * @param index false to make every tile from the store, for machines with little memory
 */
@ConfigurationProperties("tuban.tile")
record TileSettings(
        @DefaultValue("128") int cacheMb,
        Path folder,
        @DefaultValue("10000") int fileFrom,
        @DefaultValue("true") boolean index) {

    TileSettings {
        if (cacheMb < 0) {
            throw new IllegalArgumentException("TUBAN_TILE_CACHE_MB: allowed is 0 or more");
        }
    }
}
