package org.tuban.attachment;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.tuban.audit.AuditedTable;
import org.tuban.audit.AuditedTable.Type;

/** Has the audit vouch for every file, with its bytes. */
@Configuration(proxyBeanMethods = false)
class AttachmentAudit {

    /** One file is in memory at a time. */
    private static final int AT_ONCE = 1;

    private static final AuditedTable TABLE = new AuditedTable(
            Attachments.KIND,
            "attachment",
            new AuditedTable.Key(null, "id", null),
            Stream.of(
                            AuditedTable.columns(
                                    Type.TEXT, "id layer feature_id name media_type sha256 taken_at added_by"),
                            AuditedTable.columns(Type.WHOLE, "size"),
                            AuditedTable.columns(Type.REAL, "longitude latitude"),
                            AuditedTable.columns(Type.TIME, "added_at"),
                            AuditedTable.columns(Type.BYTES, "bytes"))
                    .flatMap(List::stream)
                    .toList(),
            null,
            AT_ONCE);

    @Bean
    AuditedTable attachmentTable() {
        return TABLE;
    }

    static String digest(Attachment attachment, byte[] bytes) {
        return TABLE.digest(Arrays.asList(
                attachment.id(),
                attachment.feature().layer(),
                attachment.feature().id(),
                attachment.name(),
                attachment.type().mediaType(),
                attachment.sha256(),
                attachment.takenAt(),
                attachment.addedBy(),
                attachment.size(),
                attachment.longitude(),
                attachment.latitude(),
                attachment.addedAt(),
                bytes));
    }
}
