/**
 * Starts the service: the only package that may know every room. Hides nothing and holds no rule of its own.
 */
@NullMarked
package org.tuban;

import org.jspecify.annotations.NullMarked;
