package org.tuban.exchange;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tuban.audit.AuditVerifier;
import org.tuban.audit.ChainHead;
import org.tuban.audit.Verification;

/** {@code tuban audit}: the head of the audit's chain, and the way through it. */
@Component
class AuditCommand {

    private final AuditVerifier verifier;

    AuditCommand(AuditVerifier verifier) {
        this.verifier = verifier;
    }

    /** Says the head in one line, to be kept elsewhere. */
    boolean head(PrintStream out) {
        out.println(verifier.headLine());
        return true;
    }

    /**
     * Checks everything, and says in one line what came of it.
     *
     * @param heads a file with lines of {@link #head}, or null
     * @return true if all is whole
     */
    boolean verify(@Nullable Path heads, PrintStream out) throws IOException {
        List<ChainHead> kept = new ArrayList<>();
        for (String line : heads == null ? List.<String>of() : Files.readAllLines(heads)) {
            if (!line.isBlank()) {
                kept.add(read(line));
            }
        }
        Verification verification = verifier.verify(kept);
        out.println(verification.line());
        return verification.broken() == null;
    }

    private static ChainHead read(String line) {
        try {
            return ChainHead.parse(line);
        } catch (IllegalArgumentException unreadable) {
            throw new LoadRefusal(String.valueOf(unreadable.getMessage()));
        }
    }
}
