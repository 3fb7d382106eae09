package org.tuban.workflow;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Why somebody may not decide a proposal. */
public enum Barred {
    /** The account made the proposal itself: four eyes are wanted. */
    OWN_PROPOSAL("nobody decides a proposal of his own"),
    /** The account is named in the evidence as the proposer's second person. */
    SECOND_PERSON("whoever vouches for a step does not decide it too"),
    /** The account has no role that decides such a step. */
    ROLE("the account has no role that may decide this step"),
    /** The account could, but not here: it does not look after the feature or anything the feature lies in. */
    NOT_YOURS("the feature is not assigned to the account, and neither is anything it lies in");

    private final String words;

    Barred(String words) {
        this.words = words;
    }

    /** Name in answers, such as {@code own-proposal}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The reason in an English sentence's words. */
    String words() {
        return words;
    }
}
