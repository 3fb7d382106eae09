package org.tuban.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** TLS ends at a proxy: the setting says so, the request does not. */
@SpringBootTest(
        classes = WebLayer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "tuban.public-url=https://plan.example.cn",
            "tuban.demo-password=" + WebLayer.PASSWORD,
            "tuban.page=classpath:/http/page/"
        })
class BehindProxyTest {

    @LocalServerPort
    int port;

    @Test
    void keepsCookiesAndPageOnTls() {
        Page page = new Page(port);

        HttpResponse<String> anonymous = page.get("/api/session");
        HttpResponse<String> signedIn = page.signIn("lead", WebLayer.PASSWORD);

        assertThat(anonymous.headers().firstValue("Set-Cookie").orElseThrow()).contains("tuban-page=", "Secure");
        assertThat(signedIn.headers().firstValue("Set-Cookie").orElseThrow()).contains("tuban-session=", "Secure");
        assertThat(signedIn.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @Test
    void knowsItsOwnPageByThePublicName() {
        Page page = new Page(port);
        page.signIn("lead", WebLayer.PASSWORD);

        assertThat(page.post(WebLayer.ANY_WRITE, "{}", "Origin", "https://plan.example.cn")
                        .statusCode())
                .isEqualTo(404);
        assertThat(page.post(WebLayer.ANY_WRITE, "{}", "Origin", "http://127.0.0.1:" + port)
                        .statusCode())
                .isEqualTo(403);
    }
}
