package org.tuban.layer;

/**
 * A name that means another one, such as a misprint in a source.
 *
 * @param alias the name as somebody may write it
 * @param meant the name in use
 * @param misprint true if the alias is an error of its source, false if it is another name in its own right
 * @param reason why they are the same
 * @param source id of the source that shows it
 */
public record Alias(String alias, String meant, boolean misprint, Label reason, String source) {}
