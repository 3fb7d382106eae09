/**
 * Drafts: what somebody wants to make of a feature, beside the one that is approved, until it is promoted or discarded.
 *
 * <p>Hides how a draft is kept, half-finished as it may be. A draft is in no table that features are read from.
 */
@NullMarked
package org.tuban.draft;

import org.jspecify.annotations.NullMarked;
