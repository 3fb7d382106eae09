package org.tuban.cql2;

import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.operation.relateng.RelateNG;
import org.locationtech.jts.operation.relateng.RelatePredicate;
import org.locationtech.jts.operation.relateng.TopologyPredicate;

/**
 * How shapes lie to one fixed shape. What takes long about the fixed one is found out once, on first use, and used for
 * every other; so one object belongs to one thread at a time.
 *
 * <p>A collection counts as the union of its parts. Source of the relations: OGC 06-103r4, section 6.1.15.
 */
public final class Relation {

    private final Condition.Spatial.Operator operator;
    private final RelateNG fixed;

    private Relation(Condition.Spatial.Operator operator, Geometry fixed) {
        this.operator = operator;
        this.fixed = RelateNG.prepare(fixed);
    }

    /** Of the fixed shape, on the left, to others. */
    public static Relation from(Geometry fixed, Condition.Spatial.Operator operator) {
        return new Relation(operator, fixed);
    }

    /** Of others to the fixed shape, on the right. */
    public static Relation to(Geometry fixed, Condition.Spatial.Operator operator) {
        return new Relation(
                switch (operator) {
                    case WITHIN -> Condition.Spatial.Operator.CONTAINS;
                    case CONTAINS -> Condition.Spatial.Operator.WITHIN;
                    case INTERSECTS, DISJOINT, EQUALS, TOUCHES, CROSSES, OVERLAPS -> operator;
                },
                fixed);
    }

    /** True if the other shape lies so. */
    public boolean holds(Geometry other) {
        return fixed.evaluate(other, predicate(operator));
    }

    /** True if two shapes lie so, neither of which will be asked about again. */
    static boolean holds(Geometry left, Condition.Spatial.Operator operator, Geometry right) {
        return RelateNG.relate(left, right, predicate(operator));
    }

    /** A new one each time: it keeps what it has seen. */
    private static TopologyPredicate predicate(Condition.Spatial.Operator operator) {
        return switch (operator) {
            case INTERSECTS -> RelatePredicate.intersects();
            case DISJOINT -> RelatePredicate.disjoint();
            case EQUALS -> RelatePredicate.equalsTopo();
            case TOUCHES -> RelatePredicate.touches();
            case CROSSES -> RelatePredicate.crosses();
            case WITHIN -> RelatePredicate.within();
            case CONTAINS -> RelatePredicate.contains();
            case OVERLAPS -> RelatePredicate.overlaps();
        };
    }
}
