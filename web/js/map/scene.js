// map/scene.js: what is to be seen: the layers shown, how their features look, what they are called. Pure.
import { num } from './kinds.js';
import { lookOf, themeOf } from './look.js';
import { minZoomOf } from './sheets.js';

/**
 * @typedef {import('./sheets.js').Sheet} Sheet
 * @typedef {import('./decode.js').Batch} Batch
 * @typedef {import('./look.js').Look} Look
 *
 * @typedef {object} Scene what is to be seen
 * @property {import('../types.js').Catalogue} catalogue
 * @property {readonly string[]} shown ids of layers
 * @property {string} theme
 * @property {'zh-CN' | 'en'} lang
 * @property {ReturnType<typeof import('./sheets.js').createSheets>} sheets
 */

/** More values than a tile ever has, and kinds of geometry: to make one number of several. */
const MOST_VALUES = 2 ** 24;
const KINDS = 4;

/** @type {WeakMap<Batch, {theme: string, revision: number, looks: readonly Look[], schematic: boolean}>} */
const known = new WeakMap();

/**
 * Looks of all features of a batch, worked out once for a theme.
 *
 * @param {Scene} scene
 * @param {Batch} batch
 * @returns {{looks: readonly Look[], schematic: boolean}} `schematic`: one of them is only a sketch
 */
export function looksOf(scene, batch) {
  const { theme, sheets } = scene;
  const found = known.get(batch);
  if (found && found.theme === theme && found.revision === batch.revision) {
    return found;
  }
  const { layer } = /** @type {Sheet} */ (sheets.sheets.get(batch.layer));
  const look = lookOf(scene.catalogue, layer, theme);
  const field = themeOf(layer, theme)?.field ?? '';
  /** @type {Map<number, Look>} */
  const alike = new Map();
  const looks = batch.ids.map((_id, i) => {
    const kind = num(batch.kinds[i]);
    const read = (/** @type {string} */ name) => sheets.valueOf(batch, i, name);
    if (!batch.tile || sheets.isTold(batch, i)) {
      return look(read, kind);
    }
    // A tile has each value once: features with the same ones look alike, and nothing need be read.
    const { code } = batch.tile;
    const key = ((code(i, field) + 1) * MOST_VALUES + code(i, 'geometry_accuracy') + 1) * KINDS + kind;
    const shared = alike.get(key) ?? look(read, kind);
    alike.set(key, shared);
    return shared;
  });
  const made = {
    theme,
    revision: batch.revision,
    looks,
    schematic: looks.some((candidate) => candidate.schematic),
  };
  known.set(batch, made);
  return made;
}

/**
 * The sheets to paint, from below upwards.
 *
 * @param {Scene} scene
 * @param {number} zoom
 * @returns {Sheet[]}
 */
export function shownSheets({ sheets, shown }, zoom) {
  return [...sheets.sheets.values()].filter(
    (sheet) => shown.includes(sheet.layer.id) && zoom >= minZoomOf(sheet),
  );
}

/**
 * @param {Scene} scene
 * @param {Batch} batch
 * @param {number} i
 * @returns {Look}
 */
export function lookAt(scene, batch, i) {
  return /** @type {Look} */ (looksOf(scene, batch).looks[i]);
}

/**
 * The layer that the rest lies on: the lowest one, when it is made of areas.
 *
 * @param {Scene} scene
 */
export function groundOf({ catalogue }) {
  const lowest = [...catalogue.layers].sort((a, b) => a.order - b.order)[0];
  return lowest?.geometry.includes('Polygon') ? lowest.id : null;
}

/**
 * A feature's name in the reader's language, or the one it has.
 *
 * @param {import('../types.js').LayerDef} layer
 * @param {Record<string, any>} properties
 * @param {'zh-CN' | 'en'} lang
 * @returns {string}
 */
export function nameOf(layer, properties, lang) {
  const own = String(properties[layer.nameField] ?? '');
  return lang === 'en' ? String(properties.name_en || own) : own || String(properties.name_en ?? '');
}
