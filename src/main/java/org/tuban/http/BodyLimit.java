package org.tuban.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How long a request body may be.
 *
 * @param body 1 kB to 100 MB; bodies are read into memory; environment {@code TUBAN_LIMITS_BODY}
 */
@ConfigurationProperties("tuban.limits")
record BodyLimit(@DefaultValue("5MB") DataSize body) {

    BodyLimit {
        if (body.compareTo(DataSize.ofKilobytes(1)) < 0 || body.compareTo(DataSize.ofMegabytes(100)) > 0) {
            throw new IllegalArgumentException("TUBAN_LIMITS_BODY: allowed is 1KB to 100MB");
        }
    }

    long bytes() {
        return body.toBytes();
    }
}
