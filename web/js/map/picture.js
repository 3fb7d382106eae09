// map/picture.js: paints the whole picture of a view: ground, shapes, pins, names; and the marks of what is selected.
import { obstaclesOf } from './avoid.js';
import { inkOn } from './colour.js';
import { num } from './decode.js';
import { anchorOn, pixelsOf } from './frame.js';
import { paintGraticule } from './graticule.js';
import { placeLabels } from './labels.js';
import { isSchematic, lookOf } from './look.js';
import { paintName, wishFor } from './names.js';
import { paintShapes, visibleOf } from './paint.js';
import { FONT, hasMark, paintMark, paintOutline, paintPin, pinOf } from './pins.js';
import { latOf } from './projection.js';
import { minZoomOf } from './sheets.js';

/**
 * @typedef {import('./paint.js').Brush} Brush
 * @typedef {import('./sheets.js').Sheet} Sheet
 * @typedef {import('./decode.js').Batch} Batch
 * @typedef {import('./look.js').Look} Look
 * @typedef {import('../types.js').Ref} Ref
 *
 * @typedef {object} Scene what is to be seen
 * @property {import('../types.js').Catalogue} catalogue
 * @property {readonly string[]} shown ids of layers
 * @property {string} theme
 * @property {'zh-CN' | 'en'} lang
 * @property {ReturnType<typeof import('./sheets.js').createSheets>} sheets
 *
 * @typedef {object} Marks what is drawn over the picture
 * @property {Ref | null} selected
 * @property {Ref | null} hovered
 * @property {ReadonlySet<string>} pending keys `layer:id`
 * @property {(metres: number) => string} ringText words beside the uncertainty ring
 */

/** @type {WeakMap<Batch, {theme: string, revision: number, looks: readonly Look[]}>} */
const known = new WeakMap();

/**
 * Looks of all features of a batch, worked out once for a theme.
 *
 * @param {Scene} scene
 * @param {Batch} batch
 */
function looksOf(scene, batch) {
  const { theme, sheets } = scene;
  const revision = sheets.revision();
  const found = known.get(batch);
  if (found && found.theme === theme && found.revision === revision) {
    return found.looks;
  }
  const { layer } = /** @type {Sheet} */ (sheets.sheets.get(batch.layer));
  const look = lookOf(scene.catalogue, layer, theme);
  const looks = batch.ids.map((_id, i) => look(sheets.valuesOf(batch, i), num(batch.kinds[i])));
  known.set(batch, { theme, revision, looks });
  return looks;
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
    (sheet) => shown.includes(sheet.layer.id) && zoom >= minZoomOf(sheet.layer),
  );
}

/**
 * @param {Scene} scene
 * @param {Batch} batch
 * @param {number} i
 * @returns {Look}
 */
export function lookAt(scene, batch, i) {
  return /** @type {Look} */ (looksOf(scene, batch)[i]);
}

/**
 * Shapes below; signs and names on a canvas of their own, so that what is marked between the two strikes no name out.
 *
 * @param {Brush} brush
 * @param {Brush} above
 * @param {Scene} scene
 * @returns {{rendered: number, schematic: boolean}} how many features, and whether one of them is only a sketch
 */
export function paintPicture(brush, above, scene) {
  const { frame } = brush;
  const sheets = shownSheets(scene, frame.zoom);
  const ground = groundOf(scene);
  brush.context.clearRect(0, 0, frame.width, frame.height);
  for (const sheet of sheets.filter((candidate) => candidate.layer.id === ground)) {
    paintGround(brush, sheet);
  }
  paintGraticule(brush);
  for (const sheet of sheets) {
    for (const batch of sheet.batches) {
      const looks = looksOf(scene, batch);
      paintShapes(brush, batch, (i) => /** @type {Look} */ (looks[i]));
    }
  }
  above.context.clearRect(0, 0, frame.width, frame.height);
  return paintSigns(above, scene, sheets, ground);
}

/**
 * The layer that the rest lies on: the lowest one, when it is made of areas.
 *
 * @param {Scene} scene
 */
function groundOf({ catalogue }) {
  const lowest = [...catalogue.layers].sort((a, b) => a.order - b.order)[0];
  return lowest?.geometry.includes('Polygon') ? lowest.id : null;
}

/**
 * @param {Brush} brush
 * @param {Sheet} sheet
 */
function paintGround(brush, sheet) {
  /** @type {Look} */
  const plain = {
    key: 'ground',
    color: brush.palette.land,
    opacity: 1,
    width: 0.01,
    dash: [],
    pattern: 'none',
    glyph: '',
    mark: '',
    markIsCode: false,
    themed: false,
    schematic: false,
  };
  for (const batch of sheet.batches) {
    paintShapes(brush, batch, () => plain);
  }
}

/**
 * Marks, pins and names, above all shapes.
 *
 * @param {Brush} brush
 * @param {Scene} scene
 * @param {readonly Sheet[]} sheets
 * @param {string | null} ground
 */
function paintSigns(brush, scene, sheets, ground) {
  const { frame } = brush;
  const wishes = [];
  const pins = [];
  /** @type {(import('./labels.js').Box & {key: string})[]} */
  const blocked = [];
  const ids = new Set();
  let schematic = false;
  const drawn = [...inFrame(scene, sheets, frame)];
  const obstacles = obstaclesOf(frame, drawn);
  for (const { sheet, batch, i, look } of drawn) {
    const key = `${batch.layer}:${batch.ids[i]}`;
    const pin = pinOf(brush, batch, i, look);
    const marked = !pin && hasMark(brush, batch, i, look);
    if (pin) {
      pins.push({ pin, look });
      blocked.push({ ...around(pin), key });
    } else if (marked) {
      blocked.push({ ...paintMark(brush, batch, i, look), key });
    }
    if (isNamed(sheet, ground, frame.zoom)) {
      const name = nameOf(sheet.layer, scene.sheets.valuesOf(batch, i), scene.lang);
      const isGround = sheet.layer.id === ground;
      const subject = { layer: sheet.layer, batch, i, look, name, pin, marked, ground: isGround };
      wishes.push(wishFor(brush, subject, obstacles));
    }
    ids.add(key);
    schematic ||= look.schematic;
  }
  for (const { pin, look } of pins) {
    paintPin(brush, pin, look);
  }
  const wanted = wishes.filter((wish) => wish !== null);
  for (const { wish, x, y } of placeLabels(wanted, frame, blocked)) {
    paintName(brush, wish, x, y);
  }
  return { rendered: ids.size, schematic };
}

/**
 * @param {Scene} scene
 * @param {readonly Sheet[]} sheets
 * @param {import('./frame.js').Frame} frame
 * @returns {Generator<{sheet: Sheet, batch: Batch, i: number, look: Look, themed: boolean}>}
 */
function* inFrame(scene, sheets, frame) {
  for (const sheet of sheets) {
    for (const batch of sheet.batches) {
      for (const i of visibleOf(batch, frame, 0)) {
        const look = lookAt(scene, batch, i);
        yield { sheet, batch, i, look, themed: look.themed };
      }
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
  for (const sheet of shownSheets(scene, frame.zoom)) {
    for (const batch of sheet.batches) {
      batch.ids.forEach((id, i) => {
        if (pending.has(`${batch.layer}:${id}`)) {
          paintOutline(brush, batch, i, lookAt(scene, batch, i), [
            { color: palette.land, width: 5 },
            { color: palette.accent, width: 3, dash: [6, 4] },
          ]);
        }
      });
    }
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
 * All pieces of a feature: one of several kinds of geometry has several.
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
    batch.ids.forEach((id, i) => {
      if (id === ref.id) {
        paintOutline(brush, batch, i, lookAt(scene, batch, i), strokes);
      }
    });
  }
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
