package org.tuban.feature;

/**
 * One property by which features are put in order. A feature without a value counts as greater than all others.
 *
 * @param property a field of the layer of one value, or {@code id}, {@code version}, {@code valid_from},
 *     {@code recorded_at}, {@code recorded_by}
 * @param descending true for the greatest first
 */
public record Sort(String property, boolean descending) {}
