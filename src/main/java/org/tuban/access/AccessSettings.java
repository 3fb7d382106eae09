package org.tuban.access;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which accounts a new installation gets.
 *
 * @param demo true for the accounts of the demo data, false for one account {@code admin}; environment {@code TUBAN_DEMO}
 * @param demoPassword password of the demo accounts; empty to make one and print it; environment
 *     {@code TUBAN_DEMO_PASSWORD}
 */
@ConfigurationProperties("tuban")
record AccessSettings(
        @DefaultValue("true") boolean demo,
        @DefaultValue("") String demoPassword) {

    @Override
    public String toString() {
        return "AccessSettings[demo=" + demo + "]";
    }
}
