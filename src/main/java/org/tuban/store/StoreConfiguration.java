package org.tuban.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.tuban.layer.Layers;

/** Chooses the database by the settings. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DatabaseSettings.class, StoreLimits.class})
class StoreConfiguration {

    /** How long the pool waits for a connection to say that it is alive. */
    private static final long LONGEST_CHECK_MILLIS = 2_000;

    @Bean
    DataSource dataSource(DatabaseSettings settings, StoreLimits limits) {
        HikariConfig pool = new HikariConfig();
        pool.setMaximumPoolSize(limits.connections());
        pool.setConnectionTimeout(limits.connectionWait().toMillis());
        pool.setValidationTimeout(
                Math.min(LONGEST_CHECK_MILLIS, limits.connectionWait().toMillis()));
        pool.setPoolName("tuban");
        if (settings.postgis()) {
            PostgisConnections connections = new PostgisConnections(settings, limits);
            pool.setDataSource(connections);
            return new PostgisPool(pool, connections.watch());
        }
        createFile(settings);
        pool.setDataSource(new GeoPackageDataSource(settings.geoPackage()));
        return new HikariDataSource(pool);
    }

    @Bean
    StoreWatch storeWatch(DatabaseSettings settings, DataSource dataSource, PlatformTransactionManager transactions) {
        return dataSource instanceof PostgisPool pool
                ? pool.watch()
                : new GeoPackageWatch(settings.geoPackage(), (GroupCommit) transactions);
    }

    private static void createFile(DatabaseSettings settings) {
        Path file = settings.geoPackage();
        try {
            Files.createDirectories(file.getParent());
            GeoPackageDataSource.createFile(file);
        } catch (IOException | SQLException refused) {
            throw new IllegalStateException(
                    "TUBAN_HOME: cannot make var/%s there".formatted(file.getFileName()), refused);
        }
    }

    @Bean
    PlatformTransactionManager transactionManager(DatabaseSettings settings, DataSource dataSource) {
        return settings.postgis() ? new PostgisTransactions(dataSource) : new GroupCommit(dataSource);
    }

    @Bean
    FlywayConfigurationCustomizer migrationsByOwner(DatabaseSettings settings) {
        return flyway -> {
            if (settings.ownedByAnother()) {
                flyway.dataSource(settings.url(), settings.owner(), settings.ownerPassword());
            }
        };
    }

    @Bean
    Dialect dialect(DatabaseSettings settings, JdbcTemplate jdbc, Layers layers) {
        return settings.postgis() ? new PostgisDialect(jdbc) : new GeoPackageDialect(jdbc, layers);
    }

    @Bean(destroyMethod = "close")
    ChangeSignal changeSignal(DatabaseSettings settings, JdbcTemplate jdbc) {
        return settings.postgis() ? new PostgisChangeSignal(settings, jdbc) : ChangeSignal.NONE;
    }

    /** The store comes with its tables in place: whoever holds it can read and write. */
    @Bean(destroyMethod = "dispose")
    @DependsOnDatabaseInitialization
    LayerDataStore layerDataStore(
            DatabaseSettings settings, Layers layers, Dialect dialect, JdbcTemplate jdbc, Transactions transactions) {
        if (settings.ownedByAnother()) {
            new TableOwner(settings).prepare(layers);
        } else {
            transactions.write(() -> {
                new LayerTables(layers, dialect, jdbc).agree();
                return true;
            });
        }
        if (settings.postgis()) {
            TableOwner.sayIfAuditIsUnprotected(jdbc);
        }
        return new LayerDataStore(layers, dialect, jdbc);
    }

    /** Reading rows needs the tables that the data store comes with. */
    @Bean
    LayerRows layerRows(LayerDataStore withTables, Dialect dialect, JdbcTemplate jdbc) {
        return new LayerRows(dialect, Objects.requireNonNull(jdbc.getDataSource()), jdbc.getExceptionTranslator());
    }

    /** Adding rows needs them, too. */
    @Bean
    BulkRows bulkRows(LayerDataStore withTables, Dialect dialect, JdbcTemplate jdbc) {
        return new BulkRows(dialect, Objects.requireNonNull(jdbc.getDataSource()), jdbc.getExceptionTranslator());
    }
}
