package org.tuban.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.mock.web.MockHttpServletRequest;

/** How many requests one client may send: three a second here, two of an account, one of them a write, four tiles. */
@SpringBootTest(
        classes = WebLayer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "tuban.demo-password=" + WebLayer.PASSWORD,
            "tuban.page=classpath:/http/page/",
            "tuban.rates.anonymous=3",
            "tuban.rates.signed-in=2",
            "tuban.rates.writes=1",
            "tuban.rates.tiles=4",
            "tuban.rates.burst=2s",
            "tuban.trusted-proxies=127.0.0.0/8"
        })
class RatesTest {

    private static final String LEAD = Page.basic("lead", WebLayer.PASSWORD);

    @LocalServerPort
    int port;

    @Autowired
    MovableClock clock;

    @Autowired
    OpenDoor door;

    private Page page;

    @BeforeEach
    void letEveryBucketFill() {
        clock.advance(Duration.ofMinutes(1));
        page = new Page(port);
    }

    @Test
    void tellsAnAddressThatAsksTooOftenWhenToGoOn() {
        assertThat(let(10, "/api/session")).isEqualTo(6);

        HttpResponse<String> refused = page.get("/ogc/nothing");
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(Page.json(refused).path("type").asString()).isEqualTo("/problems/too-many-requests");

        clock.advance(Duration.ofSeconds(1));
        assertThat(let(10, "/api/session")).isEqualTo(3);
    }

    @Test
    void countsAnAccountWhereverItIs() {
        assertThat(let(10, "/api/session", "Authorization", LEAD)).isEqualTo(4);
        assertThat(let(10, "/api/session")).isEqualTo(6);
    }

    @Test
    void countsWritesBesides() {
        int through = 0;
        for (int count = 0; count < 4; count++) {
            HttpResponse<String> answer = page.post(WebLayer.ANY_WRITE, "{}", "Authorization", LEAD);
            through += answer.statusCode() == 404 ? 1 : 0;
        }

        assertThat(through).isEqualTo(2);
    }

    @Test
    void countsTilesByThemselves() {
        let(10, "/api/session");

        assertThat(notRefused(10, "/ogc/collections/parcel/tiles/WebMercatorQuad/1/0/0"))
                .isEqualTo(8);
        assertThat(notRefused(10, "/ogc/tiles/WebMercatorQuad/1/0/0")).isZero();
        assertThat(notRefused(1, "/ogc/collections/parcel/tiles/WebMercatorQuad"))
                .isZero();
    }

    @Test
    void countsTilesAtTheDoorWithTheOthers() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setRemoteAddr("127.0.0.1");

        assertThat(IntStream.range(0, 10).filter(time -> door.lets(request)).count())
                .isEqualTo(8);
        assertThat(notRefused(10, "/ogc/collections/parcel/tiles/WebMercatorQuad/1/0/0"))
                .isZero();
    }

    @Test
    void sendsWhoeverHasCredentialsFromTheDoorToTheNets() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Authorization", LEAD);

        assertThat(door.lets(request)).isFalse();
    }

    /** No layer is here, so that what is let through is not found. */
    private long notRefused(int times, String address) {
        return IntStream.range(0, times)
                .filter(time -> page.get(address).statusCode() != 429)
                .count();
    }

    @Test
    void doesNotCountFilesOfThePageNorAnswersToWatchers() {
        let(10, "/api/session");

        assertThat(let(50, "/")).isEqualTo(50);
        assertThat(let(50, "/js/probe.js")).isEqualTo(50);
        assertThat(let(50, "/problems")).isEqualTo(50);
    }

    @Test
    void countsEachClientBehindATrustedProxyForItself() {
        assertThat(let(10, "/api/session", "X-Forwarded-For", "192.0.2.1")).isEqualTo(6);
        assertThat(let(10, "/api/session", "X-Forwarded-For", "192.0.2.2")).isEqualTo(6);
        // What the client itself put before the proxy's word counts for nothing.
        assertThat(let(10, "/api/session", "X-Forwarded-For", "198.51.100.7, 192.0.2.2"))
                .isZero();
        assertThat(let(10, "/api/session", "X-Forwarded-For", "2001:db8::1")).isEqualTo(6);
        assertThat(let(10, "/api/session", "X-Forwarded-For", "2001:db8::2")).isZero();
    }

    private int let(int times, String address, String... headers) {
        int through = 0;
        for (int count = 0; count < times; count++) {
            through += page.get(address, headers).statusCode() == 200 ? 1 : 0;
        }
        return through;
    }
}
