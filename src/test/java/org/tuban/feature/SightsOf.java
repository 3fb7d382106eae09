package org.tuban.feature;

import java.util.List;
import org.tuban.access.Caller;
import org.tuban.layer.Layer;
import org.tuban.layer.Layers;
import org.tuban.testing.TubanServer;

/** What is seen, for tests of other rooms. */
public final class SightsOf {

    private SightsOf() {}

    /** Sights of a catalogue without a database: of the public, which has no grants. */
    public static Sights catalogue(Layers layers) {
        return new Sights(layers, null, null);
    }

    /** The layers of a service that everybody sees, as they are seen, in drawing order. */
    public static List<Layer> everybody(TubanServer server) {
        return server.bean(Sights.class).list(Caller.ANONYMOUS).stream()
                .map(SeenLayer::layer)
                .toList();
    }
}
