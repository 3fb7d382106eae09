/**
 * Work on the store as a whole, from the command line: back-up, restoring, and a doctor who says what is wrong.
 *
 * <p>Hides which files a back-up is made of. What the doctor looks at, each room says itself ({@code store.Check}).
 */
@NullMarked
package org.tuban.maintenance;

import org.jspecify.annotations.NullMarked;
