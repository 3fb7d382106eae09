// layers/model.js: what the layer list shows, worked out from the catalogue and the map's counts. Pure.
import { classesOf } from '../map/look.js';

/**
 * @typedef {import('../types.js').LayerDef} LayerDef
 * @typedef {import('../map/look.js').ThemeClass} ThemeClass
 *
 * @typedef {object} LegendRow
 * @property {ThemeClass} entry
 * @property {number} count features of the class in view
 */

/**
 * Layers from the top of the map downwards, as a reader expects a legend.
 *
 * @param {readonly LayerDef[]} layers
 */
export function fromTop(layers) {
  return [...layers].sort((a, b) => b.order - a.order);
}

/**
 * Rows of a layer's legend: the classes in view first come, first shown in the order of the data, the others only when
 * asked for.
 *
 * @param {import('../types.js').Catalogue} catalogue
 * @param {LayerDef} layer
 * @param {string} theme
 * @param {ReadonlyMap<string, number>} byValue
 * @param {boolean} all
 * @returns {{rows: LegendRow[], hidden: number, none: number}} `none`: features in view without a known value
 */
export function legendOf(catalogue, layer, theme, byValue, all) {
  const classes = classesOf(catalogue, layer, theme);
  const rows = classes.map((entry) => ({ entry, count: byValue.get(entry.value) ?? 0 }));
  const known = rows.reduce((sum, row) => sum + row.count, 0);
  const total = [...byValue.values()].reduce((sum, count) => sum + count, 0);
  const shown = all ? rows : rows.filter((row) => row.count > 0);
  return {
    rows: shown,
    hidden: rows.length - rows.filter((row) => row.count > 0).length,
    none: total - known,
  };
}

/**
 * Shape of a layer's swatch.
 *
 * @param {LayerDef} layer
 * @returns {'area' | 'line' | 'point'}
 */
export function shapeOf(layer) {
  if (layer.geometry.includes('Line')) {
    return 'line';
  }
  return layer.geometry.includes('Polygon') || !layer.style?.glyph ? 'area' : 'point';
}

/**
 * Switches one layer on or off.
 *
 * @param {readonly string[]} shown
 * @param {string} id
 * @param {boolean} on
 */
export function toggled(shown, id, on) {
  return on ? [...shown.filter((other) => other !== id), id] : shown.filter((other) => other !== id);
}
