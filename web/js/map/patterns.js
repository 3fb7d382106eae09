// map/patterns.js: hatches, dots, waves and crosses as canvas patterns, made once for each ink and pixel ratio.

/** Size of the repeated square, CSS pixels. */
const CELL = 10;

/**
 * @param {number} ratio device pixels of a CSS pixel
 * @returns {(context: CanvasRenderingContext2D, pattern: import('../types.js').Pattern, ink: string) => CanvasPattern | null}
 */
export function createPatterns(ratio) {
  /** @type {Map<string, CanvasPattern | null>} */
  const known = new Map();
  return (context, pattern, ink) => {
    const key = `${pattern}|${ink}`;
    if (!known.has(key)) {
      known.set(key, draw(context, pattern, ink, ratio));
    }
    return known.get(key) ?? null;
  };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {import('../types.js').Pattern} pattern
 * @param {string} ink
 * @param {number} ratio
 */
function draw(context, pattern, ink, ratio) {
  const canvas = document.createElement('canvas');
  canvas.width = CELL * ratio;
  canvas.height = CELL * ratio;
  const cell = canvas.getContext('2d');
  if (!cell || pattern === 'none') {
    return null;
  }
  cell.scale(ratio, ratio);
  cell.strokeStyle = ink;
  cell.fillStyle = ink;
  cell.lineWidth = 1.3;
  cell.beginPath();
  if (pattern === 'hatch' || pattern === 'cross') {
    // Beyond the cell on both sides, so that the diagonals join without a notch.
    for (const shift of [-CELL, 0, CELL]) {
      cell.moveTo(shift - 1, CELL + 1);
      cell.lineTo(shift + CELL + 1, -1);
    }
  }
  if (pattern === 'cross') {
    for (const shift of [-CELL, 0, CELL]) {
      cell.moveTo(shift - 1, -1);
      cell.lineTo(shift + CELL + 1, CELL + 1);
    }
  }
  if (pattern === 'waves') {
    cell.moveTo(0, 5);
    cell.quadraticCurveTo(2.5, 2, 5, 5);
    cell.quadraticCurveTo(7.5, 8, 10, 5);
  }
  cell.stroke();
  if (pattern === 'dots') {
    cell.beginPath();
    cell.arc(2.5, 2.5, 1.2, 0, 7);
    cell.arc(7.5, 7.5, 1.2, 0, 7);
    cell.fill();
  }
  const made = context.createPattern(canvas, 'repeat');
  made?.setTransform(new DOMMatrix().scale(1 / ratio));
  return made;
}
