package org.tuban.access;

/** Knows what grants can reach. The room that keeps the features implements it; whoever gives a grant asks it. */
public interface Scopes {

    /** True if there is such a layer, and such a feature in it now if the scope names one. */
    boolean exists(Scope scope);
}
