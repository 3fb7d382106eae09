package org.tuban.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.RemoteIpValve;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** What application.yml cannot say to Tomcat. */
@Component
@EnableConfigurationProperties(WatchSettings.class)
@Order(Ordered.LOWEST_PRECEDENCE)
final class TomcatRules implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final int MANAGEMENT_THREADS = 5;

    private final ProblemWriter problems;
    private final ResponseHeaders headers;
    private final HttpSettings settings;
    private final WatchSettings watching;

    TomcatRules(ProblemWriter problems, ResponseHeaders headers, HttpSettings settings, WatchSettings watching) {
        this.watching = watching;
        this.problems = problems;
        this.headers = headers;
        this.settings = settings;
    }

    @Override
    public void customize(TomcatServletWebServerFactory tomcat) {
        // Last in the host's pipeline, so that it answers before the valves that would answer in HTML.
        tomcat.addContextCustomizers(context -> {
            StandardHost host = (StandardHost) context.getParent();
            host.getPipeline().addValve(new ProblemReportValve(problems, headers));
            host.setErrorReportValveClass(ProblemReportValve.class.getName());
        });
        // A client that asks before it sends (Expect: 100-continue) learns of a refusal before it sends for nothing.
        tomcat.addConnectorCustomizers(connector -> {
            if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                http.setContinueResponseTiming("onRead");
            }
        });
        if (!settings.trustedProxies().isEmpty()) {
            tomcat.addEngineValves(believeProxies());
        }
        if (watching.managementPort() > 0) {
            tomcat.addAdditionalConnectors(management());
        }
    }

    /** A door for those who watch; {@link HealthDoor} keeps everybody else's requests from it. */
    private Connector management() {
        Connector connector = new Connector(TomcatServletWebServerFactory.DEFAULT_PROTOCOL);
        connector.setPort(watching.managementPort());
        if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
            try {
                http.setAddress(InetAddress.getByName(watching.managementAddress()));
            } catch (UnknownHostException unknown) {
                throw new RefusedSettingException(
                        "TUBAN_MANAGEMENT_ADDRESS: allowed is an address of this computer", unknown);
            }
            http.setMaxThreads(MANAGEMENT_THREADS);
        }
        return connector;
    }

    /**
     * Takes the client's address, scheme and host from what a trusted proxy says: of {@code X-Forwarded-For} the last
     * address that is not a proxy's own, because a client can write whatever it likes before that.
     */
    private RemoteIpValve believeProxies() {
        RemoteIpValve proxies = new RemoteIpValve();
        proxies.setInternalProxies(settings.trustedNetworks());
        proxies.setHostHeader("X-Forwarded-Host");
        proxies.setPortHeader("X-Forwarded-Port");
        return proxies;
    }
}
