package org.tuban.indicator;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tuban.audit.AuditedTable;
import org.tuban.audit.AuditedTable.Type;

/** Has the audit vouch for every version of every observation. */
@Configuration(proxyBeanMethods = false)
class ObservationAudit {

    private static final int AT_ONCE = 200;

    private static final AuditedTable TABLE = new AuditedTable(
            Observations.KIND,
            "observation_history",
            new AuditedTable.Key(null, "id", "version"),
            Stream.of(
                            AuditedTable.columns(
                                    Type.TEXT,
                                    "id layer feature_id indicator value_text unit qualifier as_of source basis note_zh note_en recorded_by operation reason"),
                            AuditedTable.columns(Type.REAL, "value"),
                            AuditedTable.columns(Type.WHOLE, "version"),
                            AuditedTable.columns(Type.TIME, "recorded_at"))
                    .flatMap(List::stream)
                    .toList(),
            null,
            AT_ONCE);

    @Bean
    AuditedTable observationHistory() {
        return TABLE;
    }

    static String digest(ObservationVersion version) {
        Observation observation = version.observation();
        return TABLE.digest(Arrays.asList(
                observation.id(),
                observation.feature().layer(),
                observation.feature().id(),
                observation.indicator(),
                observation.text(),
                observation.unit(),
                observation.qualifier() == null ? null : observation.qualifier().id(),
                observation.asOf(),
                observation.source(),
                observation.basis().id(),
                observation.note() == null ? null : observation.note().zh(),
                observation.note() == null ? null : observation.note().en(),
                version.recordedBy(),
                version.operation().id(),
                version.note(),
                observation.value(),
                observation.version(),
                version.recordedAt()));
    }
}
