package org.tuban.access;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Tells the witnesses what was done, by whom and from where. */
@Component
final class Deeds {

    /** Whom a sign-in under a name that is none concerns. */
    static final String UNKNOWN = "unknown";

    private static final String SERVICE = "tuban";

    private final ObjectProvider<Witness> witnesses;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Deeds(ObjectProvider<Witness> witnesses, PlatformTransactionManager transactions, Clock clock) {
        this.witnesses = witnesses;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Tells what the caller of this request did; without a request it was the service. */
    void tell(Act act, String account, Map<String, String> detail) {
        Caller caller = Callers.current();
        String by = caller.signedIn() ? caller.name() : SERVICE;
        tell(act, by, account, detail);
    }

    /** Does it, and tells it in the same transaction. */
    <T> T tell(Act act, String account, Map<String, String> detail, Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> {
            T result = work.get();
            tell(act, account, detail);
            return result;
        }));
    }

    /** Tells it in the transaction that is open, else in one of its own. */
    void tell(Act act, String by, String account, Map<String, String> detail) {
        Deed deed = new Deed(act, by, account, clock.instant().truncatedTo(ChronoUnit.MILLIS), address(), detail);
        transaction.executeWithoutResult(status -> witnesses.forEach(witness -> witness.saw(deed)));
    }

    private static @Nullable String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? attributes.getRequest().getRemoteAddr()
                : null;
    }
}
