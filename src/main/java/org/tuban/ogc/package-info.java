/**
 * OGC API – Features: landing page, conformance, collections, items and the API definition, as JSON and as pages; and
 * features made, replaced, changed and ended.
 *
 * <p>Hides the standard's documents, links, paging and content negotiation. Reads through {@code layer} and
 * {@code feature}, and writes through the edits of {@code feature} alone.
 */
@NullMarked
package org.tuban.ogc;

import org.jspecify.annotations.NullMarked;
