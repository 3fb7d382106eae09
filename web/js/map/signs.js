// map/signs.js: marks, pins and names of a view, above all shapes.
import { obstaclesOf } from './avoid.js';
import { isBeyond, isCut } from './batch.js';
import { createCount } from './count.js';
import { num, POINT } from './kinds.js';
import { placeLabels } from './labels.js';
import { hasRoom, paintName, wishFor } from './names.js';
import { hasMark, paintMark, paintPin, pinOf } from './pins.js';
import { looksOf, nameOf } from './scene.js';
import { visibleOf } from './visible.js';

/**
 * @typedef {import('./paint.js').Brush} Brush
 * @typedef {import('./sheets.js').Sheet} Sheet
 * @typedef {import('./decode.js').Batch} Batch
 * @typedef {import('./look.js').Look} Look
 * @typedef {import('./scene.js').Scene} Scene
 *
 * @typedef {object} Part the features of a batch that are in the picture
 * @property {Sheet} sheet
 * @property {Batch} batch
 * @property {readonly number[]} members
 * @property {readonly Look[]} looks
 */

/**
 * @param {Brush} brush
 * @param {Scene} scene
 * @param {readonly Sheet[]} sheets
 * @param {string | null} ground
 * @returns {{rendered: number, schematic: boolean}}
 */
export function paintSigns(brush, scene, sheets, ground) {
  const { frame } = brush;
  const wishes = [];
  const pins = [];
  /** @type {(import('./labels.js').Box & {key: string})[]} */
  const blocked = [];
  const { parts, rendered, schematic } = partsOf(scene, sheets, frame);
  const obstacles = obstaclesOf(
    frame,
    parts.map(({ batch, members, looks }) => ({ batch, members, themed: (i) => looks[i]?.themed === true })),
  );
  for (const { sheet, batch, i, look, named } of signed(brush, parts, ground)) {
    const key = `${batch.layer}:${batch.ids[i]}`;
    const pin = pinOf(brush, batch, i, look);
    const marked = !pin && hasMark(brush, batch, i, look);
    if (pin) {
      pins.push({ pin, look });
      blocked.push({ ...around(pin), key });
    } else if (marked) {
      blocked.push({ ...paintMark(brush, batch, i, look), key });
    }
    if (named) {
      const name = nameOf(sheet.layer, scene.sheets.valuesOf(batch, i), scene.lang);
      const isGround = sheet.layer.id === ground;
      const subject = { layer: sheet.layer, batch, i, look, name, pin, marked, ground: isGround };
      wishes.push(wishFor(brush, subject, obstacles));
    }
  }
  for (const { pin, look } of pins) {
    paintPin(brush, pin, look);
  }
  const wanted = wishes.filter((wish) => wish !== null);
  for (const { wish, x, y } of placeLabels(wanted, frame, blocked)) {
    paintName(brush, wish, x, y);
  }
  return { rendered, schematic };
}

/**
 * @param {Scene} scene
 * @param {readonly Sheet[]} sheets
 * @param {import('./frame.js').Frame} frame
 */
function partsOf(scene, sheets, frame) {
  /** @type {Part[]} */
  const parts = [];
  let rendered = 0;
  let schematic = false;
  for (const sheet of sheets) {
    const count = createCount(frame, undefined, () => undefined);
    for (const batch of sheet.batches) {
      const members = visibleOf(batch, frame, 0);
      if (members.length > 0) {
        const { looks, schematic: sketched } = looksOf(scene, batch);
        parts.push({ sheet, batch, members, looks });
        schematic ||= sketched && members.some((i) => looks[i]?.schematic);
      }
      count.add(batch, members);
    }
    const { total, gathered } = count.total();
    rendered += total - gathered;
  }
  return { parts, rendered, schematic };
}

/**
 * The features that may have a sign or a name in this picture, each once, however many tiles it lies on.
 *
 * @param {Brush} brush
 * @param {readonly Part[]} parts
 * @param {string | null} ground
 * @returns {Generator<{sheet: Sheet, batch: Batch, i: number, look: Look, named: boolean}>}
 */
function* signed(brush, parts, ground) {
  const labelled = new Set(parts.filter(({ batch }) => batch.tile?.labels).map(({ sheet }) => sheet));
  /** @type {Set<string>} */
  const seen = new Set();
  for (const { sheet, batch, members, looks } of parts) {
    const isNamedHere = isNamed(sheet, ground, brush.frame.zoom);
    for (const i of members) {
      const look = /** @type {Look} */ (looks[i]);
      const plain = look.glyph === '' && batch.kinds[i] !== POINT;
      const named = isNamedHere && hasRoom(brush, batch, i, look);
      if (!named && plain && !hasMark(brush, batch, i, look)) {
        continue;
      }
      if (isBeyond(batch, i)) {
        continue;
      }
      if (isCut(batch, i)) {
        const key = `${batch.layer}:${batch.ids[i]}`;
        if (labelled.has(sheet) ? num(batch.tile?.labelled[i]) === 0 : seen.has(key)) {
          continue;
        }
        seen.add(key);
      }
      yield { sheet, batch, i, look, named };
    }
  }
}

/** From here on one knows where one is, and the ground's name would only lie over other things. */
const GROUND_KNOWN = 16;

/**
 * @param {Sheet} sheet
 * @param {string | null} ground
 * @param {number} zoom
 */
function isNamed(sheet, ground, zoom) {
  return (
    zoom >= (sheet.layer.style?.labelMinZoom ?? 14) && (sheet.layer.id !== ground || zoom < GROUND_KNOWN)
  );
}

/** @param {{x: number, y: number, radius: number}} pin */
function around({ x, y, radius }) {
  return { minX: x - radius, minY: y - radius, maxX: x + radius, maxY: y + radius };
}
