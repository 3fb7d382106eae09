package org.tuban.search;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What search keeps in memory.
 *
 * @param mostIndexed features of a layer up to which every text of them is in memory, about 2 kB for each; larger layers
 *     are searched in the database, by the beginnings of names and codes and by whole ids
 */
@ConfigurationProperties("tuban.search")
record SearchSettings(@DefaultValue("50000") int mostIndexed) {

    SearchSettings {
        if (mostIndexed < 0) {
            throw new IllegalArgumentException("TUBAN_SEARCH_MOST_INDEXED: allowed is 0 or more");
        }
    }
}
