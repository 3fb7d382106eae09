package org.tuban.layer;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tuban.access.DemoAccounts;
import org.tuban.access.NewAccount;

/** The data folder's {@code accounts.json}. */
@Component
final class DemoAccountsFile implements DemoAccounts {

    private static final String FILE = "accounts.json";

    private final DataFiles files;

    DemoAccountsFile(DataFiles files) {
        this.files = files;
    }

    @Override
    public List<NewAccount> list() {
        List<NewAccount> accounts = List.of(files.read(FILE, NewAccount[].class));
        Set<String> names = new HashSet<>();
        for (NewAccount account : accounts) {
            if (!names.add(account.name())) {
                throw new DataFileException(
                        FILE,
                        files.lineOf(FILE, account.name()),
                        "account '%s' is there twice".formatted(account.name()));
            }
        }
        return accounts;
    }
}
