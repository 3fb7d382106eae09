package org.tuban.access;

import org.springframework.security.core.context.SecurityContextHolder;

/** Who asks for what this thread is doing; controllers take a parameter of type {@link Caller} instead. */
public final class Callers {

    private Callers() {}

    /** The account whose request this is, or the public. */
    public static Caller current() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof CallerToken token
                ? token.getPrincipal()
                : Caller.ANONYMOUS;
    }
}
