package org.tuban.workflow;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tuban.audit.AuditedTable;
import org.tuban.audit.AuditedTable.Type;

/** Has the audit vouch for every version of every proposal. */
@Configuration(proxyBeanMethods = false)
class ProposalAudit {

    private static final int AT_ONCE = 200;

    private static final AuditedTable TABLE = new AuditedTable(
            ProposalJournal.KIND,
            "proposal_history",
            new AuditedTable.Key(null, "proposal", "version"),
            Stream.of(
                            AuditedTable.columns(
                                    Type.TEXT, "proposal action recorded_by comment from_state to_state note evidence"),
                            AuditedTable.columns(Type.WHOLE, "version made_version base_version"),
                            AuditedTable.columns(Type.TIME, "recorded_at valid_from"))
                    .flatMap(List::stream)
                    .toList(),
            null,
            AT_ONCE);

    @Bean
    AuditedTable proposalHistory() {
        return TABLE;
    }

    static String digest(Proposal version) {
        Proposal.Content content = version.content();
        Proposal.Event event = version.last();
        return TABLE.digest(Arrays.asList(
                version.id(),
                event.action().id(),
                event.by(),
                event.comment(),
                content.from(),
                content.to(),
                content.note(),
                ProposalStore.evidence(version),
                version.version(),
                event.madeVersion(),
                content.baseVersion(),
                event.at(),
                content.validFrom()));
    }
}
