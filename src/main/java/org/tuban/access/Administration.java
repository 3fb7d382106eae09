package org.tuban.access;

import jakarta.servlet.http.HttpServletRequest;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;

/** Who may look after accounts: administrators after all, everybody after their own. */
final class Administration {

    private Administration() {}

    /** Refuses whoever is no administrator. */
    static void requireAdmin(Caller caller) {
        requireSignedIn(caller);
        if (!caller.roles().contains(Role.ADMIN)) {
            throw new Problem(ProblemType.FORBIDDEN, "Accounts are looked after by administrators")
                    .with("reason", "role");
        }
    }

    /** Refuses whoever is neither an administrator nor the account itself; the same if there is no such account. */
    static void requireAdminOrSelf(Caller caller, String account) {
        requireSignedIn(caller);
        if (!caller.name().equals(account)) {
            requireAdmin(caller);
        }
    }

    /** Refuses whoever is not the account itself, by its password or session: a token makes no credentials. */
    static void requireSelf(Caller caller, String account, HttpServletRequest request) {
        requireSignedIn(caller);
        if (!caller.name().equals(account)) {
            throw new Problem(ProblemType.FORBIDDEN, "Only '%s' itself may do that".formatted(account))
                    .with("reason", "account");
        }
        if (CallerFilter.isByToken(request)) {
            throw new Problem(ProblemType.FORBIDDEN, "A token may not do that; sign in with the password")
                    .with("reason", "token");
        }
    }

    private static void requireSignedIn(Caller caller) {
        if (!caller.signedIn()) {
            throw new Problem(ProblemType.NOT_SIGNED_IN, "Accounts are shown to whoever has signed in");
        }
    }
}
