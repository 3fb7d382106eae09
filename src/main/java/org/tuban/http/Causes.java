package org.tuban.http;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Looks behind an exception. */
final class Causes {

    private static final int DEEPEST = 20;

    private Causes() {}

    /** The exception itself or the first of its causes that has the type. */
    static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        return chain(failure).filter(type::isInstance).map(type::cast).findFirst();
    }

    /** True if the exception or one of its causes is such a one. */
    static boolean any(Throwable failure, Predicate<Throwable> such) {
        return chain(failure).anyMatch(such);
    }

    /** Cut after a while: causes may go round in a circle. */
    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(DEEPEST);
    }
}
