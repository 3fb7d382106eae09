package org.tuban;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URISyntaxException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The GeoTools wrapper bundles an old slf4j; the one that Spring Boot chose must stand before it. */
class ClassPathTest {

    @Test
    void takesSlf4j2FromItsOwnJar() throws URISyntaxException {
        assertThat(jarOf(LoggerFactory.class)).matches("slf4j-api-2\\..*\\.jar");
    }

    @Test
    void logsThroughLogback() {
        assertThat(LoggerFactory.getILoggerFactory().getClass().getName())
                .isEqualTo("ch.qos.logback.classic.LoggerContext");
    }

    private static String jarOf(Class<?> type) throws URISyntaxException {
        var place = type.getProtectionDomain().getCodeSource().getLocation();
        return Path.of(place.toURI()).getFileName().toString();
    }
}
