/**
 * Data going in and out as files: the demo data at the first start.
 *
 * <p>Hides file formats; everything goes through the one way to write that every other change takes.
 */
@NullMarked
package org.tuban.exchange;

import org.jspecify.annotations.NullMarked;
