package org.tuban.access;

import java.util.Locale;

/** What can be done to accounts, and who a {@link Witness} is told did it. */
public enum Act {
    /** Somebody signed in to the page. */
    SIGN_IN("session"),
    /** Name and password did not belong together, or the account may not sign in. */
    SIGN_IN_FAILED("session"),
    /** Somebody signed out of the page. */
    SIGN_OUT("session"),
    /** One session of an account was ended, or all of them. */
    SESSION_REVOKED("session"),
    /** An account was made. */
    ACCOUNT_CREATED("account"),
    /** Display name, roles, right to sign in, or who it is at the identity provider. */
    ACCOUNT_CHANGED("account"),
    /** Somebody chose another password. */
    PASSWORD_CHANGED("account"),
    /** An administrator had another password made. */
    PASSWORD_RESET("account"),
    /** The account was given a feature to look after. */
    ASSIGNED("account"),
    /** A feature was taken from the account. */
    WITHDRAWN("account"),
    /** An access token was made. */
    TOKEN_CREATED("token"),
    /** An access token was ended. */
    TOKEN_REVOKED("token"),
    /** The account was let see something. */
    GRANTED("grant"),
    /** What the account was let see was taken back. */
    GRANT_WITHDRAWN("grant");

    private final String kind;

    Act(String kind) {
        this.kind = kind;
    }

    /** What it was done to: {@code session}, {@code account}, {@code token} or {@code grant}. */
    public String kind() {
        return kind;
    }

    /** The name in lower case words joined by hyphens, such as {@code sign-in-failed}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
