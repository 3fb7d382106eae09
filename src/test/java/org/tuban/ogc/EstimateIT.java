package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;
import tools.jackson.databind.JsonNode;

/** Numbers of features beyond what the settings let the service count. */
@ParameterizedClass
@EnumSource(Backend.class)
class EstimateIT {

    private static TubanServer server;

    EstimateIT(Backend backend) {
        // Each invocation of the class is about one store; start() has started a service on it.
    }

    @BeforeParameterizedClassInvocation
    static void start(Backend backend) {
        server = TubanServer.start(backend, "--tuban.exact-count=10");
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        server.close();
    }

    @Test
    void givesAnEstimateInAMemberOfItsOwn() {
        JsonNode page = items("/ogc/collections/parcel/items?limit=3");

        assertThat(page.has("numberMatched")).isFalse();
        assertThat(page.get("numberMatchedEstimate").asInt()).isGreaterThan(10);
        assertThat(page.get("numberReturned").asInt()).isEqualTo(3);
        assertThat(server.get("/ogc/collections/parcel/items?limit=3&f=html").body())
                .contains("3 / ≈ ");
    }

    @Test
    void countsWhatItCanCount() {
        JsonNode page = items("/ogc/collections/village/items?limit=3&name=%E6%96%B9%E5%B1%B1%E4%B8%8B%E6%9D%91");

        assertThat(page.get("numberMatched").asInt()).isEqualTo(1);
        assertThat(page.has("numberMatchedEstimate")).isFalse();
    }

    @Test
    void countsAListThatItGivesAsAWhole() {
        JsonNode page = items("/ogc/collections/parcel/items?limit=1000");

        assertThat(page.get("numberMatched").asInt())
                .isEqualTo(page.get("numberReturned").asInt())
                .isGreaterThan(10);
    }

    @Test
    void leadsToTheNextPageAndBackInBodyAndHeader() {
        String first = "/ogc/collections/parcel/items?limit=5";
        URI next = link(items(first), "next");
        JsonNode second = items(path(next));
        URI prev = link(second, "prev");

        assertThat(items(path(prev)).get("features")).isEqualTo(items(first).get("features"));
        assertThat(second.get("features")).isNotEqualTo(items(first).get("features"));
        assertThat(server.get(path(next)).headers().allValues("Link").toString())
                .contains("rel=\"next\"")
                .contains("<" + prev + ">; rel=\"prev\"");
        assertThat(items(first).get("links").toString()).doesNotContain("\"prev\"");
    }

    private static String path(URI address) {
        return address.getRawPath() + "?" + address.getRawQuery();
    }

    private static URI link(JsonNode page, String relation) {
        return page.get("links")
                .valueStream()
                .filter(link -> link.get("rel").asString().equals(relation))
                .map(link -> URI.create(link.get("href").asString()))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode items(String path) {
        return TubanServer.json(server.get(path));
    }
}
