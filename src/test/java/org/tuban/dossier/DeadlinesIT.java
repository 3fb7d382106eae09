package org.tuban.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.access.Caller;
import org.tuban.feature.Edit;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Operation;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** A deadline that counts from the day on which a state was entered, which is nowhere but in the history. */
class DeadlinesIT {

    private static final Caller WRITER = Caller.system("test");
    private static final FeatureRef PROJECT = new FeatureRef("project", "PRJ-DUE-1");

    private long version;

    @ParameterizedTest
    @EnumSource(Backend.class)
    void countsFromTheLastEntryIntoTheStateAndNotFromEditsWithinIt(Backend backend) {
        try (TubanServer server = TubanServer.start(backend)) {
            Features features = server.bean(Features.class);
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put("name", "停工的项目");
            values.put("kind", "industry_upstairs");
            values.put("status", "SUSPENDED");
            values.put("geometry_accuracy", "none");
            values.put("source", "src-tuban-example");
            features.create(PROJECT, edit(Operation.CREATE, values, "2024-01-10T04:00:00Z"), WRITER);
            version = 1;
            assertThat(due(server)).isEqualTo("2024-01-10 +180 2024-07-08");

            write(features, Operation.UPDATE, Map.of("remark", "仍在停工"), "2024-03-01T04:00:00Z");
            assertThat(due(server)).isEqualTo("2024-01-10 +180 2024-07-08");

            write(features, Operation.TRANSITION, Map.of("status", "UNDER_CONSTRUCTION"), "2024-04-01T04:00:00Z");
            assertThat(due(server)).isEmpty();

            // In the evening of the day before by UTC, the day of the entry by the calendar of the place.
            write(features, Operation.TRANSITION, Map.of("status", "SUSPENDED"), "2024-04-30T17:00:00Z");
            write(features, Operation.UPDATE, Map.of("remark", "再次停工"), "2024-06-01T04:00:00Z");
            assertThat(due(server)).isEqualTo("2024-05-01 +180 2024-10-28");
        }
    }

    private void write(Features features, Operation operation, Map<String, @Nullable Object> values, String since) {
        version = features.write(PROJECT, version, edit(operation, values, since), WRITER)
                .version();
    }

    private static Edit edit(Operation operation, Map<String, @Nullable Object> values, String since) {
        return new Edit(operation, values, null, Instant.parse(since), null, Map.of());
    }

    /** Since when it counts, the days, and the day on which it is due; empty without a deadline. */
    private static String due(TubanServer server) {
        JsonNode due = TubanServer.json(server.get(
                        "/api/features/project/" + PROJECT.id(), "Authorization", TubanServer.basic("planner")))
                .at("/workflow/due");
        return due.isEmpty()
                ? ""
                : "%s +%d %s"
                        .formatted(
                                due.at("/0/since").asString(),
                                due.at("/0/days").asInt(),
                                due.at("/0/on").asString());
    }
}
