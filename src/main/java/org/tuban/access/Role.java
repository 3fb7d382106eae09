package org.tuban.access;

/** What kind of work an account does. A role opens actions; assignments say on which features. */
public enum Role {
    /** Sees what signed-in people may see. */
    VIEWER,
    /** Moves the features assigned to it through their workflow. */
    LEAD,
    /** Plans: decides steps that need a planner, on every feature. */
    PLANNER,
    /** Looks after accounts; may do what a planner may. */
    ADMIN
}
