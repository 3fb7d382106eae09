package org.tuban.access;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.tuban.http.Problem;

/** The rooms http and access on a real server, with a database file of their own and a clock that tests move. */
@EnableAutoConfiguration
@ComponentScan(
        basePackages = {"org.tuban.http", "org.tuban.access"},
        excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
@ComponentScan(
        basePackages = "org.tuban.store",
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.DatabaseOutage"))
public class WebLayer {

    /** Password of the accounts admin, planner, lead and viewer. */
    public static final String PASSWORD = "green-hills-of-nancheng";

    /** Where every write is taken, if its caller may write at all. */
    static final String ANY_WRITE = "/api/any-write";

    /** A test that talks to the web layer at a free port. */
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @SpringBootTest(
            classes = WebLayer.class,
            webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
            properties = {
                "tuban.demo-password=" + PASSWORD,
                "tuban.page=classpath:/http/page/",
                "tuban.rates.anonymous=100000",
                "tuban.rates.signed-in=100000",
                "tuban.rates.writes=100000"
            })
    public @interface Test {}

    /**
     * Takes every write and finds nothing to do: whoever is answered 404 came through. Not static, so that no scan of
     * the whole service finds it.
     */
    @RestController
    class AnyWrite {

        @RequestMapping(
                path = {ANY_WRITE, "/ogc/any-write"},
                method = {RequestMethod.POST, RequestMethod.PUT, RequestMethod.PATCH, RequestMethod.DELETE})
        void write() {
            throw Problem.notFound("thing to write");
        }
    }

    @Bean
    AnyWrite anyWrite() {
        return new AnyWrite();
    }

    @Bean
    DataSource dataSource() throws IOException {
        Path folder = Files.createTempDirectory("tuban-web-");
        folder.toFile().deleteOnExit();
        Path file = folder.resolve("accounts.db");
        file.toFile().deleteOnExit();
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl("jdbc:sqlite:" + file + "?foreign_keys=true&busy_timeout=5000");
        return pool;
    }

    @Bean
    Scopes scopes() {
        return scope -> scope.layer().equals("village");
    }

    @Bean
    MovableClock movableClock() {
        return new MovableClock();
    }

    @Bean
    DemoAccounts demoAccounts() {
        return () -> List.of(
                new NewAccount("admin", "管理员（示例）", Set.of(Role.ADMIN), List.of()),
                new NewAccount("planner", "规划员（示例）", Set.of(Role.PLANNER), List.of()),
                new NewAccount(
                        "lead",
                        "项目负责人（示例）",
                        Set.of(Role.LEAD),
                        List.of(new Assignment("block", "BLK-FSX-3"), new Assignment("park", "IND-SQ"))),
                new NewAccount("viewer", "查看者（示例）", Set.of(Role.VIEWER), List.of()));
    }
}
