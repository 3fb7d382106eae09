/**
 * Figures about features that change with time: each with its date, its source and how it is known.
 *
 * <p>Hides the tables {@code observation} and {@code observation_history}. Sources may disagree; their figures stand side
 * by side.
 */
@NullMarked
package org.tuban.indicator;

import org.jspecify.annotations.NullMarked;
