package org.tuban.cql2;

/** Remembers where the parts of a filter stood. */
interface Places {

    /** Such as {@code line 1, column 9} or {@code at /args/0}; for a part that was not read {@code as a whole}. */
    String of(Syntax part);
}
