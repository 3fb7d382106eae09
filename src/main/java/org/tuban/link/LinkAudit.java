package org.tuban.link;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tuban.audit.AuditedTable;
import org.tuban.audit.AuditedTable.Type;

/** Has the audit vouch for every version of every link. */
@Configuration(proxyBeanMethods = false)
class LinkAudit {

    private static final int AT_ONCE = 200;

    private static final AuditedTable TABLE = new AuditedTable(
            Links.KIND,
            "link_history",
            new AuditedTable.Key(null, "id", "version"),
            Stream.of(
                            AuditedTable.columns(
                                    Type.TEXT,
                                    "id type from_layer from_id to_layer to_id basis valid_from valid_to source note_zh note_en recorded_by operation reason"),
                            AuditedTable.columns(Type.REAL, "share"),
                            AuditedTable.columns(Type.WHOLE, "version"),
                            AuditedTable.columns(Type.TIME, "recorded_at"))
                    .flatMap(List::stream)
                    .toList(),
            null,
            AT_ONCE);

    @Bean
    AuditedTable linkHistory() {
        return TABLE;
    }

    static String digest(LinkVersion version) {
        Link link = version.link();
        return TABLE.digest(Arrays.asList(
                link.id(),
                link.type(),
                link.from().layer(),
                link.from().id(),
                link.to().layer(),
                link.to().id(),
                link.basis().id(),
                link.validFrom(),
                link.validTo(),
                link.source(),
                link.note() == null ? null : link.note().zh(),
                link.note() == null ? null : link.note().en(),
                version.recordedBy(),
                version.operation().id(),
                version.note(),
                link.share(),
                link.version(),
                version.recordedAt()));
    }
}
