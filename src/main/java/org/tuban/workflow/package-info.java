/**
 * Which state a feature may go to next, who may take, propose and decide the step, what must be shown with it, and what
 * is due.
 *
 * <p>Workflows are data: states, transitions, roles and evidence come from files that are checked at the start. Hides
 * how evidence is read and how a step becomes a write.
 */
@NullMarked
package org.tuban.workflow;

import org.jspecify.annotations.NullMarked;
