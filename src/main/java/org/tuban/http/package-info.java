/**
 * What every endpoint shares: problem details, request parameters, entity tags, content negotiation.
 *
 * <p>Hides how an exception becomes an answer; rooms throw {@link org.tuban.http.Problem} and nothing else is shown.
 */
@NullMarked
package org.tuban.http;

import org.jspecify.annotations.NullMarked;
