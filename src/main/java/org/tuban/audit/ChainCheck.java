package org.tuban.audit;

import java.util.List;
import org.springframework.stereotype.Component;
import org.tuban.store.Check;
import org.tuban.store.Finding;

/** Whether the chain of the audit is whole, and vouches for the rows of history. */
@Component
final class ChainCheck implements Check {

    private final AuditVerifier verifier;

    ChainCheck(AuditVerifier verifier) {
        this.verifier = verifier;
    }

    @Override
    public String subject() {
        return "audit: the chain, and the rows of history that it vouches for";
    }

    /** Entries that are not chained yet are nothing wrong: the service chains them when it runs. */
    @Override
    public List<Finding> findings() {
        Verification verification = verifier.verify(List.of());
        return verification.broken() == null
                ? List.of()
                : List.of(Finding.bad(
                        verification.line(),
                        "somebody wrote past the service: keep this store for study, and restore the last back-up that"
                                + " has none of this"));
    }
}
