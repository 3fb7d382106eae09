/**
 * Everything about one feature in one answer: values, measures, links, figures, workflow, history; and the catalogue.
 *
 * <p>Puts together what the rooms below know, for the page and for scripts; keeps nothing and decides nothing itself.
 */
@NullMarked
package org.tuban.dossier;

import org.jspecify.annotations.NullMarked;
