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
    private final TokenBuckets tiles;

    Rates(RateSettings settings, Clock clock) {
        this.anonymous = new TokenBuckets(settings.anonymous(), settings.burst(), clock);
        this.signedIn = new TokenBuckets(settings.signedIn(), settings.burst(), clock);
        this.writes = new TokenBuckets(settings.writes(), settings.burst(), clock);
        this.tiles = new TokenBuckets(settings.tiles(), settings.burst(), clock);
    }

    /** What a request costs. */
    enum Kind {
        /** Something is read from the store. */
        READ,
        /** Something is written. */
        WRITE,
        /** A tile, of which a map asks for dozens at each move. */
        TILE
    }

    /**
     * Counts a request.
     *
     * @param caller who is signed in, if anybody
     * @param address numeric address that the request came from
     * @param kind tiles are counted by themselves, writes with everything else and once more
     * @return zero if it may pass, else how long until one may
     */
    Duration count(Optional<Caller> caller, String address, Kind kind) {
        // No account is called like an address: names begin with a letter.
        String key = caller.map(Caller::name).orElseGet(() -> ClientNetwork.of(address));
        if (kind == Kind.TILE) {
            return tiles.take(key);
        }
        Duration wait = (caller.isPresent() ? signedIn : anonymous).take(key);
        return wait.isZero() && kind == Kind.WRITE ? writes.take(key) : wait;
    }
}
