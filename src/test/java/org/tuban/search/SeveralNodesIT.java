package org.tuban.search;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.tuban.access.Caller;
import org.tuban.feature.Edit;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Operation;
import org.tuban.feature.Sight;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;

/** Two services on one database: what is written on one is found on the other. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeveralNodesIT {

    private static final Caller WRITER = Caller.system("test");
    private static final FeatureRef VILLAGE = new FeatureRef("village", "VIL-207");

    private final TubanServer writing = TubanServer.start(Backend.POSTGIS);
    private final TubanServer reading = TubanServer.startBeside(writing);

    @AfterAll
    void stop() {
        reading.close();
        writing.close();
    }

    @Test
    void findsOnOneServiceWhatIsWrittenOnTheOther() {
        Features features = writing.bean(Features.class);
        Feature village = features.get(VILLAGE, Sight.EVERYTHING);

        Feature renamed =
                features.write(VILLAGE, village.version(), Edit.update(Map.of("name", "采菊东篱村"), "renamed"), WRITER);
        await().atMost(10, SECONDS).until(() -> found(reading, "caijudongli").contains("VIL-207"));

        features.write(VILLAGE, renamed.version(), Edit.update(Map.of("name", "方山下村"), "named back"), WRITER);
        await().atMost(10, SECONDS).until(() -> !found(reading, "caijudongli").contains("VIL-207"));
    }

    @Test
    void losesOnOneServiceWhatIsEndedOnTheOther() {
        FeatureRef parcel = new FeatureRef("parcel", "PCL-FSX-02");
        Features features = writing.bean(Features.class);
        assertThat(found(reading, "PCL-FSX-02")).contains("PCL-FSX-02");

        Edit end = new Edit(Operation.DELETE, Map.of(), null, null, "merged", Map.of());
        features.write(parcel, features.get(parcel, Sight.EVERYTHING).version(), end, WRITER);

        await().atMost(10, SECONDS).until(() -> !found(reading, "PCL-FSX-02").contains("PCL-FSX-02"));
    }

    private static String found(TubanServer server, String typed) {
        return server.bean(Search.class).answer(typed, 10, null, WRITER).results().stream()
                .map(SearchResult::id)
                .toList()
                .toString();
    }
}
