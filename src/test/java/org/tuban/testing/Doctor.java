package org.tuban.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.tuban.Tuban;
import org.tuban.maintenance.MaintenanceCommands;

/**
 * What {@code bin/tuban doctor} finds in a store: every {@code store.Check} is one place where a room looks at what is its
 * own.
 *
 * @param status what the command ends with; 0 if all is well
 * @param words what it said
 */
public record Doctor(int status, String words) {

    /** Looks at the store that a service with these settings uses. */
    public static Doctor look(List<String> settings) throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        String[] command = Stream.concat(
                        Stream.of("doctor"),
                        settings.stream().filter(setting -> setting.startsWith("--tuban.database.")))
                .toArray(String[]::new);
        int status = new MaintenanceCommands(
                        Tuban.class, Clock.systemUTC(), new PrintStream(said, true, StandardCharsets.UTF_8))
                .run(command);
        return new Doctor(status, said.toString(StandardCharsets.UTF_8));
    }
}
