package org.tuban.search;

/** Where in a text the searched words stand, best first. */
enum Form {
    /** They are the text. */
    WHOLE,
    /** The text begins with them. */
    PREFIX,
    /** A word of the text begins with them. */
    WORD,
    /** They stand somewhere in it. */
    CONTAINED
}
