package org.tuban.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an access token is good for. It never lets do what the account may not. */
enum TokenScope {
    /** Read what the account may read. Every token can. */
    @JsonProperty("read")
    READ,
    /** Change what the account may change. */
    @JsonProperty("write")
    WRITE,
    /** Act as an administrator, if the account is one; without it an administrator's token is a planner's. */
    @JsonProperty("admin")
    ADMIN;

    /** The name in lower case. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<TokenScope> find(String id) {
        return Arrays.stream(values()).filter(scope -> scope.id().equals(id)).findFirst();
    }
}
