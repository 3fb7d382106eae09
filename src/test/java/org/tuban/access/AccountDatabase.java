package org.tuban.access;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.tuban.testing.PostgisServer;

/** An empty database with the tables of the accounts, and the services on it. */
final class AccountDatabase {

    final Passwords passwords = new Passwords();
    final MovableClock clock = new MovableClock();
    final List<Deed> deeds = new CopyOnWriteArrayList<>();
    final AccountStore store;
    final Accounts accounts;
    final Tokens tokens;

    private AccountDatabase(DataSource source, String vendor) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration/" + vendor)
                .load()
                .migrate();
        JdbcClient jdbc = JdbcClient.create(source);
        PlatformTransactionManager transactions = new DataSourceTransactionManager(source);
        Deeds told = new Deeds(
                new StaticListableBeanFactory(Map.of("witness", (Witness) deeds::add)).getBeanProvider(Witness.class),
                transactions,
                clock);
        store = new AccountStore(jdbc);
        accounts = new Accounts(store, new SessionStore(jdbc), passwords, told, transactions);
        tokens = new Tokens(new TokenStore(jdbc), told, transactions, clock);
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
