/**
 * The catalogue: which layers exist, their fields, code lists, styles, themes and sources, read from data files.
 *
 * <p>A layer is data. Nothing here knows how features are stored.
 */
@NullMarked
package org.tuban.layer;

import org.jspecify.annotations.NullMarked;
