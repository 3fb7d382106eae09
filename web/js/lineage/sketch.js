// lineage/sketch.js: the picture of an object on which its dividing line is drawn, and of the parts that come of it.
import { html, nothing, svg } from '/webjars/lit-html/lit-html.js';
import { frameOf, linesOf, pathOf } from '../ui/shapes.js';
import { snapped } from './snap.js';

/**
 * @typedef {import('../types.js').Geometry} Geometry
 * @typedef {import('./model.js').Position} Position
 *
 * @typedef {object} Sketch
 * @property {Geometry | null} shape
 * @property {readonly Position[]} corners their numbers are shown if there is room
 * @property {readonly Position[]} line as far as it is drawn
 * @property {Position | null} next where the pointer would put the next place
 * @property {readonly Geometry[]} parts what becomes of the object, once that is known
 *
 * @typedef {object} Pen
 * @property {(position: Position) => void} put
 * @property {(position: Position | null) => void} point null when the pointer leaves
 */

/** More corners than this are not numbered. */
const MOST_NUMBERS = 40;

/** Decimals of a degree that are typed: a millimetre. */
const DECIMALS = 8;

/**
 * @param {Sketch} sketch
 * @param {Pen} pen
 * @param {string} label
 */
export function sketchView({ shape, corners, line, next, parts }, pen, label) {
  const rings = linesOf(shape).map(({ positions }) => positions);
  if (rings.length === 0) {
    return nothing;
  }
  const frame = frameOf(rings.flat());
  const path = (/** @type {readonly Position[]} */ coordinates) =>
    pathOf({ type: 'LineString', coordinates }, frame);

  /** @param {PointerEvent} event */
  function positionAt(event) {
    const picture = /** @type {SVGSVGElement} */ (event.currentTarget);
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(picture.getScreenCTM()?.inverse());
    const pixels = rings.map((ring) => ring.map(frame.pixelOf));
    const place = snapped([at.x, at.y], pixels);
    // A corner keeps all of its decimals.
    const corner = rings.flat()[pixels.flat().findIndex(([x, y]) => x === place[0] && y === place[1])];
    const [lon, lat] = frame.positionOf(place);
    return corner ?? /** @type {const} */ ([short(lon), short(lat)]);
  }

  return html`<figure class="shapes sketch">
    <svg
      viewBox="0 0 ${frame.width} ${frame.height}"
      role="img"
      aria-label=${label}
      @click=${(/** @type {PointerEvent} */ event) => pen.put(positionAt(event))}
      @pointermove=${(/** @type {PointerEvent} */ event) => pen.point(positionAt(event))}
      @pointerleave=${() => pen.point(null)}
    >
      <path class="shape-after" d=${pathOf(shape, frame)} fill-rule="evenodd" />
      ${parts.map((part, at) => svg`<path class="sketch-part sketch-part-${at % 2}" d=${pathOf(part, frame)} fill-rule="evenodd" />`)}
      ${corners.length > MOST_NUMBERS ? nothing : corners.map((position, at) => numberView(frame.pixelOf(position), at + 1))}
      ${next && line.length > 0 ? svg`<path class="sketch-next" d=${path([...line.slice(-1), next])} />` : nothing}
      ${line.length > 1 ? svg`<path class="sketch-line" d=${path(line)} />` : nothing}
      ${[...line, ...(next ? [next] : [])].map((position) => svg`<path class="sketch-place" d=${path([position])} />`)}
    </svg>
  </figure>`;
}

/**
 * @param {readonly [number, number]} pixel
 * @param {number} number
 */
function numberView([x, y], number) {
  return svg`<text class="sketch-number" x=${short(x)} y=${short(y)} dx="3" dy="-3">${number}</text>`;
}

/** @param {number} number */
function short(number) {
  return Number(number.toFixed(DECIMALS));
}
