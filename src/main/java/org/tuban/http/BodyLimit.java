package org.tuban.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How long a request body may be.
 *
 * @param body 1 kB to 100 MB; bodies are read into memory; environment {@code TUBAN_LIMITS_BODY}
 * @param attachment of a file about a feature, likewise; environment {@code TUBAN_LIMITS_ATTACHMENT}
 */
@ConfigurationProperties("tuban.limits")
record BodyLimit(
        @DefaultValue("5MB") DataSize body,
        @DefaultValue("20MB") DataSize attachment) {

    /** How addresses end that take files. */
    private static final String ATTACHMENTS = "/attachments";

    BodyLimit {
        require("TUBAN_LIMITS_BODY", body);
        require("TUBAN_LIMITS_ATTACHMENT", attachment);
    }

    private static void require(String name, DataSize size) {
        if (size.compareTo(DataSize.ofKilobytes(1)) < 0 || size.compareTo(DataSize.ofMegabytes(100)) > 0) {
            throw new IllegalArgumentException(name + ": allowed is 1KB to 100MB");
        }
    }

    /** The most bytes of a body that is sent to an address. */
    long bytes(String path) {
        return (path.endsWith(ATTACHMENTS) ? attachment : body).toBytes();
    }
}
