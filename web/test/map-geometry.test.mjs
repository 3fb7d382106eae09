// map-geometry.test.mjs: decoding GeoJSON, picking, frames and the projection.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AREA, decode, LINE, POINT } from '../js/map/decode.js';
import { createFrame, edgesFor, originOn, pixelsOf } from '../js/map/frame.js';
import { stepFor } from '../js/map/graticule.js';
import { contains, hits } from '../js/map/pick.js';
import { latOf, lonOf, worldSize, worldX, worldY } from '../js/map/projection.js';
import { visibleOf } from '../js/map/visible.js';

const NONE = { line: 0, point: 0 };

/** A square about a place, degrees. */
function square(lon, lat, half) {
  return [
    [lon - half, lat - half],
    [lon + half, lat - half],
    [lon + half, lat + half],
    [lon - half, lat + half],
    [lon - half, lat - half],
  ];
}

function feature(id, geometry, properties = {}) {
  return { type: 'Feature', id, geometry, properties };
}

function idsAt(batch, lon, lat, reach = NONE) {
  return hits(batch, worldX(lon), worldY(lat), reach).map((i) => batch.ids[i]);
}

describe('projection', () => {
  it('returns to where it came from', () => {
    assert.ok(Math.abs(lonOf(worldX(121.26)) - 121.26) < 1e-9);
    assert.ok(Math.abs(latOf(worldY(28.61)) - 28.61) < 1e-9);
  });

  it('puts null island in the middle and the date line at the edge', () => {
    assert.equal(worldX(0), 0.5);
    assert.ok(Math.abs(worldY(0) - 0.5) < 1e-12);
    assert.equal(worldX(180), 1);
  });
});

describe('decoding', () => {
  it('keeps every kind of geometry and leaves out what has none', () => {
    const batch = decode('any', [
      feature('a', { type: 'Point', coordinates: [121, 28] }),
      feature('b', {
        type: 'LineString',
        coordinates: [
          [121, 28],
          [121.1, 28.1],
        ],
      }),
      feature('c', { type: 'Polygon', coordinates: [square(121, 28, 0.01)] }),
      feature('d', null),
      feature('e', { type: 'MultiPolygon', coordinates: [[square(121, 28, 0.01)], [square(122, 28, 0.01)]] }),
    ]);

    assert.deepEqual([...batch.ids], ['a', 'b', 'c', 'e']);
    assert.deepEqual([...batch.kinds], [POINT, LINE, AREA, AREA]);
    assert.deepEqual([...batch.firstPart], [0, 1, 2, 3, 5]);
    assert.equal(batch.xy.length, 2 * (1 + 2 + 5 + 10));
  });

  it('makes one entry for each kind in a collection, under one id', () => {
    const batch = decode('any', [
      feature('a', {
        type: 'GeometryCollection',
        geometries: [
          { type: 'Point', coordinates: [121, 28] },
          { type: 'Polygon', coordinates: [square(121, 28, 0.01)] },
        ],
      }),
    ]);

    assert.deepEqual([...batch.ids], ['a', 'a']);
    assert.deepEqual([...batch.kinds], [POINT, AREA]);
  });

  it('is exact to a millimetre ten kilometres from the first point', () => {
    const batch = decode('any', [
      feature('a', { type: 'Point', coordinates: [121.2, 28.6] }),
      feature('b', { type: 'Point', coordinates: [121.3, 28.6] }),
    ]);

    const metresOfWorld = 2 * Math.PI * 6378137;
    const error = Math.abs(batch.originX + batch.xy[2] - worldX(121.3)) * metresOfWorld;
    assert.ok(error < 0.001, `error ${error} m`);
  });

  it('puts the label of a horseshoe into the land, not into the gap', () => {
    const horseshoe = [
      [0, 0],
      [3, 0],
      [3, 3],
      [2, 3],
      [2, 1],
      [1, 1],
      [1, 3],
      [0, 3],
      [0, 0],
    ];
    const batch = decode('any', [feature('a', { type: 'Polygon', coordinates: [horseshoe] })]);

    assert.ok(contains(batch, 0, batch.anchors[0], batch.anchors[1]));
  });

  it('puts the label of a line halfway along it, reading upright', () => {
    const batch = decode('any', [
      feature('a', {
        type: 'LineString',
        coordinates: [
          [10, 0],
          [2, 0],
          [0, 0],
        ],
      }),
    ]);

    assert.ok(Math.abs(batch.originX + batch.anchors[0] - worldX(5)) < 1e-7);
    assert.ok(Math.abs(batch.angles[0]) < 1e-6);
  });
});

describe('picking', () => {
  const ring = square(121, 28, 0.01);
  const hole = square(121, 28, 0.004);

  it('finds the area under the point and nothing outside', () => {
    const batch = decode('any', [feature('a', { type: 'Polygon', coordinates: [ring] })]);

    assert.deepEqual(idsAt(batch, 121.005, 28.005), ['a']);
    assert.deepEqual(idsAt(batch, 121.02, 28), []);
  });

  it('falls through a hole, whichever way the rings run', () => {
    for (const inner of [hole, [...hole].reverse()]) {
      const batch = decode('any', [feature('a', { type: 'Polygon', coordinates: [ring, inner] })]);

      assert.deepEqual(idsAt(batch, 121, 28), []);
      assert.deepEqual(idsAt(batch, 121.007, 28), ['a']);
    }
  });

  it('gives overlapping areas last painted first', () => {
    const batch = decode('any', [
      feature('below', { type: 'Polygon', coordinates: [ring] }),
      feature('above', { type: 'Polygon', coordinates: [ring] }),
    ]);

    assert.deepEqual(idsAt(batch, 121, 28), ['above', 'below']);
  });

  it('finds a line and a point within reach only', () => {
    const batch = decode('any', [
      feature('line', {
        type: 'LineString',
        coordinates: [
          [121, 28],
          [121.1, 28],
        ],
      }),
      feature('point', { type: 'Point', coordinates: [121.2, 28] }),
    ]);
    const reach = { line: worldX(0.001) - 0.5, point: worldX(0.002) - 0.5 };

    assert.deepEqual(idsAt(batch, 121.05, 28.0005, reach), ['line']);
    assert.deepEqual(idsAt(batch, 121.05, 28.005, reach), []);
    assert.deepEqual(idsAt(batch, 121.2015, 28, reach), ['point']);
    assert.deepEqual(idsAt(batch, 121.1015, 28, reach), []);
  });
});

describe('frame', () => {
  const frame = createFrame({
    zoom: 14,
    left: worldX(121.26) * worldSize(14) - 400,
    top: worldY(28.61) * worldSize(14) - 300,
    width: 800,
    height: 600,
  });

  it('puts a place where the map shows it', () => {
    const { x, y } = originOn(frame, { originX: worldX(121.26), originY: worldY(28.61) });

    assert.ok(Math.abs(x - 400) < 1e-6 && Math.abs(y - 300) < 1e-6);
  });

  it('finds what is in view and leaves out the rest', () => {
    const batch = decode('any', [
      feature('in', { type: 'Polygon', coordinates: [square(121.26, 28.61, 0.001)] }),
      feature('out', { type: 'Polygon', coordinates: [square(122, 28.61, 0.001)] }),
      feature('around', { type: 'Polygon', coordinates: [square(121.26, 28.61, 5)] }),
    ]);

    assert.deepEqual(
      visibleOf(batch, frame).map((i) => batch.ids[i]),
      ['in', 'around'],
    );
    assert.ok(edgesFor(frame, batch).minX < 0);
  });

  it('measures a kilometre on the ground at its own latitude', () => {
    const metresPerPixel = 1000 / pixelsOf(frame, 1000, 28.61);

    assert.ok(Math.abs(metresPerPixel - 8.39) < 0.02, `${metresPerPixel} m per pixel`);
  });

  it('draws a net that is neither crowded nor empty at every zoom', () => {
    for (let zoom = 6; zoom <= 18; zoom++) {
      const gap = (stepFor(worldSize(zoom)) / 360) * worldSize(zoom);
      assert.ok(gap >= 110 && gap <= 700, `zoom ${zoom}: ${gap} px`);
    }
  });
});
