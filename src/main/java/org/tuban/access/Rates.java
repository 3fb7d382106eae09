package org.tuban.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Counts what each client asks for: an account by its name, everybody else by address. */
@Component
@EnableConfigurationProperties(RateSettings.class)
class Rates {

    private final TokenBuckets anonymous;
    private final TokenBuckets signedIn;
    private final TokenBuckets writes;

    Rates(RateSettings settings, Clock clock) {
        this.anonymous = new TokenBuckets(settings.anonymous(), settings.burst(), clock);
        this.signedIn = new TokenBuckets(settings.signedIn(), settings.burst(), clock);
        this.writes = new TokenBuckets(settings.writes(), settings.burst(), clock);
    }

    /**
     * Counts a request.
     *
     * @param caller who is signed in, if anybody
     * @param address numeric address that the request came from
     * @return zero if it may pass, else how long until one may
     */
    Duration count(Optional<Caller> caller, String address, boolean write) {
        // No account is called like an address: names begin with a letter.
        String key = caller.map(Caller::name).orElseGet(() -> ClientNetwork.of(address));
        Duration wait = (caller.isPresent() ? signedIn : anonymous).take(key);
        return wait.isZero() && write ? writes.take(key) : wait;
    }
}
