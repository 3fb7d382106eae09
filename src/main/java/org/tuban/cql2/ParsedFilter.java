package org.tuban.cql2;

import org.tuban.geo.CoordinateSystem;
import org.tuban.http.Problem;

/** A filter that was read and follows the grammar; what it speaks of is not known yet. */
public final class ParsedFilter {

    private final Syntax syntax;
    private final Places places;

    ParsedFilter(Syntax syntax, Places places) {
        this.syntax = syntax;
        this.places = places;
    }

    /** As it was written. */
    public Syntax syntax() {
        return syntax;
    }

    /**
     * What the filter means for a layer.
     *
     * @param queryables what it may speak of
     * @param system what the ordinates of its shapes are in
     * @throws Problem invalid-parameter with the place, what stands there and what is allowed, if a name is not known,
     *     kinds do not go together, or a shape is not on the earth or not valid
     */
    public Condition on(Queryables queryables, CoordinateSystem system) {
        return new Typing(queryables, new ShapeReading(system), places).condition(syntax);
    }
}
