package org.tuban.access;

import java.util.Locale;

/** How somebody showed who they are. */
enum SignInWay {
    /** By the password that is kept here. */
    PASSWORD,
    /** By the identity provider of the settings (OpenID Connect). */
    OIDC;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SignInWay of(String id) {
        return valueOf(id.toUpperCase(Locale.ROOT));
    }
}
