package org.tuban.http;

import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.catalina.util.NetMaskSet;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How clients see the service.
 *
 * @param publicUrl base of all links, such as {@code https://plan.example.cn/tuban}, without a slash at its end; empty
 *     to use what the request was sent to; environment {@code TUBAN_PUBLIC_URL}
 * @param trustedProxies addresses and networks (CIDR) of proxies whose {@code X-Forwarded-*} headers are believed; empty
 *     for none; environment {@code TUBAN_TRUSTED_PROXIES}
 * @param page where the page's files are, as a Spring resource location; environment {@code TUBAN_PAGE}
 */
@ConfigurationProperties("tuban")
record HttpSettings(
        @DefaultValue("") String publicUrl,
        @DefaultValue("") String trustedProxies,
        @DefaultValue("classpath:/static/") String page) {

    HttpSettings {
        publicUrl = publicUrl.strip();
        if (!publicUrl.isEmpty() && !isBase(publicUrl)) {
            throw new IllegalArgumentException(
                    "TUBAN_PUBLIC_URL: allowed is http(s)://host[:port][/path] without a slash at its end");
        }
        trustedProxies = trustedProxies.replaceAll("\\s", "");
        if (!trustedProxies.isEmpty() && !areNetworks(trustedProxies)) {
            throw new IllegalArgumentException(
                    "TUBAN_TRUSTED_PROXIES: allowed are addresses and networks joined by commas, such as 10.0.0.7,192.168.1.0/24");
        }
        page = page.endsWith("/") ? page : page + "/";
    }

    /** Looked at before they are parsed, because the parser would ask the name service what a name means. */
    private static boolean areNetworks(String list) {
        return Arrays.stream(list.split(",", -1)).allMatch(HttpSettings::isNumeric)
                && new NetMaskSet().addAll(list).isEmpty();
    }

    private static boolean isNumeric(String network) {
        return network.matches("(?:\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*)(?:/\\d{1,3})?");
    }

    /** The trusted proxies, all as networks: Tomcat takes a list without a slash in it for a regular expression. */
    String trustedNetworks() {
        return Arrays.stream(trustedProxies.split(","))
                .map(proxy -> proxy.contains("/") ? proxy : proxy + (proxy.contains(":") ? "/128" : "/32"))
                .collect(Collectors.joining(","));
    }

    private static boolean isBase(String url) {
        return url.matches("https?://[A-Za-z0-9.\\-\\[\\]:]+(?:/[A-Za-z0-9._~/-]*[A-Za-z0-9._~-])?")
                && URI.create(url).getHost() != null;
    }

    Optional<URI> publicAddress() {
        return publicUrl.isEmpty() ? Optional.empty() : Optional.of(URI.create(publicUrl));
    }
}
