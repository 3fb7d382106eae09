package org.tuban.store;

import java.util.List;

/**
 * One thing that {@code bin/tuban doctor} looks at; every bean of this type is asked, whatever room it is in.
 *
 * <p>A check only reads, also from a store that nobody has brought up to date, and throws what the database throws.
 */
public interface Check {

    /** What it looks at, in a few words. */
    String subject();

    /** What it found; empty if all is well. */
    List<Finding> findings();
}
