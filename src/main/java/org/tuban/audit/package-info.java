/**
 * Who did what, when and from where: entries that are only ever added, and a chain of hashes over them.
 *
 * <p>Hides how entries are chained and how the chain is checked. Rooms above add an entry in the transaction of each
 * write, and say which tables the entries vouch for ({@link org.tuban.audit.AuditedTable}).
 */
@NullMarked
package org.tuban.audit;

import org.jspecify.annotations.NullMarked;
