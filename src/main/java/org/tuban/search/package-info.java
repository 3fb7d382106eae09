/**
 * Finds features by names, codes, pinyin, misprints and places.
 *
 * <p>Hides an index in memory of the names and codes of every layer. It is built in the background after the start and
 * follows every committed write; searching never waits for either.
 */
@NullMarked
package org.tuban.search;

import org.jspecify.annotations.NullMarked;
