package org.tuban.audit;

import org.springframework.stereotype.Component;
import org.tuban.access.Deed;
import org.tuban.access.Witness;
import tools.jackson.databind.json.JsonMapper;

/** Writes down what is done to accounts, sessions, tokens and grants. */
@Component
class AccessWitness implements Witness {

    private final AuditLog log;
    private final JsonMapper json = JsonMapper.builder().build();

    AccessWitness(AuditLog log) {
        this.log = log;
    }

    @Override
    public void saw(Deed deed) {
        log.add(new AuditEntry(
                0,
                deed.at(),
                deed.by(),
                deed.address(),
                deed.act().kind(),
                deed.act().id(),
                new AuditEntry.Subject(null, deed.account()),
                null,
                null,
                null,
                deed.detail().isEmpty() ? null : json.writeValueAsString(deed.detail())));
    }
}
