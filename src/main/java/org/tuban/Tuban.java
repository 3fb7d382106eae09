package org.tuban;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Starts the service. */
@SpringBootApplication
public class Tuban {

    /** Runs Tuban with the settings of the environment until it is told to stop. */
    public static void main(String[] args) {
        SpringApplication.run(Tuban.class, args);
    }

    /** The one clock; tests put another in its place. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
