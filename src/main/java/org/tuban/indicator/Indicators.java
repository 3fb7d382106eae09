package org.tuban.indicator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tuban.layer.DataFileException;
import org.tuban.layer.DataFiles;

/** The indicators this installation knows, read once at the start. */
@Component
final class Indicators {

    private static final String FILE = "indicators.json";

    private final Map<String, Indicator> byId;

    /**
     * Reads and checks them.
     *
     * @throws DataFileException if the file is missing, broken or names an indicator twice
     */
    Indicators(DataFiles files) {
        Map<String, Indicator> found = new LinkedHashMap<>();
        for (Indicator indicator : files.read(FILE, Indicator[].class)) {
            if (found.putIfAbsent(indicator.id(), indicator) != null) {
                throw new DataFileException(
                        FILE,
                        files.lineOf(FILE, '"' + indicator.id() + '"'),
                        "indicator \"%s\" is there twice".formatted(indicator.id()));
            }
        }
        byId = Collections.unmodifiableMap(found);
    }

    Map<String, Indicator> byId() {
        return byId;
    }

    Optional<Indicator> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
