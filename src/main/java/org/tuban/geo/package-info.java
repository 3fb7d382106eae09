/**
 * Coordinates and shapes: coordinate reference systems, area on the ellipsoid, validity, GeoJSON geometry.
 *
 * <p>Pure functions on JTS geometries. Knows nothing of Spring, SQL or HTTP.
 */
@NullMarked
package org.tuban.geo;

import org.jspecify.annotations.NullMarked;
