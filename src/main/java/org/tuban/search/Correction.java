package org.tuban.search;

import org.tuban.layer.Label;

/**
 * A name in the question that means another one, which was searched as well.
 *
 * @param from the name as it was asked
 * @param to the name in use
 * @param reason why they are the same
 * @param source id of the source that shows it
 */
record Correction(String from, String to, Label reason, String source) {}
