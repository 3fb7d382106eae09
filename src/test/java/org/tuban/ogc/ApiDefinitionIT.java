package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openapi4j.core.exception.ResolutionException;
import org.openapi4j.core.validation.ValidationException;
import org.openapi4j.parser.OpenApi3Parser;
import org.openapi4j.parser.model.v3.OpenApi3;
import org.openapi4j.parser.validation.v3.OpenApi3Validator;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.Features;
import org.tuban.feature.SeenLayer;
import org.tuban.feature.SightsOf;
import org.tuban.layer.Layer;
import org.tuban.testing.ApiContract;
import org.tuban.testing.Backend;
import org.tuban.testing.TubanServer;

/** What the API definition says is what the service does. */
class ApiDefinitionIT {

    private static TubanServer server;
    private static OpenApi3 definition;
    private static ApiContract contract;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, ResolutionException, ValidationException {
        server = TubanServer.start(Backend.GEOPACKAGE);
        Path file = Files.writeString(
                folder.resolve("api.json"), server.get("/ogc/api").body());
        contract = ApiContract.of(server.get("/ogc/api").body());
        definition = new OpenApi3Parser().parse(file.toFile(), false);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void isValid() throws ValidationException {
        assertThat(OpenApi3Validator.instance().validate(definition).isValid()).isTrue();
    }

    @Test
    void namesEveryAddressThatIsWired() {
        Set<String> wired = new TreeSet<>();
        List<HandlerMapping> mappings =
                Objects.requireNonNull(server.bean(DispatcherServlet.class).getHandlerMappings());
        for (HandlerMapping mapping : mappings) {
            if (mapping instanceof RequestMappingHandlerMapping controllers) {
                controllers.getHandlerMethods().keySet().forEach(info -> wired.addAll(info.getPatternValues()));
            }
        }
        assertThat(wired).contains("/ogc/collections", "/api/search");
        wired.remove("/error");
        wired.removeIf(path -> path.startsWith("/actuator"));

        for (String path : wired) {
            String written = path.matches("/ogc/?")
                    ? "/"
                    : path.replaceFirst("^/ogc", "")
                            .replace("/collections/{layer}", "/collections/parcel")
                            .replace("/items/{id}", "/items/{featureId}");
            assertThat(definition.getPaths()).containsKey(written);
        }
    }

    @Test
    void describesTheAnswersOfTheStandard() {
        assertAsDefined("/", "/ogc", 200);
        assertAsDefined("/conformance", "/ogc/conformance", 200);
        assertAsDefined("/api", "/ogc/api", 200);
        assertAsDefined("/collections", "/ogc/collections", 200);
        assertAsDefined("/tileMatrixSets", "/ogc/tileMatrixSets", 200);
        assertAsDefined("/tileMatrixSets/{tileMatrixSetId}", "/ogc/tileMatrixSets/CGCS2000Quad", 200);
        assertAsDefined("/tiles", "/ogc/tiles", 200);
        assertAsDefined("/styles", "/ogc/styles", 200);
        assertAsDefined("/styles/{styleId}", "/ogc/styles/default", 200);
        assertAsDefined("/tiles/{tileMatrixSetId}", "/ogc/tiles/WebMercatorQuad?collections=road,block", 200);
        assertAsDefined("/tiles/{tileMatrixSetId}", "/ogc/tiles/WebMercatorQuad?f=tilejson", 200);
        for (Layer layer : SightsOf.everybody(server)) {
            String path = "/collections/" + layer.id();
            assertAsDefined(path, "/ogc" + path, 200);
            for (SchemaUse use : SchemaUse.values()) {
                assertAsDefined(use.path(layer), "/ogc" + use.path(layer), 200);
            }
            assertAsDefined(path + "/styles", "/ogc" + path + "/styles", 200);
            assertAsDefined(path + "/styles/{styleId}", "/ogc" + path + "/styles/default", 200);
            assertAsDefined(path + "/tiles", "/ogc" + path + "/tiles", 200);
            assertAsDefined(path + "/tiles/{tileMatrixSetId}", "/ogc" + path + "/tiles/CGCS2000Quad", 200);
            assertAsDefined(path + "/items", "/ogc" + path + "/items?limit=1000", 200);
            String id = first(layer).ref().id();
            assertAsDefined(path + "/items/{featureId}", "/ogc" + path + "/items/" + id, 200);
        }
    }

    @Test
    void describesTheAnswersOfTheOwnInterface() {
        assertAsDefined("/api/catalogue", "/api/catalogue", 200);
        assertAsDefined("/api/session", "/api/session", 200);
        assertAsDefined("/problems", "/problems", 200);
        assertAsDefined("/problems/{slug}", "/problems/stale-version", 200);
        assertAsDefined("/actuator/health", "/actuator/health", 200);
        for (String words : new String[] {"方山下", "土岭", "paike", "zzz"}) {
            assertAsDefined("/api/search", "/api/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8), 200);
        }
        for (Layer layer : SightsOf.everybody(server)) {
            String path =
                    "/api/features/" + layer.id() + "/" + first(layer).ref().id();
            assertAsDefined("/api/features/{layer}/{id}", path, 200);
            assertAsDefined("/api/features/{layer}/{id}/history", path + "/history", 200);
        }
    }

    @Test
    void describesWhatASignedInLeadSees() {
        String lead = TubanServer.basic("lead");

        assertAsDefined("/api/session", "/api/session", 200, "Authorization", lead);
        assertAsDefined("/api/features/{layer}/{id}", "/api/features/parcel/PCL-FSX-01", 200, "Authorization", lead);
        assertAsDefined("/api/accounts/{account}", "/api/accounts/lead", 200, "Authorization", lead);
        assertAsDefined("/api/accounts/{account}/sessions", "/api/accounts/lead/sessions", 200, "Authorization", lead);
        assertAsDefined("/api/accounts/{account}/tokens", "/api/accounts/lead/tokens", 200, "Authorization", lead);
        assertAsDefined("/api/accounts", "/api/accounts", 403, "Authorization", lead);
        String admin = TubanServer.basic("admin");
        assertAsDefined("/api/accounts", "/api/accounts?q=a&limit=2", 200, "Authorization", admin);
    }

    @ParameterizedTest
    @CsvSource({
        "/collections/parcel/items, /ogc/collections/parcel/items?limit=0, 400",
        "/collections/parcel/items/{featureId}, /ogc/collections/parcel/items/NONE, 404",
        "/tiles/{tileMatrixSetId}, /ogc/tiles/none, 404",
        "/styles/{styleId}, /ogc/styles/none, 404",
        "/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}, /ogc/tiles/WebMercatorQuad/x/0/0, 400",
        "/tiles/{tileMatrixSetId}/{tileMatrix}/{tileRow}/{tileCol}, /ogc/tiles/WebMercatorQuad/12/0/0, 404",
        "/collections, /ogc/collections?x=1, 400",
        "/api/search, /api/search, 400",
        "/api/features/{layer}/{id}, /api/features/parcel/NONE, 404",
        "/api/features/{layer}/{id}/history, /api/features/plot/NONE/history, 404",
        "/problems/{slug}, /problems/none, 404"
    })
    void describesItsRefusals(String written, String path, int status) {
        assertAsDefined(written, path, status);
    }

    private static Feature first(Layer layer) {
        return server.bean(Features.class)
                .list(FeatureQuery.all(SeenLayer.whole(layer)).page(0, 1))
                .get(0);
    }

    private static void assertAsDefined(String written, String path, int status, String... headers) {
        HttpResponse<String> answer = server.get(path, headers);
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        String type = answer.headers().firstValue("Content-Type").orElseThrow();
        assertThat(contract.faultOf(written, "get", status, type, answer.body()))
                .as(path)
                .isEmpty();
    }
}
