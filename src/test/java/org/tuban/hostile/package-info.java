/** What strangers send: broken, oversized and malicious requests, made from a seed and sent to a whole service. */
@NullMarked
package org.tuban.hostile;

import org.jspecify.annotations.NullMarked;
