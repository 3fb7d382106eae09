/** What tests stand on: a running service on either store, a private PostgreSQL server, a browser. */
@NullMarked
package org.tuban.testing;

import org.jspecify.annotations.NullMarked;
