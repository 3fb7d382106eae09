package org.tuban.access;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tuban.http.RefusedSettingException;

/**
 * The identity provider by which people may sign in besides (OpenID Connect); none without an issuer.
 *
 * @param issuer its address, below which is {@code .well-known/openid-configuration}; environment
 *     {@code TUBAN_OIDC_ISSUER}
 * @param clientId as which it knows this service; {@code TUBAN_OIDC_CLIENT_ID}
 * @param clientSecret what proves that; {@code TUBAN_OIDC_CLIENT_SECRET}
 * @param label what the button of the sign-in form calls it; {@code TUBAN_OIDC_LABEL}
 * @param scope what is asked for, with openid in it; {@code TUBAN_OIDC_SCOPE}
 * @param accountClaim claim with the name of the account; people must not be able to choose it themselves;
 *     {@code TUBAN_OIDC_ACCOUNT_CLAIM}
 * @param rolesClaim claim with the groups that give roles; empty if roles are looked after here;
 *     {@code TUBAN_OIDC_ROLES_CLAIM}
 * @param roles which group gives which role, as {@code gis-admins=admin,planning=planner}; {@code TUBAN_OIDC_ROLES}
 * @param create true to make an account for whoever comes first; false if it must exist; {@code TUBAN_OIDC_CREATE}
 */
@ConfigurationProperties("tuban.oidc")
record OidcSettings(
        @DefaultValue("") String issuer,
        @DefaultValue("") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("") String label,
        @DefaultValue("openid profile") String scope,
        @DefaultValue("preferred_username") String accountClaim,
        @DefaultValue("") String rolesClaim,
        @DefaultValue("") String roles,
        @DefaultValue("false") boolean create) {

    OidcSettings {
        if (!issuer.isEmpty()) {
            require(!clientId.isEmpty(), "TUBAN_OIDC_CLIENT_ID: allowed is the name that the identity provider gave");
            require(!clientSecret.isEmpty(), "TUBAN_OIDC_CLIENT_SECRET: allowed is the secret that belongs to it");
            require(Set.of(scope.split(" ")).contains("openid"), "TUBAN_OIDC_SCOPE: openid must be in it");
            require(rolesClaim.isEmpty() == roles.isEmpty(), "TUBAN_OIDC_ROLES_CLAIM and _ROLES: give both or none");
        }
    }

    private static void require(boolean fine, String sentence) {
        if (!fine) {
            throw new RefusedSettingException(sentence);
        }
    }

    /** Role by group. */
    Map<String, Role> roleOfGroup() {
        Map<String, Role> mapped = new HashMap<>();
        Arrays.stream(roles.split(","))
                .map(String::strip)
                .filter(pair -> !pair.isEmpty())
                .forEach(pair -> {
                    int sign = pair.lastIndexOf('=');
                    Role role = Role.find(pair.substring(sign + 1))
                            .filter(known -> sign > 0)
                            .orElseThrow(() -> new RefusedSettingException(
                                    "TUBAN_OIDC_ROLES: allowed is GROUP=ROLE, separated by commas; '%s' is not"
                                            .formatted(pair)));
                    mapped.put(pair.substring(0, sign), role);
                });
        return mapped;
    }

    @Override
    public String toString() {
        return "OidcSettings[issuer=" + issuer + "]";
    }
}
