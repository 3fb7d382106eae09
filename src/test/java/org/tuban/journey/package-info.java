/**
 * Journeys through the page in a real browser, on a whole service: what a planner or a project lead sees and does.
 *
 * <p>Hides how a window is watched for errors and how a spot on the map is found; the tests speak of people and land.
 */
@NullMarked
package org.tuban.journey;

import org.jspecify.annotations.NullMarked;
