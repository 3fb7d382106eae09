/**
 * Typed, dated relations between features, with their own history, and what lies in what.
 *
 * <p>Hides the tables {@code link} and {@code link_history} and the walk along containment links.
 */
@NullMarked
package org.tuban.link;

import org.jspecify.annotations.NullMarked;
