// map-avoid.test.mjs: where names do not go: onto coloured areas, and across lines.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { obstaclesOf, partWithin } from '../js/map/avoid.js';
import { decode } from '../js/map/decode.js';
import { createFrame, originOn } from '../js/map/frame.js';
import { worldX, worldY } from '../js/map/projection.js';

const feature = (id, type, coordinates) => ({
  type: 'Feature',
  id,
  geometry: { type, coordinates },
  properties: {},
});
const square = [
  [121.25, 28.6],
  [121.251, 28.6],
  [121.251, 28.601],
  [121.25, 28.601],
  [121.25, 28.6],
];
const parcels = decode('parcel', [feature('A', 'Polygon', [square])]);
const roads = decode('road', [
  feature('R', 'LineString', [
    [121.2505, 28.59],
    [121.2505, 28.61],
  ]),
]);
const frame = createFrame({
  zoom: 17,
  left: worldX(121.249) * 256 * 2 ** 17,
  top: worldY(28.602) * 256 * 2 ** 17,
  width: 600,
  height: 600,
});
const at = (lon, lat) => {
  const { x, y } = originOn(frame, { originX: worldX(lon), originY: worldY(lat) });
  return [x, y];
};
const around = ([x, y], half = 10) => ({ minX: x - half, minY: y - half, maxX: x + half, maxY: y + half });
const obstacles = (themed) =>
  obstaclesOf(frame, [
    { batch: parcels, members: [0], themed: () => themed },
    { batch: roads, members: [0], themed: () => false },
  ]);

describe('what names avoid', () => {
  it('is an area in the theme’s colours, wherever a point of the name lies on it', () => {
    const on = at(121.2502, 28.6005);
    const beside = at(121.2495, 28.6005);

    assert.equal(obstacles(true).onArea(around(on), [on]), true);
    assert.equal(obstacles(true).onArea(around(beside), [beside]), false);
    assert.equal(obstacles(false).onArea(around(on), [on]), false, 'a plain area is no obstacle');
  });

  it('is a line through the name', () => {
    assert.equal(obstacles(true).onLine(around(at(121.2505, 28.6))), true);
    assert.equal(obstacles(true).onLine(around(at(121.2502, 28.6))), false);
  });
});

describe('a segment in a box', () => {
  const box = { minX: 0, minY: 0, maxX: 10, maxY: 10 };

  it('is cut where it enters and leaves', () => {
    assert.deepEqual(partWithin(-10, 5, 30, 5, box), { from: 0.25, to: 0.5 });
  });

  it('is nothing when it passes by', () => {
    assert.equal(partWithin(-10, 5, -1, 5, box), null);
    assert.equal(partWithin(-5, 8, 5, 18, box), null);
    assert.equal(partWithin(12, -5, 12, 20, box), null);
  });
});
