// map/gathered-paint.js: the squares of what a tile left out onto a canvas, in the theme's colours, with their counts.
import { legible, mix, withOpacity } from './colour.js';
import { originOn } from './frame.js';
import { mostOf, opacityOf } from './gathered.js';
import { AREA } from './kinds.js';
import { lookOf, themeOf } from './look.js';
import { FONT } from './pins.js';

/**
 * @typedef {import('./paint.js').Brush} Brush
 * @typedef {import('./decode.js').Batch} Batch
 * @typedef {import('./gathered.js').Gathered} Gathered
 */

/** Free on each side of a square, so that it is not taken for land, pixels. */
const GAP = 0.75;

/** Narrower squares have no room for their count, pixels. */
const LEAST = 18;

/**
 * Squares below the features of the tile, their counts above them.
 *
 * @param {Brush} brush
 * @param {Batch} batch
 * @param {import('./scene.js').Scene} scene
 * @param {() => void} between paints the features
 */
export function paintGathered(brush, batch, scene, between) {
  const cells = batch.tile?.gathered ?? [];
  const layer = scene.sheets.sheets.get(batch.layer)?.layer;
  if (cells.length === 0 || !layer) {
    between();
    return;
  }
  const { context, frame, palette } = brush;
  const field = themeOf(layer, scene.theme)?.field ?? '';
  const look = lookOf(scene.catalogue, layer, scene.theme);
  const places = cells.map((cell) => {
    const value = mostOf(cell, field);
    const read = (/** @type {string} */ name) => (name === field ? value : undefined);
    return { cell, box: boxOf(frame, batch, cell), color: look(read, AREA).color };
  });
  for (const { cell, box, color } of places) {
    context.fillStyle = withOpacity(color, opacityOf(cell.count));
    context.fillRect(box.x + GAP, box.y + GAP, box.width - 2 * GAP, box.height - 2 * GAP);
  }
  between();
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  for (const { cell, box, color } of places) {
    const text = String(cell.count);
    context.font = `600 ${box.width < 26 ? 10 : 11}px ${FONT}`;
    if (box.width >= LEAST && context.measureText(text).width <= box.width - 4) {
      const ground = mix(palette.land, color, opacityOf(cell.count));
      context.fillStyle = legible(palette.ink, ground, palette.land, 4.5);
      context.lineWidth = 2.5;
      context.strokeStyle = withOpacity(ground, 0.8);
      context.strokeText(text, box.x + box.width / 2, box.y + box.height / 2);
      context.fillText(text, box.x + box.width / 2, box.y + box.height / 2);
    }
  }
}

/**
 * @param {import('./frame.js').Frame} frame
 * @param {Batch} batch
 * @param {Gathered} cell
 */
function boxOf(frame, batch, { minX, minY, maxX, maxY }) {
  const origin = originOn(frame, batch);
  return {
    x: origin.x + minX * frame.size,
    y: origin.y + minY * frame.size,
    width: (maxX - minX) * frame.size,
    height: (maxY - minY) * frame.size,
  };
}
