/**
 * Which feature became which: parcels divided, put together and adjusted as operations, with what was linked and observed,
 * and taken back as a whole.
 *
 * <p>Hides the tables {@code lineage_operation} and {@code lineage}, and how values, links and figures are apportioned.
 */
@NullMarked
package org.tuban.lineage;

import org.jspecify.annotations.NullMarked;
