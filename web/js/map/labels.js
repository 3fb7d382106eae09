// map/labels.js: which names fit on the map without covering each other, and how long ones break into lines. Pure.

/**
 * @typedef {object} Wish
 * @property {string} key of the feature
 * @property {number} rank lower is placed first
 * @property {number} width of the text block, pixels
 * @property {number} height
 * @property {readonly (readonly [number, number])[]} spots centres to try, best first
 * @property {number} [angle] radians; the block turns about its centre
 *
 * @typedef {{minX: number, minY: number, maxX: number, maxY: number}} Box
 */

/** Pixels kept free around every label. */
const GAP = 3;

/** Cell size of the collision grid, pixels. */
const CELL = 64;

/**
 * Places wishes in the order of their rank (then key, so that the same view always reads the same) where they touch
 * neither an earlier label nor a blocked box, lie wholly within the frame and are not cut by the view's edge: a label
 * may stand in the margin that is painted beyond the view, but not half in it.
 *
 * @template {Wish} T
 * @param {readonly T[]} wishes
 * @param {{width: number, height: number, view?: Box}} frame
 * @param {readonly (Box & {key?: string})[]} [blocked] boxes of pins; one with a key does not block its own label
 * @returns {{wish: T, x: number, y: number}[]}
 */
export function placeLabels(wishes, frame, blocked = []) {
  const grid = createGrid();
  for (const box of blocked) {
    grid.add(box, box.key);
  }
  const placed = [];
  for (const wish of [...wishes].sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : 1))) {
    for (const [x, y] of wish.spots) {
      const box = boxAt(wish, x, y);
      const inFrame = box.minX >= 0 && box.minY >= 0 && box.maxX <= frame.width && box.maxY <= frame.height;
      if (inFrame && !isCut(box, frame.view) && !grid.meets(box, wish.key)) {
        grid.add(box);
        placed.push({ wish, x, y });
        break;
      }
    }
  }
  return placed;
}

/**
 * @param {Wish} wish
 * @param {number} x
 * @param {number} y
 * @returns {Box}
 */
function boxAt({ width, height, angle = 0 }, x, y) {
  const cos = Math.abs(Math.cos(angle));
  const sin = Math.abs(Math.sin(angle));
  const halfWidth = (width * cos + height * sin) / 2;
  const halfHeight = (width * sin + height * cos) / 2;
  return { minX: x - halfWidth, minY: y - halfHeight, maxX: x + halfWidth, maxY: y + halfHeight };
}

/**
 * @param {Box} box
 * @param {Box | undefined} view
 */
function isCut(box, view) {
  if (!view) {
    return false;
  }
  const inside =
    box.minX >= view.minX && box.minY >= view.minY && box.maxX <= view.maxX && box.maxY <= view.maxY;
  return !inside && overlap(box, view);
}

function createGrid() {
  /** @type {Map<string, {box: Box, key: string | undefined}[]>} */
  const cells = new Map();

  /**
   * @param {Box} box
   * @returns {Generator<string>}
   */
  function* cellsOf(box) {
    for (let cx = Math.floor((box.minX - GAP) / CELL); cx <= Math.floor((box.maxX + GAP) / CELL); cx++) {
      for (let cy = Math.floor((box.minY - GAP) / CELL); cy <= Math.floor((box.maxY + GAP) / CELL); cy++) {
        yield `${cx},${cy}`;
      }
    }
  }

  return {
    /**
     * @param {Box} box
     * @param {string} [key]
     */
    add(box, key) {
      for (const cell of cellsOf(box)) {
        const list = cells.get(cell) ?? [];
        list.push({ box, key });
        cells.set(cell, list);
      }
    },
    /**
     * @param {Box} box
     * @param {string} key
     */
    meets(box, key) {
      for (const cell of cellsOf(box)) {
        for (const other of cells.get(cell) ?? []) {
          if (other.key !== key && overlap(box, other.box)) {
            return true;
          }
        }
      }
      return false;
    },
  };
}

/**
 * @param {Box} a
 * @param {Box} b
 */
function overlap(a, b) {
  return a.minX - GAP < b.maxX && b.minX - GAP < a.maxX && a.minY - GAP < b.maxY && b.minY - GAP < a.maxY;
}

const WIDE = /[⺀-鿿豈-﫿＀-￯]/;

/** What stays together: a word, or a Chinese character with the brackets and stops that belong to it. */
const PIECES = /\s*[（《「“]*[⺀-鿿豈-﫿＀-￯][）》」”，。]*|\s*[^\s⺀-鿿豈-﫿＀-￯]+/gu;

/**
 * Breaks a name into lines of about the same length: between words where there are spaces, anywhere in Chinese.
 *
 * @param {string} text
 * @param {number} most wide (Chinese) characters on a line; narrow ones count half
 * @returns {string[]}
 */
export function breakLines(text, most) {
  const total = widthOf(text);
  const lines = Math.max(1, Math.ceil(total / most));
  if (lines === 1) {
    return [text];
  }
  const target = total / lines;
  const pieces = text.match(PIECES) ?? [text];
  const out = [];
  let line = '';
  for (const piece of pieces) {
    const longer = line + piece;
    if (line && out.length < lines - 1 && widthOf(longer) - target > target - widthOf(line)) {
      out.push(line.trim());
      line = piece;
    } else {
      line = longer;
    }
  }
  return [...out, line.trim()].filter(Boolean);
}

/**
 * Whether a text has Chinese characters, which take wider spacing.
 *
 * @param {string} text
 */
export function isWide(text) {
  return WIDE.test(text);
}

/** @param {string} text */
function widthOf(text) {
  let width = 0;
  for (const char of text) {
    width += WIDE.test(char) ? 1 : 0.5;
  }
  return width;
}
