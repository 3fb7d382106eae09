package org.tuban;

import java.io.IOException;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.tuban.exchange.Commands;
import org.tuban.maintenance.MaintenanceCommands;

/** Starts the service. */
@SpringBootApplication
public class Tuban {

    /** Runs Tuban with the settings of the environment until it is told to stop, or one of its commands. */
    public static void main(String[] args) throws IOException {
        if (Commands.isOne(args)) {
            System.exit(new Commands(Tuban.class, System.in, System.out, System.err).run(args));
        }
        if (MaintenanceCommands.isOne(args)) {
            System.exit(new MaintenanceCommands(Tuban.class, Clock.systemUTC(), System.out).run(args));
        }
        SpringApplication.run(Tuban.class, args);
    }

    /** The one clock; tests put another in its place. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
