package org.tuban.ogc;

import java.util.Locale;

/** The forms every resource comes in. */
enum Representation {
    /** JSON of whichever kind the resource has, for programs. */
    JSON,
    /** A page, for people. */
    HTML;

    /** Value of the parameter {@code f}. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
