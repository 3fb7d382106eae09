package org.tuban.access;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.stereotype.Component;
import org.tuban.http.Problem;
import org.tuban.http.RefusedSettingException;

/**
 * Makes the accounts that an installation begins with, before the service answers anybody. Runs at every start and
 * changes nothing that is as it should be.
 */
@Component
class FirstAccounts implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(FirstAccounts.class);
    private static final String RULE = "-".repeat(72);

    private final AccessSettings settings;
    private final Accounts accounts;
    private final AccountStore store;
    private final Passwords passwords;
    private final DemoAccounts demoAccounts;
    private final @Nullable InetAddress address;

    FirstAccounts(
            AccessSettings settings,
            Accounts accounts,
            AccountStore store,
            Passwords passwords,
            DemoAccounts demoAccounts,
            ServerProperties server) {
        this.settings = settings;
        this.accounts = accounts;
        this.store = store;
        this.passwords = passwords;
        this.demoAccounts = demoAccounts;
        this.address = server.getAddress();
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!settings.demo()) {
            createAdmin();
        } else if (settings.demoPassword().isEmpty()) {
            createDemo();
        } else {
            checkGiven();
            createOrUpdateDemo();
        }
    }

    private void createAdmin() {
        String password = passwords.generate();
        NewAccount admin = new NewAccount("admin", "Administrator", Set.of(Role.ADMIN), List.of());
        if (store.isEmpty() && accounts.createHashed(admin, passwords.hash(password), false)) {
            print(List.of(
                    "Tuban made the account:  admin",
                    "Its password:            " + password,
                    "It is shown this once; write it down."));
        }
    }

    private void createDemo() {
        String password = passwords.generate();
        List<String> made = new ArrayList<>();
        for (NewAccount account : demoAccounts.list()) {
            if (store.find(account.name()).isEmpty()
                    && accounts.createHashed(account, passwords.hash(password), true)) {
                made.add(account.name());
            }
        }
        if (!made.isEmpty()) {
            print(List.of(
                    "Tuban made the demo accounts:  " + String.join(", ", made),
                    "Password of each of them:      " + password,
                    "It is shown this once. To choose it yourself, set TUBAN_DEMO_PASSWORD."));
        }
    }

    /** The password is given: what is missing is made with it, and demo accounts with another one get it. */
    private void createOrUpdateDemo() {
        String password = settings.demoPassword();
        for (NewAccount account : demoAccounts.list()) {
            StoredAccount stored = store.find(account.name()).orElse(null);
            if (stored == null) {
                accounts.createHashed(account, passwords.hash(password), true);
            } else if (stored.demo() && !passwords.matches(password, stored.passwordHash())) {
                accounts.changePasswordHashed(account.name(), passwords.hash(password));
                LOG.info("Demo account {} has the password of TUBAN_DEMO_PASSWORD now", account.name());
            }
        }
    }

    /** A password that is easy to guess will do for a service that only this machine can reach, and nowhere else. */
    private void checkGiven() {
        if (settings.demoPassword().length() > Passwords.LONGEST) {
            throw new RefusedSettingException(
                    "TUBAN_DEMO_PASSWORD: allowed is at most %d characters".formatted(Passwords.LONGEST));
        }
        try {
            passwords.check("", settings.demoPassword());
        } catch (Problem weak) {
            if (address == null || !address.isLoopbackAddress()) {
                throw new RefusedSettingException(
                        "TUBAN_DEMO_PASSWORD is too weak for a service on an address that others can reach. "
                                + weak.getMessage());
            }
            LOG.warn("TUBAN_DEMO_PASSWORD is weak: it is taken because only this machine can reach the service");
        }
    }

    /** To standard output and not the log: logs are kept and sent elsewhere. */
    private static void print(List<String> lines) {
        String block = RULE + "\n  " + String.join("\n  ", lines) + "\n" + RULE;
        System.out.println(block);
    }
}
