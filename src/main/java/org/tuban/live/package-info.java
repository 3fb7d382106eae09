/**
 * What happens, told to whoever wants to hear it: server-sent events, news of saved areas, signed webhooks.
 *
 * <p>Hides how many readers share one reading of the log, and how a call to a foreign address is kept out of the
 * inside of the network.
 */
@NullMarked
package org.tuban.live;

import org.jspecify.annotations.NullMarked;
