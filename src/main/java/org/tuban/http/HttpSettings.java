package org.tuban.http;

import java.net.URI;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How clients see the service.
 *
 * @param publicUrl base of all links, such as {@code https://plan.example.cn/tuban}, without a slash at its end; empty
 *     to use what the request was sent to; environment {@code TUBAN_PUBLIC_URL}
 * @param page where the page's files are, as a Spring resource location; environment {@code TUBAN_PAGE}
 */
@ConfigurationProperties("tuban")
record HttpSettings(
        @DefaultValue("") String publicUrl,
        @DefaultValue("classpath:/static/") String page) {

    HttpSettings {
        publicUrl = publicUrl.strip();
        if (!publicUrl.isEmpty() && !isBase(publicUrl)) {
            throw new IllegalArgumentException(
                    "TUBAN_PUBLIC_URL: allowed is http(s)://host[:port][/path] without a slash at its end");
        }
        page = page.endsWith("/") ? page : page + "/";
    }

    private static boolean isBase(String url) {
        return url.matches("https?://[A-Za-z0-9.\\-\\[\\]:]+(?:/[A-Za-z0-9._~/-]*[A-Za-z0-9._~-])?")
                && URI.create(url).getHost() != null;
    }

    Optional<URI> publicAddress() {
        return publicUrl.isEmpty() ? Optional.empty() : Optional.of(URI.create(publicUrl));
    }
}
