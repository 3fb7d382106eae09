package org.tuban.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** Layers with more features than the index takes: here parcels, of which there are more than of anything else. */
@ParameterizedClass
@EnumSource(Backend.class)
class LargeLayersIT {

    private static TubanServer server;

    LargeLayersIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend, "--tuban.search.most-indexed=20");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "方山下三期示例02, PCL-FSX-02",
        "331003999999GB00002, PCL-FSX-02",
        "PCL-FSX-02, PCL-FSX-02",
        "方山下村, VIL-207",
        "fangshanxia, VIL-207"
    })
    void findsByBeginningsAndIds(String typed, String id) {
        assertThat(found(typed)).startsWith(id);
    }

    @Test
    void findsAllThatBeginSo() {
        assertThat(found("33100399999")).hasSize(20).allMatch(id -> id.startsWith("PCL-"));
        assertThat(found("方山下三期示例")).doesNotHaveDuplicates().hasSizeGreaterThan(5);
    }

    private static List<String> found(String typed) {
        JsonNode answer = TubanServer.json(
                server.get("/api/search?limit=20&q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8)));
        return answer.get("results")
                .valueStream()
                .map(result -> result.get("id").asString())
                .toList();
    }
}
