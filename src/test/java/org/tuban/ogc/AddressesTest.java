package org.tuban.ogc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;

class AddressesTest {

    private final Addresses addresses = new Addresses("https://plan.example.cn/tuban");

    @Test
    void encodesNamesAndValues() {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("name", "方山下&f=html#\"><\r\n");
        parameters.put("bbox", "1,2,3,4");

        assertThat(addresses.of(Addresses.items("parcel"), parameters, Representation.JSON))
                .isEqualTo("https://plan.example.cn/tuban/ogc/collections/parcel/items"
                        + "?name=%E6%96%B9%E5%B1%B1%E4%B8%8B%26f%3Dhtml%23%22%3E%3C%0D%0A"
                        + "&bbox=1%2C2%2C3%2C4&f=json");
    }

    @Test
    void linksToItselfAndToItsOtherForm() {
        Wanted wanted = new Wanted(Representation.HTML, ResourceKind.HTML, Language.EN);

        List<Link> links = addresses.selfAndAlternates("/collections", Map.of(), wanted, ResourceKind.DOCUMENT);

        assertThat(links)
                .containsExactly(
                        new Link("https://plan.example.cn/tuban/ogc/collections?f=html", "self", "text/html", null),
                        new Link(
                                "https://plan.example.cn/tuban/ogc/collections?f=json",
                                "alternate",
                                "application/json",
                                null));
    }

    @Test
    void saysOfItselfTheTypeThatWasAskedFor() {
        Wanted wanted = new Wanted(Representation.JSON, MediaType.APPLICATION_JSON, Language.EN);

        assertThat(addresses
                        .selfAndAlternates("/x", Map.of(), wanted, ResourceKind.FEATURES)
                        .get(0)
                        .type())
                .isEqualTo("application/json");
    }

    @Test
    void opensTheMapAtAFeature() {
        assertThat(addresses.onMap("parcel", "PCL-1.a_b"))
                .isEqualTo("https://plan.example.cn/tuban/#/map?sel=parcel:PCL-1.a_b");
    }

    @Test
    void writesLinksAsHeadersToo() {
        Link link = new Link("http://x/?f=json", "next", "application/vnd.oai.openapi+json;version=3.0", "下一页");

        assertThat(link.toHeader())
                .isEqualTo("<http://x/?f=json>; rel=\"next\"; type=\"application/vnd.oai.openapi+json;version=3.0\"");
    }
}
