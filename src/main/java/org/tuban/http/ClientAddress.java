package org.tuban.http;

import java.util.Optional;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** From where the request comes that this thread works on. */
public final class ClientAddress {

    private ClientAddress() {}

    /** The client's numeric address, as far as proxies are believed; empty for work that nobody asked for. */
    public static Optional<String> current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.ofNullable(attributes.getRequest().getRemoteAddr())
                : Optional.empty();
    }
}
