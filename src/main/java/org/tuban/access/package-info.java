/**
 * Who is asking, what they may see or change: accounts, sign-in, assignments.
 *
 * <p>Hides passwords, sessions and Spring Security; other rooms see a {@link org.tuban.access.Caller}.
 */
@NullMarked
package org.tuban.access;

import org.jspecify.annotations.NullMarked;
