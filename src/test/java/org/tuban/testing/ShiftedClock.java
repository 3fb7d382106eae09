package org.tuban.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** The computer's clock, put forward or back by a test. */
public final class ShiftedClock extends Clock {

    private final Clock real;
    private final AtomicReference<Duration> shift;

    /** Goes right until it is set. */
    public ShiftedClock() {
        this(Clock.systemUTC(), new AtomicReference<>(Duration.ZERO));
    }

    private ShiftedClock(Clock real, AtomicReference<Duration> shift) {
        this.real = real;
        this.shift = shift;
    }

    /** It is this time now, and goes on from there. */
    public void set(Instant time) {
        shift.set(Duration.between(real.instant(), time));
    }

    @Override
    public Instant instant() {
        return real.instant().plus(shift.get());
    }

    @Override
    public ZoneId getZone() {
        return real.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new ShiftedClock(real.withZone(zone), shift);
    }
}
