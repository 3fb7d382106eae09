package org.tuban.access;

import org.springframework.stereotype.Component;

/** The three ways to show who is asking: name and password, access token, session. */
@Component
record Proofs(SignIn signIn, BearerCheck bearers, Sessions sessions) {}
