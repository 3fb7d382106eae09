package org.tuban.access;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.PlatformTransactionManager;
import org.tuban.http.PublicUrl;
import org.tuban.testing.PostgisServer;

/** An empty database with the tables of the accounts, and the services on it. */
final class AccountDatabase {

    final Passwords passwords = new Passwords();
    final MovableClock clock = new MovableClock();
    final List<Deed> deeds = new CopyOnWriteArrayList<>();
    final AccountStore store;
    final Accounts accounts;
    final Tokens tokens;

    /** Those of this service, and of another on the same database. */
    final Sessions sessions;

    final Sessions otherSessions;
    final PageTokens pageTokens;
    final PageTokens otherPageTokens;

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
        PublicUrl url = publicUrl();
        sessions = new Sessions(new SessionStore(jdbc), new SessionCookie(url), told, transactions, clock);
        otherSessions = new Sessions(new SessionStore(jdbc), new SessionCookie(url), told, transactions, clock);
        pageTokens = new PageTokens(new ServiceKeyStore(jdbc, transactions), url);
        otherPageTokens = new PageTokens(new ServiceKeyStore(jdbc, transactions), url);
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

    @ConfigurationPropertiesScan("org.tuban.http")
    @Import(PublicUrl.class)
    private static final class Urls {}

    private static PublicUrl publicUrl() {
        try (var context = new AnnotationConfigApplicationContext(Urls.class)) {
            return context.getBean(PublicUrl.class);
        }
    }
}
