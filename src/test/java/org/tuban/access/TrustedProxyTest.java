package org.tuban.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A proxy that the settings trust says who the client is and how it came. */
@SpringBootTest(
        classes = WebLayer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "tuban.trusted-proxies=127.0.0.1, ::1",
            "tuban.demo-password=" + WebLayer.PASSWORD,
            "tuban.page=classpath:/http/page/"
        })
class TrustedProxyTest {

    private static final String[] BY_TLS = {
        "X-Forwarded-For", "192.0.2.1", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "plan.example.cn"
    };

    @LocalServerPort
    int port;

    @Test
    void keepsCookiesAndPageOnTls() {
        HttpResponse<String> answer = new Page(port).get("/api/session", BY_TLS);

        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    @Test
    void knowsItsOwnPageByTheNameThatTheProxySays() {
        Page page = new Page(port);
        page.signIn("lead", WebLayer.PASSWORD);

        assertThat(page.post(WebLayer.ANY_WRITE, "{}", with("Origin", "https://plan.example.cn"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(page.post(WebLayer.ANY_WRITE, "{}", with("Origin", "http://127.0.0.1:" + port))
                        .statusCode())
                .isEqualTo(403);
    }

    private static String[] with(String header, String value) {
        String[] all = java.util.Arrays.copyOf(BY_TLS, BY_TLS.length + 2);
        all[BY_TLS.length] = header;
        all[BY_TLS.length + 1] = value;
        return all;
    }
}
