// map/tile-paint.js: the shapes of a layer of tiles onto the picture. Every square of the grid is painted once onto a
// canvas of its own and reused while one pans; what is not painted yet is covered by what was there before.
import { num } from './kinds.js';
import { coverOf, cutOf, keyOf, levelOf, tilesIn } from './tile-grid.js';

/**
 * @typedef {import('./decode.js').Batch} Batch
 * @typedef {import('./paint.js').Brush} Brush
 * @typedef {import('./frame.js').Frame} Frame
 * @typedef {import('./tile-grid.js').Address} Address
 * @typedef {{x: number, y: number, width: number, height: number}} Window device pixels of the world at some zoom
 *
 * @typedef {object} Piece one square as it was painted
 * @property {HTMLCanvasElement} canvas
 * @property {Address} address
 * @property {number} zoom
 * @property {Window} window
 * @property {Batch} batch
 * @property {number} revision of the batch
 * @property {string} wear theme and colours
 *
 * @typedef {object} Painting
 * @property {import('./tile-memory.js').Tiles} tiles
 * @property {string} wear changes when every square must be painted anew
 * @property {(brush: Brush, batch: Batch) => void} shapes paints a batch's shapes
 * @property {number} until when to stop for this picture, milliseconds of `performance.now()`
 */

/** Patterns repeat at this distance; a square's own origin lies on it, so that they join, CSS pixels. */
const PATTERN = 10;

/** Squares kept beside those of the picture: a pan back needs no painting. */
const MOST_KEPT = 64;

/** Squares kept at all, while a picture waits for its last tile. */
const MOST_PIECES = 256;

/**
 * @param {() => HTMLCanvasElement} [create]
 */
export function createTilePainter(create = () => document.createElement('canvas')) {
  /** @type {Map<string, Piece>} of the last pictures, in the order of use */
  const pieces = new Map();
  /** @type {readonly Piece[]} what the last whole picture was made of */
  let whole = [];
  /** @type {HTMLCanvasElement[]} */
  const spare = [];
  let lastZoom = Number.NaN;

  /**
   * @param {Brush} brush
   * @param {Address} address
   * @param {Batch} batch
   * @param {Painting} painting
   */
  function paintPiece(brush, address, batch, { wear, shapes }) {
    const { frame, ratio } = brush;
    const key = keyOf(address);
    const window = windowOf(address, frame.zoom, ratio);
    const before = pieces.get(key);
    const canvas = (before && !whole.includes(before) ? before.canvas : spare.pop()) ?? create();
    canvas.width = window.width;
    canvas.height = window.height;
    const context = canvas.getContext('2d');
    if (context) {
      const [left, top] = [down(window.x / ratio), down(window.y / ratio)];
      context.setTransform(ratio, 0, 0, ratio, left * ratio - window.x, top * ratio - window.y);
      const [width, height] = [window.width / ratio + PATTERN, window.height / ratio + PATTERN];
      shapes({ ...brush, context, frame: { ...frame, left, top, width, height, view: undefined } }, batch);
    }
    /** @type {Piece} */
    const piece = { canvas, address, zoom: frame.zoom, window, batch, revision: batch.revision, wear };
    pieces.delete(key);
    pieces.set(key, piece);
    const [oldest] = pieces;
    if (oldest && pieces.size > MOST_PIECES) {
      pieces.delete(oldest[0]);
    }
    return piece;
  }

  /** @param {readonly Piece[]} current */
  function tidy(current) {
    const kept = new Set(current);
    whole = current;
    for (const [key, piece] of pieces) {
      if (!kept.has(piece) && (piece.zoom !== lastZoom || pieces.size > kept.size + MOST_KEPT)) {
        pieces.delete(key);
        spare.push(piece.canvas);
      }
    }
    spare.length = Math.min(spare.length, MOST_KEPT);
  }

  return {
    /**
     * @param {Brush} brush
     * @param {Painting} painting
     * @returns {boolean} whether all is painted; else another picture should follow
     */
    paint(brush, painting) {
      const { frame } = brush;
      // While the zoom changes from picture to picture, what is painted for one is of no use for the next.
      const still = frame.zoom === lastZoom || Number.isNaN(lastZoom);
      lastZoom = frame.zoom;
      /** @type {Piece[]} */
      const current = [];
      let done = true;
      let complete = true;
      let painted = 0;
      for (const address of squaresOf(frame)) {
        const { batch, failed, missing } = stateOf(painting.tiles, address);
        if (failed) {
          paintFailed(brush, address);
        }
        if (missing) {
          complete = false;
          paintBefore(brush, address, whole);
        }
        if (!batch) {
          continue;
        }
        const known = pieces.get(keyOf(address));
        const fresh =
          known?.zoom === frame.zoom &&
          known.batch === batch &&
          known.revision === batch.revision &&
          known.wear === painting.wear;
        if (known && fresh) {
          pieces.delete(keyOf(address));
          pieces.set(keyOf(address), known);
          put(brush, known);
          current.push(known);
        } else if (still && (painted === 0 || performance.now() < painting.until)) {
          painted++;
          const piece = paintPiece(brush, address, batch, painting);
          put(brush, piece);
          current.push(piece);
        } else {
          done = false;
          paintBefore(brush, address, known?.zoom === frame.zoom ? [known] : whole);
        }
      }
      if (done && complete) {
        tidy(current);
      }
      return done;
    },
  };
}

/**
 * Squares of the grid in a picture, the middle first.
 *
 * @param {Frame} frame
 */
function squaresOf({ left, top, width, height, size, zoom }) {
  const box = {
    minX: left / size,
    minY: top / size,
    maxX: (left + width) / size,
    maxY: (top + height) / size,
  };
  return tilesIn(box, cutOf(zoom));
}

/**
 * What there is to paint on a square: its tile, or one that covers it for the time being.
 *
 * @param {import('./tile-memory.js').Tiles} tiles
 * @param {Address} address
 * @returns {{batch: Batch | null, failed: boolean, missing: boolean}}
 */
function stateOf(tiles, address) {
  const cover = coverOf(address, levelOf(address.z));
  const tile = tiles.find(cover);
  if (tile?.known) {
    return { batch: tile.batch, failed: false, missing: false };
  }
  const batch = tiles.standIn(cover);
  const failed = !batch && tile?.error !== null && tile?.error !== undefined;
  return { batch, failed, missing: !batch && !failed };
}

/**
 * A square's place among the device pixels of the world: whole ones, so that neighbours meet without a seam.
 *
 * @param {Address} address
 * @param {number} zoom
 * @param {number} ratio
 * @returns {Window}
 */
export function windowOf({ z, x, y }, zoom, ratio) {
  const side = 256 * 2 ** (zoom - z) * ratio;
  const [left, top] = [Math.round(x * side), Math.round(y * side)];
  return {
    x: left,
    y: top,
    width: Math.round((x + 1) * side) - left,
    height: Math.round((y + 1) * side) - top,
  };
}

/** @param {number} pixels */
function down(pixels) {
  return Math.floor(pixels / PATTERN) * PATTERN;
}

/**
 * Draws on device pixels, whatever the scale of the picture.
 *
 * @param {Brush} brush
 * @param {(context: CanvasRenderingContext2D, left: number, top: number) => void} draw `left`, `top`: the picture's
 *   corner among the device pixels of the world
 */
function onPixels({ context, frame, ratio }, draw) {
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  draw(context, Math.round(frame.left * ratio), Math.round(frame.top * ratio));
  context.restore();
}

/**
 * @param {Brush} brush
 * @param {Piece} piece
 */
function put(brush, { canvas, window }) {
  onPixels(brush, (context, left, top) => {
    context.drawImage(canvas, window.x - left, window.y - top);
  });
}

/**
 * Covers a square with what earlier pictures had there, larger or smaller as it may be.
 *
 * @param {Brush} brush
 * @param {Address} address
 * @param {readonly Piece[]} before
 */
function paintBefore(brush, address, before) {
  const { frame, ratio } = brush;
  const window = windowOf(address, frame.zoom, ratio);
  onPixels(brush, (context, left, top) => {
    context.beginPath();
    context.rect(window.x - left, window.y - top, window.width, window.height);
    context.clip();
    for (const piece of before) {
      const now = windowOf(piece.address, frame.zoom, ratio);
      if (
        now.x < window.x + window.width &&
        window.x < now.x + now.width &&
        now.y < window.y + window.height &&
        window.y < now.y + now.height
      ) {
        context.drawImage(piece.canvas, now.x - left, now.y - top, now.width, now.height);
      }
    }
  });
}

/**
 * A square whose tile cannot be had: hatched, not white, which would say that nothing lies there.
 *
 * @param {Brush} brush
 * @param {Address} address
 */
function paintFailed(brush, address) {
  const { context, frame, ratio, palette, pattern } = brush;
  const window = windowOf(address, frame.zoom, ratio);
  const [x, y] = [window.x / ratio - frame.left, window.y / ratio - frame.top];
  context.fillStyle = pattern(context, 'hatch', palette.quiet) ?? palette.quiet;
  context.globalAlpha = 0.5;
  context.fillRect(x, y, num(window.width / ratio), num(window.height / ratio));
  context.globalAlpha = 1;
}
