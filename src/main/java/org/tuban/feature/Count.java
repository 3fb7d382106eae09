package org.tuban.feature;

/**
 * How many features there are.
 *
 * @param number the number
 * @param exact false for an estimate
 */
public record Count(long number, boolean exact) {}
