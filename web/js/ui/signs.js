// ui/signs.js: glyphs and legend swatches as lit templates; decorative, so hidden from assistive technology.
import { html, svg } from '/webjars/lit-html/lit-html.js';
import { inkOn } from '../map/colour.js';
import { signPath } from './glyph.js';

/**
 * A line sign in the current text colour.
 *
 * @param {string | undefined} name
 */
export function glyph(name) {
  return html`<svg class="glyph" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d=${signPath(name)} /></svg>`;
}

/**
 * @typedef {object} SwatchLook
 * @property {string} color fill or line colour, `#rrggbb`
 * @property {'area' | 'line' | 'point'} [shape]
 * @property {import('../types.js').Pattern} [pattern]
 * @property {string} [glyph] inside a point
 * @property {readonly number[]} [dash] of an outline or line
 * @property {boolean} [outlined] outline in the swatch's own colour instead of the casing
 * @property {number} [opacity] of an area's fill
 */

/**
 * Legend swatch: the same fill, pattern and casing as on the map.
 *
 * @param {SwatchLook} look
 */
export function swatch({
  color,
  shape = 'area',
  pattern = 'none',
  glyph: sign,
  dash = [],
  outlined = false,
  opacity = 1,
}) {
  const dashes = dash.length > 0 ? dash.map((step) => step / 2).join(' ') : 'none';
  if (shape === 'line') {
    return html`<svg class="swatch" viewBox="0 0 22 16" color=${color} aria-hidden="true" focusable="false">
      <path class="swatch-line" d="M1 12C7 3 13 13 21 4" stroke=${color} stroke-dasharray=${dashes} />
    </svg>`;
  }
  if (shape === 'point') {
    return html`<svg class="swatch" viewBox="0 0 22 16" color=${color} aria-hidden="true" focusable="false">
      <circle class="swatch-pin" cx="11" cy="8" r="7" fill=${color} />
      <path class="swatch-sign" transform="translate(6.2 3.2) scale(.6)" stroke=${inkOn(color)} d=${signPath(sign)} />
    </svg>`;
  }
  return html`<svg class="swatch" viewBox="0 0 22 16" color=${color} aria-hidden="true" focusable="false">
    <rect x="1.5" y="1.5" width="19" height="13" fill=${color} fill-opacity=${opacity} />
    ${patternLines(pattern, opacity < 0.6 ? color : inkOn(color))}
    <rect class=${outlined ? 'swatch-outline' : 'swatch-casing'} x="1.5" y="1.5" width="19" height="13" stroke=${color} stroke-dasharray=${dashes} />
  </svg>`;
}

/**
 * State chip: swatch, sign and words in normal ink.
 *
 * @param {import('../types.js').StateDef | undefined} state
 * @param {string} text
 */
export function stateChip(state, text) {
  return html`<span class="chip"
    >${state ? swatch({ color: state.color, pattern: state.pattern }) : null}${glyph(state?.glyph)}<span class="chip-text">${text}</span></span
  >`;
}

/**
 * @param {import('../types.js').Pattern} pattern
 * @param {string} ink
 */
function patternLines(pattern, ink) {
  switch (pattern) {
    case 'hatch':
      return svg`<path class="swatch-pattern" d="M2 11L11 2M5.5 14L17.5 2M12 14L20 6" stroke=${ink} />`;
    case 'cross':
      return svg`<path class="swatch-pattern" d="M2 11L11 2M5.5 14L17.5 2M12 14L20 6M20 11L11 2M16.5 14L4.5 2M10 14L2 6" stroke=${ink} />`;
    case 'dots':
      return svg`<g fill=${ink}><circle cx="5" cy="5" r="1.2" /><circle cx="11" cy="5" r="1.2" /><circle cx="17" cy="5" r="1.2" /><circle cx="8" cy="11" r="1.2" /><circle cx="14" cy="11" r="1.2" /></g>`;
    case 'waves':
      return svg`<path class="swatch-pattern" d="M2 6q2.2-3 4.5 0t4.5 0 4.5 0 4.5 0M2 11q2.2-3 4.5 0t4.5 0 4.5 0 4.5 0" stroke=${ink} />`;
    default:
      return null;
  }
}
