package org.tuban.live;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.catalina.util.NetMask;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/**
 * Where calls may go, so that nobody reaches the inside of the network by them: to addresses of the public internet, by
 * HTTPS, and to what the settings allow.
 *
 * <p>Sources: the IANA registries of special-purpose addresses (RFC 6890) for IPv4 and IPv6. What is refused is decided on
 * the address that is connected to, never on a name or on how a number is written.
 */
@Component
@EnableConfigurationProperties(WebhookSettings.class)
class WebhookTargets {

    /** An IPv6 address with a port stands in brackets; one without has two colons at least. */
    private static final Pattern ENTRY =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)\\]|([0-9A-Fa-f]*:[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)"
                    + "|([A-Za-z0-9.-]+))(/\\d{1,3})?(?::(\\d{1,5}))?");

    /** Some read such a number as octal, others not. */
    private static final Pattern LEADING_ZERO = Pattern.compile("(?:.*\\.)?0\\d[\\d.]*");

    private static final Pattern NUMERIC = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");
    private static final int LONGEST_URL = 2_000;
    private static final int LAST_PORT = 0xFFFF;

    private static final List<NetMask> INSIDE_4 = masks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** The only part of IPv6 that is given out to the public internet. */
    private static final NetMask OUTSIDE_6 = new NetMask("2000::/3");

    /** Within it: protocols and tunnels that carry other addresses (Teredo, 6to4), and documentation. */
    private static final List<NetMask> INSIDE_6 = masks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private final List<Allowed> allowed;
    private final Names names;

    @Autowired
    WebhookTargets(WebhookSettings settings) {
        this(settings, InetAddress::getAllByName);
    }

    WebhookTargets(WebhookSettings settings, Names names) {
        this.allowed = settings.allowed().stream().map(WebhookTargets::entry).toList();
        this.names = names;
    }

    /** Asks what addresses a name has. */
    @FunctionalInterface
    interface Names {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** A target is not one that may be called; the message says why, to whoever set it. */
    static final class RefusedTargetException extends Exception {

        private static final long serialVersionUID = 1L;

        RefusedTargetException(String reason) {
            super(reason);
        }
    }

    /** One entry of the settings; either a network or a name. */
    private record Allowed(Optional<NetMask> network, String name, int port) {

        boolean covers(String host, InetAddress address, int onPort) {
            return (port < 0 || port == onPort)
                    && network.map(mask -> mask.matches(address)).orElseGet(() -> name.equals(host));
        }
    }

    private static Allowed entry(String text) {
        Matcher parts = ENTRY.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "TUBAN_WEBHOOKS_ALLOW: allowed are networks and hosts such as 10.1.0.0/16,hooks.example.cn:8443");
        }
        String host = Stream.of(parts.group(1), parts.group(2), parts.group(3))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow()
                .toLowerCase(Locale.ROOT);
        String bits = parts.group(4) == null ? "" : parts.group(4);
        int port = parts.group(5) == null ? -1 : Integer.parseInt(parts.group(5));
        return NUMERIC.matcher(host).matches()
                ? new Allowed(Optional.of(new NetMask(host + bits)), "", port)
                : new Allowed(Optional.empty(), host, port);
    }

    private static List<NetMask> masks(String... networks) {
        return Stream.of(networks).map(NetMask::new).toList();
    }

    /**
     * Where a call goes.
     *
     * @param secure true for HTTPS
     * @param host as the address has it, for the certificate and the Host header
     * @param addresses every address of the host, each of which may be connected to
     */
    record Target(URI url, boolean secure, String host, int port, List<InetAddress> addresses) {}

    /**
     * Reads a target's address; nothing is asked of the network.
     *
     * @throws RefusedTargetException if it is none, is not for HTTP, or names an address that may not be called
     */
    URI read(String text) throws RefusedTargetException {
        URI url = parse(text);
        String host = bare(url);
        if (LEADING_ZERO.matcher(host).matches()) {
            throw new RefusedTargetException("a host whose numbers have no zero in front");
        }
        if (NUMERIC.matcher(host).matches()) {
            resolve(url);
        } else if (!url.getScheme().equals("https")
                && allowed.stream().noneMatch(entry -> entry.name().equals(host))) {
            throw new RefusedTargetException("https, or a host of TUBAN_WEBHOOKS_ALLOW");
        }
        return url;
    }

    private static URI parse(String text) throws RefusedTargetException {
        try {
            URI url = new URI(text);
            String scheme = url.getScheme() == null ? "" : url.getScheme();
            boolean plain = url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawFragment() == null
                    && url.getPort() != 0
                    && url.getPort() <= LAST_PORT;
            if (!plain || text.length() > LONGEST_URL || !(scheme.equals("https") || scheme.equals("http"))) {
                throw new RefusedTargetException(
                        "https://host[:port][/path] of at most 2000 characters, without a user");
            }
            return url;
        } catch (URISyntaxException broken) {
            throw new RefusedTargetException("https://host[:port][/path]");
        }
    }

    /**
     * Asks for the addresses of a target and looks at each. Connect to one of these and do not ask for the name again,
     * or another answer could lead elsewhere.
     *
     * @throws RefusedTargetException if one of them may not be called, or there is none
     */
    Target resolve(URI url) throws RefusedTargetException {
        String host = bare(url);
        boolean secure = url.getScheme().equals("https");
        int usual = secure ? 443 : 80;
        int port = url.getPort() < 0 ? usual : url.getPort();
        List<InetAddress> addresses;
        try {
            addresses = List.of(names.resolve(host));
        } catch (UnknownHostException unknown) {
            throw new RefusedTargetException("the host has no address");
        }
        for (InetAddress address : addresses) {
            boolean trusted = allowed.stream().anyMatch(entry -> entry.covers(host, address, port));
            if (!trusted && (isInside(address) || !secure)) {
                throw new RefusedTargetException(
                        secure ? "the host leads into a network that may not be called" : "https is required");
            }
        }
        return new Target(url, secure, host, port, addresses);
    }

    private static String bare(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** True for every address that is not one of the public internet. */
    static boolean isInside(InetAddress address) {
        if (address instanceof Inet4Address) {
            return INSIDE_4.stream().anyMatch(mask -> mask.matches(address));
        }
        return !OUTSIDE_6.matches(address) || INSIDE_6.stream().anyMatch(mask -> mask.matches(address));
    }
}
