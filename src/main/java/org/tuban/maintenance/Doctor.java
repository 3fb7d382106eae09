package org.tuban.maintenance;

import java.io.PrintStream;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.tuban.store.Check;
import org.tuban.store.Finding;

/** Asks every check of every room, and says what was found and what to do. */
@Component
class Doctor {

    private final List<Check> checks;

    Doctor(List<Check> checks) {
        this.checks = List.copyOf(checks);
    }

    /** Looks at everything; gives the number of things that are wrong. */
    int examine(PrintStream say) {
        int bad = 0;
        for (Check check : checks) {
            List<Finding> findings = findings(check);
            say.println((findings.isEmpty() ? "ok    " : "      ") + check.subject());
            for (Finding finding : findings) {
                say.println("%s  %s%n        → %s"
                        .formatted(finding.bad() ? "WRONG " : "note  ", finding.what(), finding.advice()));
                bad += finding.bad() ? 1 : 0;
            }
        }
        say.println(bad == 0 ? "Nothing is wrong." : "%d things are wrong.".formatted(bad));
        return bad;
    }

    private static List<Finding> findings(Check check) {
        try {
            return check.findings();
        } catch (DataAccessException failed) {
            return List.of(Finding.bad(
                    "this could not be looked at: "
                            + failed.getMostSpecificCause().getMessage(),
                    "mend what is said of migrations and of the database first; then ask again"));
        }
    }
}
