// shapes.test.mjs: shapes over each other in a small picture, true to shape and within its frame.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drawShapes, frameOf, linesOf } from '../js/ui/shapes.js';

const square = (lon, lat, side) => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + side, lat],
      [lon + side, lat + side],
      [lon, lat + side],
      [lon, lat],
    ],
  ],
});

describe('a picture of shapes', () => {
  it('is none without a shape', () => {
    assert.equal(drawShapes([{ kind: 'before', geometry: null }]), null);
  });

  it('leaves out what is not there', () => {
    const { paths } = drawShapes([
      { kind: 'before', geometry: square(121, 28, 0.01) },
      { kind: 'added', geometry: null },
    ]);

    assert.deepEqual(
      paths.map(({ kind }) => kind),
      ['before'],
    );
  });

  it('keeps everything within its frame, and is as wide as the land is at its latitude', () => {
    const { width, height, paths } = drawShapes([
      { kind: 'before', geometry: square(121, 60, 0.01) },
      { kind: 'after', geometry: square(121, 60, 0.005) },
    ]);
    const numbers = paths.flatMap(({ d }) => d.match(/-?[\d.]+/g).map(Number));

    assert.ok(numbers.every((number) => number >= 0 && number <= Math.max(width, height)));
    assert.ok(Math.abs((width - 24) / (height - 24) - 0.5) < 0.02, `${width} by ${height}`);
  });

  it('knows the place of each of its pixels', () => {
    const { pixelOf, positionOf } = frameOf(square(121, 28, 0.01).coordinates[0]);
    const [lon, lat] = positionOf(pixelOf([121.003, 28.004]));

    assert.ok(Math.abs(lon - 121.003) < 1e-9 && Math.abs(lat - 28.004) < 1e-9);
  });

  it('draws every kind of geometry', () => {
    const point = { type: 'Point', coordinates: [121, 28] };

    assert.equal(linesOf({ type: 'GeometryCollection', geometries: [point, square(121, 28, 1)] }).length, 2);
    assert.equal(
      linesOf({
        type: 'MultiPoint',
        coordinates: [
          [1, 2],
          [3, 4],
        ],
      }).length,
      2,
    );
    assert.match(drawShapes([{ kind: 'before', geometry: point }]).paths[0].d, /a5 5/);
  });
});
