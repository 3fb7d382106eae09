package org.tuban.layer;

import java.util.List;

/**
 * What this installation is about.
 *
 * @param title name of the place
 * @param bbox west, south, east, north in EPSG:4490 degrees
 * @param centre longitude, latitude of the first view
 * @param zoom Web Mercator zoom of the first view
 * @param notice what every map and export says while schematic shapes are shown
 */
public record Instance(Label title, List<Double> bbox, List<Double> centre, double zoom, Label notice) {}
