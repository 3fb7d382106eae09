/** What the service promises while it is killed, while its database goes away, and while many write at once. */
@NullMarked
package org.tuban.reliability;

import org.jspecify.annotations.NullMarked;
