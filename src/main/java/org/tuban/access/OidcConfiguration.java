package org.tuban.access;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Signing in by an identity provider, if the settings name one; nothing of it is loaded otherwise. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("tuban.oidc.issuer")
@EnableConfigurationProperties(OidcSettings.class)
class OidcConfiguration {

    @Bean
    IdentityProvider identityProvider(OidcSettings settings, ServiceKeyStore keys, Clock clock) {
        return new IdentityProvider(settings, keys, clock);
    }

    @Bean
    OidcAccounts oidcAccounts(
            OidcSettings settings,
            AccountStore store,
            Accounts accounts,
            Deeds deeds,
            PlatformTransactionManager transactions) {
        return new OidcAccounts(settings, store, accounts, deeds, transactions);
    }
}
