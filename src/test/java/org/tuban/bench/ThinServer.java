package org.tuban.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.tuban.testing.PostgisServer;

/** A server without everything that makes a service: a bare Tomcat with a few servlets over a database. */
final class ThinServer {

    private static final Pattern READY = Pattern.compile("ready");
    private static final int START_SECONDS = 60;

    private ThinServer() {}

    /** Starts a program that calls {@link #serve} in a Java of its own. */
    static JavaProcess start(
            Class<?> program, PostgisServer.Database database, Path folder, String memory, String... more)
            throws IOException, InterruptedException {
        JavaProcess process = JavaProcess.start(folder, memory, program.getName(), port -> {
            List<String> arguments = new ArrayList<>(
                    List.of(Integer.toString(port), database.url(), database.user(), database.password()));
            arguments.addAll(List.of(more));
            return arguments;
        });
        if (process.said(READY, START_SECONDS).isEmpty()) {
            process.close();
            throw new IllegalStateException(program.getSimpleName() + " did not start");
        }
        return process;
    }

    /** The database that a program was told of. */
    static HikariDataSource database(String[] arguments) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(arguments[1] + "?prepareThreshold=1");
        pool.setUsername(arguments[2]);
        pool.setPassword(arguments[3]);
        pool.setMaximumPoolSize(10);
        return new HikariDataSource(pool);
    }

    /** Serves until it is stopped, servlets by the addresses that they answer to. */
    static void serve(String[] arguments, Map<String, HttpServlet> servlets) throws IOException, LifecycleException {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("thin").toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(Integer.parseInt(arguments[0]));
        Context context = tomcat.addContext("", null);
        servlets.forEach((address, servlet) -> {
            Tomcat.addServlet(context, address, servlet);
            context.addServletMappingDecoded(address, address);
        });
        tomcat.getConnector();
        tomcat.start();
        System.out.println("ready");
        tomcat.getServer().await();
    }
}
