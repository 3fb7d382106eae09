/**
 * Filters in the Common Query Language CQL2 (OGC 21-065r2): reads text and JSON, checks names, types and sizes against
 * what a layer offers, and gives one {@link org.tuban.cql2.Condition} which the store turns into SQL and which can be
 * evaluated in memory with the same answer.
 *
 * <p>Hides the grammar, the two encodings and the desugaring of temporal predicates into comparisons.
 */
@NullMarked
package org.tuban.cql2;

import org.jspecify.annotations.NullMarked;
