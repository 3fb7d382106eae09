package org.tuban.feature;

import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tuban.audit.AuditedTable;
import org.tuban.audit.AuditedTable.Type;

/** Has the audit vouch for every version of every feature. */
@Configuration(proxyBeanMethods = false)
class FeatureAudit {

    /** Rows that are held in memory together: shapes may be large. */
    private static final int AT_ONCE = 50;

    static final AuditedTable TABLE = new AuditedTable(
            ChangeLog.Change.OF_FEATURE,
            "feature_history",
            new AuditedTable.Key("layer", "feature_id", "version"),
            Stream.of(
                            AuditedTable.columns(
                                    Type.TEXT, "layer feature_id operation recorded_by note evidence properties"),
                            AuditedTable.columns(Type.WHOLE, "version feature_key"),
                            AuditedTable.columns(Type.TIME, "valid_from valid_to recorded_at"),
                            AuditedTable.columns(Type.BYTES, "geom"))
                    .flatMap(java.util.List::stream)
                    .toList(),
            new AuditedTable.Bulk(FeatureLoads.KIND, "feature_key"),
            AT_ONCE);

    @Bean
    AuditedTable featureHistory() {
        return TABLE;
    }
}
