// map/marks.js: what is drawn over the picture: the outline of what is selected, under the mouse or being saved.
import { isCut, placesOf } from './batch.js';
import { inkOn } from './colour.js';
import { anchorOn, originOn, pixelsOf } from './frame.js';
import { isSchematic } from './look.js';
import { FONT, paintOutline } from './pins.js';
import { latOf } from './projection.js';
import { lookAt, shownSheets } from './scene.js';

/**
 * @typedef {import('./paint.js').Brush} Brush
 * @typedef {import('./decode.js').Batch} Batch
 * @typedef {import('./scene.js').Scene} Scene
 * @typedef {import('../types.js').Ref} Ref
 *
 * @typedef {object} Marks what is drawn over the picture
 * @property {Ref | null} selected
 * @property {Ref | null} hovered
 * @property {ReadonlySet<string>} pending keys `layer:id`
 * @property {(metres: number) => string} ringText words beside the uncertainty ring
 */

/** Selection as the palette has it: bright on black shows on every fill. */
const SELECTION = [
  { color: '#000000', width: 6 },
  { color: '#00e5ff', width: 3 },
];

/**
 * @param {Brush} brush
 * @param {Scene} scene
 * @param {Marks} marks
 */
export function paintMarks(brush, scene, { selected, hovered, pending, ringText }) {
  const { context, frame, palette } = brush;
  context.clearRect(0, 0, frame.width, frame.height);
  for (const key of pending) {
    const at = key.indexOf(':');
    outlineAll(brush, scene, { layer: key.slice(0, at), id: key.slice(at + 1) }, [
      { color: palette.land, width: 5 },
      { color: palette.accent, width: 3, dash: [6, 4] },
    ]);
  }
  if (hovered) {
    outlineAll(brush, scene, hovered, [{ color: palette.ink, width: 3 }]);
  }
  if (selected) {
    outlineAll(brush, scene, selected, SELECTION);
    paintRing(brush, scene, selected, ringText);
  }
}

/**
 * All pieces of a feature: one of several kinds of geometry has several, and one cut by the edges of tiles has one on
 * each; those end at the edge, along which no line is drawn.
 *
 * @param {Brush} brush
 * @param {Scene} scene
 * @param {Ref} ref
 * @param {readonly {color: string, width: number, dash?: number[]}[]} strokes
 */
function outlineAll(brush, scene, ref, strokes) {
  if (!shownSheets(scene, brush.frame.zoom).some((sheet) => sheet.layer.id === ref.layer)) {
    return;
  }
  for (const batch of scene.sheets.sheets.get(ref.layer)?.batches ?? []) {
    for (const i of placesOf(batch, ref.id)) {
      brush.context.save();
      if (isCut(batch, i)) {
        clipToTile(brush, batch);
      }
      paintOutline(brush, batch, i, lookAt(scene, batch, i), strokes);
      brush.context.restore();
    }
  }
}

/**
 * @param {Brush} brush
 * @param {Batch} batch
 */
function clipToTile({ context, frame }, batch) {
  const { x, y } = originOn(frame, batch);
  const side = (batch.tile?.side ?? 0) * frame.size;
  const [left, top] = [Math.round(x), Math.round(y)];
  context.beginPath();
  context.rect(left, top, Math.round(x + side) - left, Math.round(y + side) - top);
  context.clip();
}

/**
 * How far off a sketched feature may be: a circle about its label's place.
 *
 * @param {Brush} brush
 * @param {Scene} scene
 * @param {Ref} ref
 * @param {(metres: number) => string} ringText
 */
function paintRing({ context, frame, palette }, scene, ref, ringText) {
  const found = scene.sheets.find(ref);
  const values = found ? scene.sheets.valuesOf(found.batch, found.i) : {};
  const metres = Number(values.horizontal_uncertainty_m);
  if (!found || !(metres > 0) || !isSchematic(values)) {
    return;
  }
  const { batch, i } = found;
  const { x, y } = anchorOn(frame, batch, i);
  const radius = pixelsOf(frame, metres, latOf((frame.top + y) / frame.size));
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.lineWidth = 3;
  context.strokeStyle = palette.land;
  context.stroke();
  context.setLineDash([2, 4]);
  context.lineWidth = 1.5;
  context.strokeStyle = palette.ink;
  context.stroke();
  context.setLineDash([]);
  paintRingText({ context, palette }, ringText(metres), x, y - radius);
}

/**
 * @param {Pick<Brush, 'context' | 'palette'>} brush
 * @param {string} text
 * @param {number} x
 * @param {number} y
 */
function paintRingText({ context, palette }, text, x, y) {
  context.font = `500 12px ${FONT}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const half = context.measureText(text).width / 2 + 8;
  context.beginPath();
  context.roundRect(x - half, y - 11, half * 2, 22, 11);
  context.fillStyle = palette.ink;
  context.fill();
  context.fillStyle = inkOn(palette.ink);
  context.fillText(text, x, y + 0.5);
}
