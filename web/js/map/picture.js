// map/picture.js: paints the shapes of a view from below upwards, then the signs and names above them.
import { paintGathered } from './gathered-paint.js';
import { paintGraticule } from './graticule.js';
import { paintShapes } from './paint.js';
import { groundOf, looksOf, shownSheets } from './scene.js';
import { paintSigns } from './signs.js';
import { createTilePainter } from './tile-paint.js';

/**
 * @typedef {import('./paint.js').Brush} Brush
 * @typedef {import('./sheets.js').Sheet} Sheet
 * @typedef {import('./look.js').Look} Look
 * @typedef {import('./scene.js').Scene} Scene
 *
 * @typedef {object} Picture
 * @property {(brush: Brush, scene: Scene) => boolean} paintBelow shapes; false when another picture should follow
 * @property {(brush: Brush, scene: Scene) => {rendered: number, schematic: boolean}} paintAbove signs and names; how
 *   many features there are, and whether one of them is only a sketch
 */

/** Time for painting squares of tiles in one picture, milliseconds: the rest comes with the next. */
const PATIENCE = 20;

/**
 * Shapes below; signs and names on a canvas of their own, so that what is marked between the two strikes no name out.
 *
 * @returns {Picture}
 */
export function createPicture() {
  /** @type {Map<string, ReturnType<typeof createTilePainter>>} */
  const painters = new Map();

  /**
   * @param {Brush} brush
   * @param {Sheet} sheet
   * @param {{name: string, wear: string, until: number}} how
   * @param {(brush: Brush, batch: import('./decode.js').Batch) => void} shapes
   * @returns {boolean} whether all is painted
   */
  function paintSheet(brush, sheet, { name, wear, until }, shapes) {
    const { tiles } = sheet.source;
    if (!tiles) {
      for (const batch of sheet.batches) {
        shapes(brush, batch);
      }
      return true;
    }
    const key = `${sheet.layer.id}|${name}`;
    const painter = painters.get(key) ?? createTilePainter();
    painters.set(key, painter);
    return painter.paint(brush, { tiles, wear, shapes, until });
  }

  return {
    paintBelow(brush, scene) {
      const { frame, palette } = brush;
      const until = performance.now() + PATIENCE;
      const sheets = shownSheets(scene, frame.zoom);
      const ground = groundOf(scene);
      const colours = `${palette.land}|${palette.ink}|${palette.casing}`;
      let done = true;
      brush.context.clearRect(0, 0, frame.width, frame.height);
      for (const sheet of sheets.filter((candidate) => candidate.layer.id === ground)) {
        const how = { name: 'ground', wear: colours, until };
        done = paintSheet(brush, sheet, how, paintGround) && done;
      }
      paintGraticule(brush);
      for (const sheet of sheets) {
        const how = { name: 'shapes', wear: `${scene.theme}|${colours}`, until };
        const shapes = (/** @type {Brush} */ on, /** @type {import('./decode.js').Batch} */ batch) => {
          const { looks } = looksOf(scene, batch);
          paintGathered(on, batch, scene, () =>
            paintShapes(on, batch, (i) => /** @type {Look} */ (looks[i])),
          );
        };
        done = paintSheet(brush, sheet, how, shapes) && done;
      }
      return done;
    },

    paintAbove(brush, scene) {
      brush.context.clearRect(0, 0, brush.frame.width, brush.frame.height);
      return paintSigns(brush, scene, shownSheets(scene, brush.frame.zoom), groundOf(scene));
    },
  };
}

/**
 * @param {Brush} brush
 * @param {import('./decode.js').Batch} batch
 */
function paintGround(brush, batch) {
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
  paintShapes(brush, batch, () => plain);
}
