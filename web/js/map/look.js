// map/look.js: how a feature looks: the layer's style, the theme's colour, the honesty of its shape. Pure.
import { AREA, LINE } from './decode.js';

/**
 * @typedef {import('../types.js').LayerDef} LayerDef
 * @typedef {import('../types.js').Catalogue} Catalogue
 *
 * @typedef {object} Look what the painter needs; equal looks share one object
 * @property {string} key
 * @property {string} color `#rrggbb`
 * @property {number} opacity of the fill
 * @property {number} width of the outline or line, pixels
 * @property {readonly number[]} dash empty for a solid outline
 * @property {import('../types.js').Pattern} pattern
 * @property {string} glyph sign of the layer, '' for none
 * @property {string} mark what the theme draws inside an area: the name of a sign, or a code
 * @property {boolean} markIsCode
 * @property {boolean} themed filled with the theme's colour: wears a casing, not an outline of its own colour
 * @property {boolean} schematic
 */

const ACCURATE = new Set(['surveyed', 'digitised']);
const SKETCH_DASH = Object.freeze([5, 4]);
const SOLID = Object.freeze(/** @type {number[]} */ ([]));
/** Codes that people read, such as those of land use; the others are names for programs. */
const SHORT_CODE = /^[0-9]{2,6}$/;

const NO_VALUE = '#ffffff';

/** From this opacity on a layer's fill is its message; below, it only tints what lies under it. */
const STRONG = 0.5;

/** @param {Record<string, any>} properties */
export function isSchematic(properties) {
  return !ACCURATE.has(properties.geometry_accuracy);
}

/**
 * The theme that a layer wears: the chosen one if the layer has it, else its first, else none.
 *
 * @param {LayerDef} layer
 * @param {string} theme
 */
export function themeOf(layer, theme) {
  return layer.themes?.find((candidate) => candidate.id === theme) ?? layer.themes?.[0];
}

/**
 * @typedef {object} ThemeClass one row of the legend
 * @property {string} value
 * @property {import('../types.js').Label} title
 * @property {string} color
 * @property {import('../types.js').Pattern} pattern
 * @property {string} [glyph]
 * @property {string} [code] shown beside the title
 */

/**
 * All classes of the theme that a layer wears, in the order of the data.
 *
 * @param {Catalogue} catalogue
 * @param {LayerDef} layer
 * @param {string} theme
 * @returns {readonly ThemeClass[]}
 */
export function classesOf(catalogue, layer, theme) {
  const worn = themeOf(layer, theme);
  if (worn?.colors === 'workflow') {
    return (catalogue.workflows[layer.workflow ?? '']?.states ?? []).map((state) => ({
      value: state.id,
      title: state.title,
      color: state.color,
      pattern: state.pattern ?? 'none',
      glyph: state.glyph,
    }));
  }
  const field = layer.fields.find((candidate) => candidate.name === worn?.field);
  const list = catalogue.codeLists[field?.codeList ?? ''];
  const parents = new Map((list?.codes ?? []).map((code) => [code.code, code]));
  return (list?.codes ?? []).map((code) => ({
    value: code.code,
    title: code.title,
    color: code.color ?? parents.get(code.parent ?? '')?.color ?? NO_VALUE,
    pattern: code.pattern ?? 'none',
    code: SHORT_CODE.test(code.code) ? code.code : undefined,
  }));
}

/**
 * Looks of one layer under one theme.
 *
 * @param {Catalogue} catalogue
 * @param {LayerDef} layer
 * @param {string} theme
 * @returns {(read: (field: string) => any, kind: number) => Look} `read` gives the feature's values
 */
export function lookOf(catalogue, layer, theme) {
  const style = layer.style ?? {};
  const worn = themeOf(layer, theme);
  const classes = new Map(classesOf(catalogue, layer, theme).map((entry) => [entry.value, entry]));
  /** @type {Map<string, Look>} */
  const known = new Map();
  return (read, kind) => {
    const schematic = !ACCURATE.has(read('geometry_accuracy'));
    const value = worn ? String(read(worn.field) ?? '') : '';
    const key = `${kind}|${schematic}|${value}`;
    const found = known.get(key);
    if (found) {
      return found;
    }
    const entry = classes.get(value);
    const fill = style.fillOpacity ?? 0.2;
    const themed = worn !== undefined && kind === AREA && fill >= STRONG;
    const look = Object.freeze({
      key: `${layer.id}|${key}`,
      color: (worn ? (entry?.color ?? NO_VALUE) : style.color) ?? '#777777',
      opacity: themed ? Math.max(fill, 0.88) : fill,
      width: style.width ?? (kind === LINE ? 3 : 1),
      dash: style.dash?.length ? style.dash : schematic ? SKETCH_DASH : SOLID,
      pattern: worn ? (entry?.pattern ?? 'none') : (style.pattern ?? 'none'),
      glyph: style.glyph ?? '',
      mark: themed ? (entry?.glyph ?? entry?.code ?? '') : '',
      markIsCode: entry?.code !== undefined,
      themed,
      schematic,
    });
    known.set(key, look);
    return look;
  };
}
