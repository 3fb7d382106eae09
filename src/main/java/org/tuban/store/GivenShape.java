package org.tuban.store;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.tuban.cql2.Condition;
import org.tuban.cql2.Relation;

/**
 * A shape of a filter as SQLite is given it: by name, so that a function called for every row need not read it each
 * time.
 *
 * <p>The statement that binds it holds it; when nobody does any more, its name means nothing. One statement at a time
 * may use it.
 */
final class GivenShape {

    private static final AtomicLong SERIAL = new AtomicLong();
    private static final Map<String, WeakReference<GivenShape>> BY_NAME = new ConcurrentHashMap<>();

    private final String name = "shape-" + SERIAL.incrementAndGet();
    private final Envelope box;
    private final boolean disjoint;
    private final Relation relation;

    GivenShape(Geometry geometry, Condition.Spatial.Operator operator) {
        box = geometry.getEnvelopeInternal();
        disjoint = operator == Condition.Spatial.Operator.DISJOINT;
        relation = Relation.to(geometry, operator);
        BY_NAME.values().removeIf(shape -> shape.get() == null);
        BY_NAME.put(name, new WeakReference<>(this));
    }

    /**
     * The shape of that name.
     *
     * @throws IllegalArgumentException if there is none any more
     */
    static GivenShape get(String name) {
        WeakReference<GivenShape> known = BY_NAME.get(name);
        GivenShape shape = known == null ? null : known.get();
        if (shape == null) {
            throw new IllegalArgumentException("no shape " + name);
        }
        return shape;
    }

    /** True if a stored shape lies to this one as the condition has it. */
    boolean holds(byte[] blob) {
        return box.intersects(GeoPackageGeometry.envelope(blob))
                ? relation.holds(GeoPackageGeometry.decode(blob))
                : disjoint;
    }

    /** Its name, as which the driver binds it. */
    @Override
    public String toString() {
        return name;
    }
}
