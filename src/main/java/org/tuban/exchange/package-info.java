/**
 * Data going in and out as files: the demo data at the first start, and the commands that load and make layers.
 *
 * <p>Hides file formats; everything goes through the one way to write that every other change takes, or, for a layer as a
 * whole, through the one that does the same for many at once.
 */
@NullMarked
package org.tuban.exchange;

import org.jspecify.annotations.NullMarked;
