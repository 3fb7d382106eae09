// ui/signs.js: glyphs and legend swatches as lit templates; decorative, so hidden from assistive technology.
import { html, svg } from '/webjars/lit-html/lit-html.js';
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
 * @property {string} [glyph] drawn over an area, or inside a point
 * @property {boolean} [dashed] dashed casing: the shape is schematic
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
  dashed = false,
  opacity = 1,
}) {
  const dash = dashed ? '3 2' : 'none';
  if (shape === 'line') {
    return html`<svg class="swatch" viewBox="0 0 22 16" aria-hidden="true" focusable="false">
      <path class="swatch-casing-line" d="M1 12C7 3 13 13 21 4" />
      <path d="M1 12C7 3 13 13 21 4" fill="none" stroke=${color} stroke-width="3" stroke-dasharray=${dashed ? '5 2' : 'none'} />
    </svg>`;
  }
  if (shape === 'point') {
    return html`<svg class="swatch" viewBox="0 0 22 16" aria-hidden="true" focusable="false">
      <circle class="swatch-pin" cx="11" cy="8" r="7" fill=${color} stroke-dasharray=${dash} />
      <path class="swatch-pin-glyph" transform="translate(6.2 3.2) scale(.6)" d=${signPath(sign ?? 'pin')} />
    </svg>`;
  }
  return html`<svg class="swatch" viewBox="0 0 22 16" aria-hidden="true" focusable="false">
    <rect x="1" y="1" width="20" height="14" fill=${color} fill-opacity=${opacity} />
    ${patternLines(pattern, opacity < 0.6 ? color : inkOn(color))}
    <rect class="swatch-casing" x="1" y="1" width="20" height="14" stroke-dasharray=${dash} />
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
 * Black or white, whichever reads better on the colour.
 *
 * @param {string} color
 * @returns {string}
 */
export function inkOn(color) {
  const n = Number.parseInt(color.slice(1, 7), 16);
  const luma = 0.299 * (n >> 16) + 0.587 * ((n >> 8) & 255) + 0.114 * (n & 255);
  return luma > 140 ? '#1a1a1a' : '#ffffff';
}

/**
 * @param {import('../types.js').Pattern} pattern
 * @param {string} ink
 */
function patternLines(pattern, ink) {
  switch (pattern) {
    case 'hatch':
      return svg`<path d="M1 11L11 1M5 15L19 1M13 15L21 7" stroke=${ink} stroke-width="1.2" fill="none" />`;
    case 'cross':
      return svg`<path d="M1 11L11 1M5 15L19 1M13 15L21 7M1 5L11 15M5 1L19 15M13 1L21 9" stroke=${ink} stroke-width="1" fill="none" />`;
    case 'dots':
      return svg`<g fill=${ink}><circle cx="5" cy="5" r="1.2" /><circle cx="11" cy="5" r="1.2" /><circle cx="17" cy="5" r="1.2" /><circle cx="8" cy="11" r="1.2" /><circle cx="14" cy="11" r="1.2" /></g>`;
    case 'waves':
      return svg`<path d="M1 6q2.5-3 5 0t5 0 5 0 5 0M1 12q2.5-3 5 0t5 0 5 0 5 0" stroke=${ink} stroke-width="1.2" fill="none" />`;
    default:
      return null;
  }
}
