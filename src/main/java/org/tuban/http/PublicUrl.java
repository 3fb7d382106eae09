package org.tuban.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.catalina.Globals;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The address under which clients reach the service: base of all links.
 *
 * <p>It is the setting {@code tuban.public-url}, else what a proxy of {@code tuban.trusted-proxies} says in
 * {@code X-Forwarded-Host}, {@code -Proto} and {@code -Port}, else what the request was sent to. From anybody else those
 * headers, and {@code Forwarded} from everybody, are not looked at: any client can send them.
 */
@Component
public class PublicUrl {

    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\\.?){1,20}|[A-Za-z0-9]|\\[[0-9A-Fa-f:.]{2,45}])"
                    + "(?::(?:[0-5]?\\d{1,4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5]))?");
    private static final int LONGEST_HOST = 260;

    private final Optional<URI> configured;

    PublicUrl(HttpSettings settings) {
        this.configured = settings.publicAddress();
    }

    /** Scheme, host, port when it is not the scheme's own, and context path; no slash at the end. */
    public String base(HttpServletRequest request) {
        return configured
                .map(URI::toString)
                .orElseGet(() -> request.getScheme() + "://" + authority(request) + request.getContextPath());
    }

    /** Host and port as browsers name them in {@code Origin}: lower case, no port when it is the scheme's own. */
    public String authority(HttpServletRequest request) {
        return configured
                .map(url -> withoutOwnPort(url.getScheme(), url.getAuthority()))
                .orElseGet(() -> {
                    String host = host(request);
                    return host != null && isHost(host)
                            ? withoutOwnPort(request.getScheme(), host)
                            : withoutOwnPort(request.getScheme(), localAuthority(request));
                });
    }

    /** True if the setting says that clients come by TLS, which then ends at a proxy. */
    public boolean isSecure() {
        return configured.map(url -> url.getScheme().equals("https")).orElse(false);
    }

    private static @Nullable String host(HttpServletRequest request) {
        boolean byProxy = Boolean.TRUE.equals(request.getAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE));
        return byProxy ? request.getServerName() + ":" + request.getServerPort() : request.getHeader("Host");
    }

    private static boolean isHost(String host) {
        return host.length() <= LONGEST_HOST && HOST.matcher(host).matches();
    }

    private static String localAuthority(HttpServletRequest request) {
        String address = request.getLocalAddr();
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + request.getLocalPort();
    }

    private static String withoutOwnPort(String scheme, String authority) {
        String own = scheme.equals("https") ? ":443" : ":80";
        String lower = authority.toLowerCase(Locale.ROOT);
        return lower.endsWith(own) ? lower.substring(0, lower.length() - own.length()) : lower;
    }
}
