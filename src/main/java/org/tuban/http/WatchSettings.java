package org.tuban.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the service can be watched.
 *
 * @param managementPort where metrics are, besides the state of the service; 0 for nowhere; environment
 *     {@code TUBAN_MANAGEMENT_PORT}
 * @param managementAddress of this computer, on which that port is opened; environment
 *     {@code TUBAN_MANAGEMENT_ADDRESS}
 * @param accessLog true for a line in the log for each request; environment {@code TUBAN_ACCESS_LOG}
 */
@ConfigurationProperties("tuban")
record WatchSettings(
        @DefaultValue("0") int managementPort,
        @DefaultValue("127.0.0.1") String managementAddress,
        @DefaultValue("false") boolean accessLog) {

    private static final int MOST_PORT = 65_535;

    WatchSettings {
        if (managementPort < 0 || managementPort > MOST_PORT) {
            throw new IllegalArgumentException("TUBAN_MANAGEMENT_PORT: allowed is 1 to 65535, or 0 for none");
        }
    }
}
