/**
 * The one way in and out of every layer: query, versioned write, history and change log.
 *
 * <p>Hides tables and transactions. A write is checked against the layer, compared with the expected version, and
 * recorded in history and change log in the same transaction.
 */
@NullMarked
package org.tuban.feature;

import org.jspecify.annotations.NullMarked;
