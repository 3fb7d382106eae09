package org.tuban.exchange;

import org.tuban.http.Problem;
import org.tuban.layer.DataFileException;
import org.tuban.layer.DataFiles.Line;

/** Gives a refusal the place in the file that it is about. */
final class Refusals {

    private Refusals() {}

    /** Runs the write of a line; a problem becomes a refusal of that line. */
    static void withPlace(Line<?> line, Runnable write) {
        try {
            write.run();
        } catch (Problem refused) {
            DataFileException placed = line.refuse(String.valueOf(refused.getMessage()));
            placed.initCause(refused);
            throw placed;
        }
    }
}
