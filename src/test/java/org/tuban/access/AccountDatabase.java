package org.tuban.access;

import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.tuban.testing.PostgisServer;

/** An empty database with the tables of the accounts, and the services on it. */
final class AccountDatabase {

    final Passwords passwords = new Passwords();
    final AccountStore store;
    final Accounts accounts;

    private AccountDatabase(DataSource source, String vendor) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration/" + vendor)
                .load()
                .migrate();
        store = new AccountStore(JdbcClient.create(source));
        accounts = new Accounts(store, passwords, new DataSourceTransactionManager(source));
    }

    static AccountDatabase sqlite(Path folder) {
        return new AccountDatabase(
                new DriverManagerDataSource("jdbc:sqlite:" + folder.resolve("accounts.db") + "?foreign_keys=true"),
                "sqlite");
    }

    static AccountDatabase postgresql() {
        PostgisServer.Database database = PostgisServer.get().createDatabase();
        return new AccountDatabase(
                new DriverManagerDataSource(database.url(), database.user(), database.password()), "postgresql");
    }
}
