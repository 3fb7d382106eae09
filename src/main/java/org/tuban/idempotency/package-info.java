/**
 * A write that is sent again is not done again: its first answer is given once more.
 *
 * <p>Hides where answers are kept, how they are sealed, and that a request with a key runs in one transaction with them.
 */
@NullMarked
package org.tuban.idempotency;

import org.jspecify.annotations.NullMarked;
