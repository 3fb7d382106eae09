package org.tuban.feature;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How features are read.
 *
 * @param exactCount features that an answer counts exactly, at least 1; of more it gives an estimate
 */
@ConfigurationProperties("tuban")
record FeatureSettings(@DefaultValue("100000") int exactCount) {

    FeatureSettings {
        if (exactCount < 1) {
            throw new IllegalArgumentException("TUBAN_EXACT_COUNT: allowed is 1 or more");
        }
    }
}
