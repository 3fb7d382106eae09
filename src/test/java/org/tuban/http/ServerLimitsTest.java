package org.tuban.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.tuban.access.Page;
import org.tuban.access.WebLayer;

/** How much of the server one client may hold. */
@SpringBootTest(
        classes = WebLayer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "tuban.demo-password=" + WebLayer.PASSWORD,
            "tuban.page=classpath:/http/page/",
            "tuban.limits.body=1KB",
            "server.tomcat.connection-timeout=500ms"
        })
class ServerLimitsTest {

    private static final String HALF_A_HEAD = "GET /problems HTTP/1.1\r\nHost: a\r\nX-Slow: ";

    @LocalServerPort
    int port;

    @Autowired
    ServletWebServerApplicationContext context;

    @Test
    void cutsAConnectionThatDoesNotSendItsHead() throws IOException {
        try (Socket socket = begun()) {
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).doesNotContain("200");
        }
    }

    @Test
    void answersOthersWhileTwoHundredConnectionsSendTheirHeadsSlowly() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int count = 0; count < 200; count++) {
                slow.add(begun());
            }

            assertThat(new Page(port).get("/problems").statusCode()).isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private Socket begun() throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(HALF_A_HEAD.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
        return socket;
    }

    @Test
    void hasAHundredThreadsAndAHundredPlacesBeforeThem() {
        TomcatWebServer server = (TomcatWebServer) context.getWebServer();
        AbstractHttp11Protocol<?> http =
                (AbstractHttp11Protocol<?>) server.getTomcat().getConnector().getProtocolHandler();

        assertThat(http.getMaxThreads()).isEqualTo(100);
        assertThat(http.getAcceptCount()).isEqualTo(100);
        assertThat(http.getMaxHttpRequestHeaderSize()).isEqualTo(16 * 1024);
    }

    @Test
    void takesBodiesUpToTheLimitThatIsSet() {
        String lead = Page.basic("lead", WebLayer.PASSWORD);
        Page page = new Page(port);

        HttpResponse<String> longer = page.post("/api/any-write", " ".repeat(1_025), "Authorization", lead);

        assertThat(page.post("/api/any-write", " ".repeat(1_024), "Authorization", lead)
                        .statusCode())
                .isEqualTo(404);
        assertThat(longer.statusCode()).isEqualTo(413);
        assertThat(Page.json(longer).path("allowed").asInt()).isEqualTo(1_024);
    }
}
