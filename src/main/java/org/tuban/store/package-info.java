/**
 * Two databases behind one GeoTools {@code DataStore}: a GeoPackage file and PostGIS.
 *
 * <p>Hides SQL dialects, table creation, geometry encodings, and how a filter becomes SQL with bound values.
 */
@NullMarked
package org.tuban.store;

import org.jspecify.annotations.NullMarked;
