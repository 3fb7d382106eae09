package org.tuban.live;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends one POST and reads the first line of the answer, nothing of the rest.
 *
 * <p>No HTTP client of the Java platform connects to an address that was looked at before while it asks the certificate
 * for the name: so this is done on the socket. No redirect is followed, no proxy used, nothing kept open.
 */
@Component
class WebhookCall {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookCall.class);
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");
    private static final int LONGEST_LINE = 1_000;
    private static final int MOST_LINES = 100;

    private final WebhookTargets targets;
    private final Duration timeout;

    WebhookCall(WebhookTargets targets, WebhookSettings settings) {
        this.targets = targets;
        this.timeout = settings.timeout();
    }

    /**
     * How a call went.
     *
     * @param status the HTTP status; null if there was no answer
     * @param outcome in words, without anything that the target said
     */
    record Result(@Nullable Integer status, String outcome) {}

    /** Sends a body with headers. Every failure is a result. */
    Result post(URI url, Map<String, String> headers, byte[] body) {
        long end = System.nanoTime() + timeout.toNanos();
        try {
            return post(targets.resolve(url), end, headers, body);
        } catch (WebhookTargets.RefusedTargetException refused) {
            return new Result(null, "refused: " + refused.getMessage());
        } catch (SocketTimeoutException late) {
            return new Result(null, "no answer in time");
        } catch (SSLException untrusted) {
            return new Result(null, "no secure connection: the certificate is not one that is trusted for the host");
        } catch (IOException broken) {
            return new Result(null, "no connection, or it broke");
        }
    }

    private Result post(WebhookTargets.Target target, long end, Map<String, String> headers, byte[] body)
            throws IOException {
        try (Socket plain = connect(target, end)) {
            CompletableFuture<Void> alarm = closeWhenOver(plain, end);
            try (Socket socket = target.secure() ? secure(plain, target) : plain) {
                OutputStream out = socket.getOutputStream();
                out.write(head(target, headers, body.length));
                out.write(body);
                out.flush();
                int status = status(new BufferedInputStream(socket.getInputStream()));
                return new Result(status, status / 100 == 3 ? "redirects are not followed" : "answered");
            } catch (IOException broken) {
                left(end);
                throw broken;
            } finally {
                alarm.cancel(false);
            }
        }
    }

    /** A limit on each read would be none on all of them: a target may say one byte before each ends. */
    private static CompletableFuture<Void> closeWhenOver(Socket socket, long end) throws IOException {
        Executor then = CompletableFuture.delayedExecutor(left(end), TimeUnit.MILLISECONDS);
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        socket.close();
                    } catch (IOException closed) {
                        LOG.debug("webhooks: a connection was closed already", closed);
                    }
                },
                then);
    }

    private static Socket connect(WebhookTargets.Target target, long end) throws IOException {
        IOException last = new IOException("no address");
        for (InetAddress address : target.addresses()) {
            Socket socket = new Socket(Proxy.NO_PROXY);
            try {
                socket.connect(new InetSocketAddress(address, target.port()), left(end));
                return socket;
            } catch (IOException refused) {
                socket.close();
                last = refused;
            }
        }
        throw last;
    }

    private static Socket secure(Socket plain, WebhookTargets.Target target) throws IOException {
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, target.host(), target.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static int left(long end) throws SocketTimeoutException {
        long millis = (end - System.nanoTime()) / 1_000_000;
        if (millis < 1) {
            throw new SocketTimeoutException("out of time");
        }
        return (int) millis;
    }

    private static byte[] head(WebhookTargets.Target target, Map<String, String> headers, int length) {
        // What somebody wrote in Chinese goes as it is sent: encoded.
        URI url = URI.create(target.url().toASCIIString());
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        StringBuilder head = new StringBuilder("POST ").append(path);
        if (url.getRawQuery() != null) {
            head.append('?').append(url.getRawQuery());
        }
        head.append(" HTTP/1.1\r\nHost: ").append(url.getRawAuthority());
        head.append("\r\nContent-Type: application/json\r\nContent-Length: ").append(length);
        head.append("\r\nUser-Agent: Tuban\r\nConnection: close\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** The status of the first answer that is not an interim one (RFC 9110, 15.2). */
    private static int status(InputStream in) throws IOException {
        for (int lines = 0; lines < MOST_LINES; lines++) {
            Matcher line = STATUS.matcher(line(in));
            if (line.matches() && !line.group(1).startsWith("1")) {
                return Integer.parseInt(line.group(1));
            }
            if (!line.matches() && lines == 0) {
                throw new IOException("not HTTP");
            }
        }
        throw new IOException("no final answer");
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() < LONGEST_LINE) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("ended");
            }
            if (next == '\n') {
                return line.toString().strip();
            }
            line.append((char) next);
        }
        throw new IOException("line too long");
    }
}
