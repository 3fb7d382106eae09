// map-tile-paint.test.mjs: squares of tiles are painted once, moved while one pans, covered until they are painted anew.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createFrame } from '../js/map/frame.js';
import { createTilePainter, windowOf } from '../js/map/tile-paint.js';

const Z = 14;

describe('painting tiles', () => {
  /** Canvases that only note what is drawn on them. */
  function easel() {
    const drawn = [];
    const context = new Proxy({}, { get: () => () => {}, set: () => true });
    const main = new Proxy(
      {},
      {
        get: (_target, name) =>
          name === 'drawImage' ? (canvas, x, y, width) => drawn.push({ canvas, x, y, width }) : () => {},
        set: () => true,
      },
    );
    return { drawn, main, create: () => ({ width: 0, height: 0, getContext: () => context }) };
  }

  function scene(zoom, left) {
    const { drawn, main, create } = easel();
    const painted = [];
    const batches = new Map();
    const tiles = {
      find: ({ z, x, y }) => ({ known: true, error: null, batch: batchAt(`${z}/${x}/${y}`) }),
      standIn: () => null,
    };
    function batchAt(key) {
      batches.set(key, batches.get(key) ?? { key, revision: 0 });
      return batches.get(key);
    }
    const painter = createTilePainter(create);
    const paint = (frame, wear = 'status') => {
      drawn.length = 0;
      painted.length = 0;
      const brush = { context: main, frame, ratio: 2, palette: {}, pattern: () => null };
      return painter.paint(brush, {
        tiles,
        wear,
        until: Number.POSITIVE_INFINITY,
        shapes: (_brush, batch) => painted.push(batch.key),
      });
    };
    const frame = createFrame({ zoom, left, top: 50 * 256, width: 512, height: 256 });
    return { paint, frame, drawn, painted, batches };
  }

  it('paints each square once and only moves it while one pans', () => {
    const { paint, frame, drawn, painted } = scene(Z, 100 * 256);
    assert.ok(paint(frame));
    assert.deepEqual([...painted].sort(), [
      '14/100/50',
      '14/100/51',
      '14/101/50',
      '14/101/51',
      '14/102/50',
      '14/102/51',
    ]);

    assert.ok(paint({ ...frame, left: frame.left + 10 }));
    assert.deepEqual(painted, []);
    assert.equal(drawn.length, 6);
    assert.ok(drawn.some(({ x, y }) => x === -20 && y === 0));
  });

  it('paints anew what changed: one square for its own change, all for another theme', () => {
    const { paint, frame, painted, batches } = scene(Z, 100 * 256);
    paint(frame);
    batches.get('14/101/50').revision++;
    paint(frame);
    assert.deepEqual(painted, ['14/101/50']);

    paint(frame, 'landuse');
    assert.equal(painted.length, 6);
  });

  it('covers squares with the old picture, enlarged, until the zoom rests', () => {
    const { paint, frame, drawn, painted } = scene(Z, 100 * 256);
    paint(frame);
    const near = createFrame({ zoom: Z + 1, left: 200 * 256, top: 100 * 256, width: 512, height: 256 });

    assert.equal(paint(near), false, 'another picture follows');
    assert.equal(painted.length, 0);
    assert.ok(drawn.length > 0 && drawn.every(({ width }) => width === 1024));
    assert.equal(paint(near), true);
    assert.equal(painted.length, 6);
  });

  it('cuts squares at whole pixels at every zoom, so that they meet without a seam', () => {
    for (const zoom of [14, 14.25, 14.5, 14.75]) {
      for (const ratio of [1, 1.5, 2]) {
        const [a, b] = [13710, 13711].map((x) => windowOf({ z: 14, x, y: 6800 }, zoom, ratio));
        assert.equal(a.x + a.width, b.x);
        assert.ok(Number.isInteger(a.x) && Number.isInteger(a.width));
      }
    }
  });

  it('enlarges the tiles of the last level by their parts', () => {
    const { paint, painted } = scene(18, 0);
    paint(createFrame({ zoom: 18, left: 1600 * 256, top: 800 * 256, width: 200, height: 200 }));

    assert.deepEqual(painted, ['16/400/200']);
  });
});
