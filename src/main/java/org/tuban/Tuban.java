package org.tuban;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. */
@SpringBootApplication
public class Tuban {

    /** Runs Tuban with the settings of the environment until it is told to stop. */
    public static void main(String[] args) {
        SpringApplication.run(Tuban.class, args);
    }
}
