// map-tiles.test.mjs: reading vector tiles, and which tiles a view needs.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anchorOf } from '../js/map/anchors.js';
import { AREA, LINE, POINT } from '../js/map/decode.js';
import { gatheredAt, mostOf, opacityOf, sharesOf } from '../js/map/gathered.js';
import { BrokenTileError, decodeTile } from '../js/map/mvt.js';
import { contains, hits } from '../js/map/pick.js';
import { worldX, worldY } from '../js/map/projection.js';
import { coverOf, keyOf, levelOf, tilesIn, worldBox } from '../js/map/tile-grid.js';
import { tileOf } from './fixture/tile.js';

const PLACE = { z: 14, x: 13710, y: 6800 };
const SIDE = 1 / 2 ** 14;
const ring = (x, y, side) => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
];
const hole = (x, y, side) => [...ring(x, y, side)].reverse();
const area = (id, x, y, side, properties = {}) => ({
  id,
  type: 'Polygon',
  parts: [ring(x, y, side)],
  properties: { id: `P-${id}`, ...properties },
});

function read(...layers) {
  return decodeTile(tileOf(...layers), 'parcel', PLACE);
}

/** World units of a place of the tile. */
const world = (x, y) => [(PLACE.x + x / 4096) * SIDE, (PLACE.y + y / 4096) * SIDE];

describe('a vector tile', () => {
  it('becomes the arrays that painting and picking know', () => {
    const batch = read({
      name: 'parcel',
      features: [
        area(7, 100, 200, 50),
        {
          id: 8,
          type: 'LineString',
          parts: [
            [
              [0, 0],
              [10, 0],
            ],
            [
              [20, 0],
              [30, 5],
              [40, 5],
            ],
          ],
          properties: { id: 'L' },
        },
        { id: 9, type: 'Point', parts: [[[5, 6]], [[7, 8]]], properties: { id: 'M' } },
      ],
    });

    assert.deepEqual([...batch.kinds], [AREA, LINE, POINT]);
    assert.deepEqual([...batch.ids], ['P-7', 'L', 'M']);
    assert.deepEqual([...batch.tile.keys], [7, 8, 9]);
    assert.deepEqual([...batch.firstPart], [0, 1, 3, 5]);
    assert.deepEqual([...batch.firstPoint], [0, 5, 7, 10, 11, 12]);
    assert.deepEqual(
      [...batch.xy.slice(0, 10)].map((value) => Math.round((value / SIDE) * 4096)),
      [100, 200, 150, 200, 150, 250, 100, 250, 100, 200],
    );
    const [x, y] = world(120, 220);
    assert.deepEqual(hits(batch, x, y, { line: 0, point: 0 }), [0]);
  });

  it('keeps holes and the margin beyond its edge', () => {
    const batch = read({
      name: 'parcel',
      features: [{ id: 1, type: 'Polygon', parts: [ring(-64, -64, 400), hole(0, 0, 100)], properties: {} }],
    });
    const at = (x, y) => contains(batch, 0, (x / 4096) * SIDE, (y / 4096) * SIDE);

    assert.equal(at(-60, -60), true);
    assert.equal(at(50, 50), false);
    assert.equal(at(200, 50), true);
    assert.equal(batch.ids[0], '1', 'the number stands in for an id that is not told');
  });

  it('tells properties of every type, one by one or together', () => {
    const properties = { id: 'A', name: '图斑', status: 'SIGNING', count: -3, share: 0.25, sketch: true };
    const batch = read({
      name: 'parcel',
      features: [area(2 ** 53 - 1, 0, 0, 10, properties), area(2, 0, 0, 10)],
    });

    assert.equal(batch.tile.keys[0], 2 ** 53 - 1);
    assert.deepEqual(batch.properties(0), properties);
    assert.equal(batch.property(0, 'name'), '图斑');
    assert.equal(batch.property(1, 'name'), undefined);
    assert.equal(batch.property(0, 'unknown'), undefined);
  });

  it('puts labels where the label layer has them, and knows whose stand elsewhere', () => {
    const batch = read(
      { name: 'parcel', features: [area(1, 0, 0, 100), area(2, 4000, 0, 160)] },
      {
        name: 'parcel-label',
        features: [{ id: 1, type: 'Point', parts: [[[30, 40]]], properties: { name: 'x' } }],
      },
    );

    assert.deepEqual([...batch.tile.labelled], [1, 0]);
    assert.equal(batch.tile.labels, true);
    assert.deepEqual(
      Object.values(anchorOf(batch, 0)).map((value) => Math.round((value / SIDE) * 4096)),
      [30, 40],
    );
    const { x, y } = anchorOf(batch, 1);
    assert.ok(contains(batch, 1, x, y), 'without one it is worked out');
  });

  it('tells what was left out, cell by cell', () => {
    const batch = read({
      name: 'parcel-aggregate',
      features: [
        {
          type: 'Polygon',
          parts: [ring(256, 512, 256)],
          properties: { count: 12, 'status=SIGNING': 5, 'status=BANKED': 7 },
        },
      ],
    });
    const cell = gatheredAt(batch, ...world(300, 600));

    assert.equal(batch.count, 0);
    assert.equal(cell.count, 12);
    assert.deepEqual(sharesOf(cell, 'status'), [
      ['SIGNING', 5],
      ['BANKED', 7],
    ]);
    assert.equal(mostOf(cell, 'status'), 'BANKED');
    assert.equal(mostOf(cell, 'landuse_code'), '');
    assert.equal(gatheredAt(batch, ...world(100, 100)), null);
    assert.ok(opacityOf(1) < opacityOf(10) && opacityOf(100) === opacityOf(5000));
  });

  it('is nothing when it has nothing of the layer', () => {
    assert.equal(read({ name: 'road', features: [area(1, 0, 0, 10)] }), null);
    assert.equal(decodeTile(new Uint8Array(0), 'parcel', PLACE), null);
  });

  it('is refused with an error of its own when it is cut short or no tile', () => {
    const whole = tileOf({ name: 'parcel', features: [area(1, 0, 0, 100), area(2, 0, 0, 100)] });
    for (let length = 1; length < whole.length; length++) {
      assert.throws(() => decodeTile(whole.slice(0, length), 'parcel', PLACE), BrokenTileError, `${length}`);
    }
    assert.throws(
      () => decodeTile(new TextEncoder().encode('<html>not a tile'), 'parcel', PLACE),
      BrokenTileError,
    );
  });
});

describe('the grid of tiles', () => {
  it('gives the tiles of a view, the middle first', () => {
    const [x, y] = [worldX(121.26), worldY(28.61)];
    const box = { minX: x - SIDE, minY: y - SIDE, maxX: x + SIDE, maxY: y + SIDE };
    const tiles = tilesIn(box, 14);

    assert.equal(tiles.length, 9);
    assert.deepEqual(tiles[0], { z: 14, x: Math.floor(x / SIDE), y: Math.floor(y / SIDE) });
    assert.equal(new Set(tiles.map(keyOf)).size, 9);
  });

  it('stays within the world', () => {
    assert.deepEqual(tilesIn(worldBox([-190, -89, 190, 89]), 1).length, 4);
  });

  it('asks for whole levels, and for none beyond the last', () => {
    assert.deepEqual([13, 13.99, 14, 16.5, 20].map(levelOf), [13, 13, 14, 16, 16]);
  });

  it('knows the tile that covers another', () => {
    assert.deepEqual(coverOf({ z: 18, x: 21, y: 11 }, 16), { z: 16, x: 5, y: 2 });
    assert.deepEqual(coverOf({ z: 15, x: 21, y: 11 }, 16), { z: 15, x: 21, y: 11 });
  });
});
