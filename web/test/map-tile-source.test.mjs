// map-tile-source.test.mjs: fetching tiles, keeping them, telling what changed; counting each feature once.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError } from '../js/api.js';
import { createCount } from '../js/map/count.js';
import { createFrame } from '../js/map/frame.js';
import { latOf, lonOf } from '../js/map/projection.js';
import { createSheets } from '../js/map/sheets.js';
import { createTileSource } from '../js/map/tile-source.js';
import { tileOf } from './fixture/tile.js';

const Z = 14;
const SIDE = 1 / 2 ** Z;

/** A box of whole tiles, a little within their edges, degrees. */
function view(x, y, columns = 1, rows = 1) {
  const in_ = 0.01;
  return [
    lonOf((x + in_) * SIDE),
    latOf((y + rows - in_) * SIDE),
    lonOf((x + columns - in_) * SIDE),
    latOf((y + in_) * SIDE),
  ];
}

const square = (x, y, side) => [
  [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
  ],
];
const parcel = (id, status, x = 100, y = 100, side = 200) => ({
  id,
  type: 'Polygon',
  parts: square(x, y, side),
  properties: { id: `P-${id}`, status },
});
const tile = (...features) => tileOf({ name: 'parcel', features });

/** The layer's features are everywhere. */
const extent = async () => [-180, -85, 180, 85];

/** A service whose answers the test gives one by one, and a clock that stands until it is set. */
function opened() {
  const asked = [];
  const clock = { now: 0 };
  const api = {
    extent,
    tile: (layer, address, { signal }) =>
      new Promise((resolve, reject) => {
        const answer = (bytes, etag = '') => resolve({ bytes, etag });
        signal.addEventListener('abort', () => reject(new DOMException('left', 'AbortError')));
        asked.push({ layer, ...address, signal, answer, refuse: reject });
      }),
  };
  const source = createTileSource({ api, layer: 'parcel', now: () => clock.now });
  return { source, asked, clock, api };
}

const open = (source, bbox, show = () => {}, zoom = Z) =>
  source.loadView(bbox, zoom, new AbortController().signal, show);
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe('tile source', () => {
  it('asks for the view first, a few at once, and for its margin after', async () => {
    const { source, asked } = opened();
    const loading = open(source, view(100, 50, 3, 3));
    await settled();

    assert.equal(asked.length, 6);
    assert.deepEqual([asked[0].x, asked[0].y], [101, 51]);
    for (let n = 0; n < asked.length; n++) {
      asked[n].answer(null);
      await settled();
    }
    await loading;
    assert.equal(asked.length, 25);
    const first = asked.slice(0, 9);
    assert.ok(first.every(({ x, y }) => x >= 100 && x < 103 && y >= 50 && y < 53));
    assert.ok(source.covers(view(100, 50, 3, 3), Z));
    assert.ok(!source.covers(view(100, 50, 3, 3), 15));
  });

  it('shows each tile as it comes', async () => {
    const { source, asked } = opened();
    const shown = [];
    open(source, view(100, 50), (batches) => shown.push(batches.flatMap((batch) => batch.ids)));
    await settled();
    asked[0].answer(tile(parcel(1, 'SIGNING')));
    await settled();

    assert.deepEqual(shown, [[], ['P-1']]);
  });

  it('calls off what a newer view does not need and goes on with what it needs', async () => {
    const { source, asked } = opened();
    const earlier = open(source, view(100, 50));
    earlier.catch(() => {});
    await settled();
    const [middle, ...others] = asked;
    open(source, view(100, 50), () => {}, Z).catch(() => {});
    await settled();
    assert.ok(!middle.signal.aborted);

    open(source, view(300, 50)).catch(() => {});
    await settled();
    assert.ok(middle.signal.aborted && others.every(({ signal }) => signal.aborted));
    await assert.rejects(earlier, { name: 'AbortError' });
  });

  it('asks again for old tiles, and keeps one that has not changed as it is', async () => {
    const { source, asked, clock } = opened();
    const answerAll = async (bytes, etag) => {
      for (let n = 0; n < asked.length; n++) {
        asked[n].answer(asked[n].x === 100 && asked[n].y === 50 ? bytes : null, etag);
        await settled();
      }
    };
    const first = open(source, view(100, 50));
    await settled();
    await answerAll(tile(parcel(1, 'SIGNING')), '"1"');
    const [before] = (await first).batches;

    clock.now = 60_000;
    assert.ok(!source.covers(view(100, 50), Z));
    asked.length = 0;
    const second = open(source, view(100, 50));
    await settled();
    await answerAll(tile(parcel(1, 'SIGNING')), '"1"');
    assert.equal((await second).batches[0], before);
    assert.equal(before.tile.asked, 60_000);

    source.refresh('P-1');
    asked.length = 0;
    const third = open(source, view(100, 50));
    await settled();
    assert.deepEqual(
      asked.map(({ x, y }) => [x, y]),
      [[100, 50]],
      'only the tile that has it',
    );
    await answerAll(tile(parcel(1, 'CLEARED')), '"2"');
    assert.equal((await third).batches[0].property(0, 'status'), 'CLEARED');
  });

  it('tells a failure, keeps the rest, and tries again with the next view', async () => {
    const { source, asked } = opened();
    let shown = [];
    const loading = open(source, view(100, 50, 2, 1), (batches) => {
      shown = batches;
    });
    const refused = assert.rejects(loading, { status: 503 });
    await settled();
    for (let n = 0; n < asked.length; n++) {
      const { x, y } = asked[n];
      if (x === 101 && y === 50) {
        asked[n].refuse(new ApiError({ type: '/problems/unavailable', title: 'down', status: 503 }));
      } else {
        asked[n].answer(x === 100 && y === 50 ? tile(parcel(1, 'SIGNING')) : null);
      }
      await settled();
    }

    await refused;
    assert.deepEqual(
      shown.flatMap((batch) => batch.ids),
      ['P-1'],
    );
    assert.equal(source.tiles.find({ z: Z, x: 101, y: 50 }).error.status, 503);
    assert.ok(!source.covers(view(100, 50, 2, 1), Z));
  });

  it('does not ask beyond the land where the layer has features', async () => {
    const { asked, api } = opened();
    const land = view(100, 50);
    const source = createTileSource({
      api: { ...api, extent: async () => land },
      layer: 'parcel',
      now: () => 0,
    });
    const loading = open(source, view(100, 50, 3, 3));
    await settled();

    assert.deepEqual(
      asked.map(({ x, y }) => [x, y]),
      [[100, 50]],
    );
    asked[0].answer(tile(parcel(1, 'SIGNING')));
    assert.equal((await loading).batches.length, 1);
    assert.ok(source.covers(view(100, 50, 3, 3), Z));
  });

  it('waits as long as a service says that is asked too much', async () => {
    const pauses = [];
    let asked = 0;
    const api = {
      extent: async () => view(100, 50),
      async tile() {
        asked++;
        if (asked === 1) {
          throw new ApiError({ type: '/problems/too-many', title: 'slow', status: 429, retryAfter: 2 });
        }
        return { bytes: tile(parcel(1, 'SIGNING')), etag: '' };
      },
    };
    const pause = async (seconds) => {
      pauses.push(seconds);
    };
    const source = createTileSource({ api, layer: 'parcel', now: () => 0, pause });

    assert.equal((await open(source, view(100, 50))).batches.length, 1);
    assert.deepEqual(pauses, [2]);
  });

  it('takes bytes that are no tile for a failure', async () => {
    const { source, asked } = opened();
    const refused = assert.rejects(open(source, view(100, 50)), { slug: 'broken-tile' });
    await settled();
    for (let n = 0; n < asked.length; n++) {
      asked[n].answer(new Uint8Array([1, 2, 3]));
      await settled();
    }

    await refused;
  });
});

describe('sheets of tiles', () => {
  const LAYER = { id: 'parcel', order: 1, geometry: 'Polygon', style: { minZoom: 12 } };

  it('show a change at once, and the service’s own tile when it had time to know of it', async () => {
    const clock = { now: 0 };
    let status = 'SIGNING';
    const api = {
      extent,
      tile: async (_layer, { x, y }) => ({
        bytes: x === 100 && y === 50 ? tile(parcel(1, status)) : null,
        etag: '',
      }),
    };
    const sheets = createSheets({
      layers: [LAYER],
      sourceOf: () => createTileSource({ api, layer: 'parcel', now: () => clock.now }),
      changed: () => {},
      now: () => clock.now,
    });
    const sheet = sheets.sheets.get('parcel');
    const shown = () => sheets.valueOf(sheet.batches[0], 0, 'status');
    const ref = { layer: 'parcel', id: 'P-1' };
    sheets.require(['parcel'], view(100, 50), Z);
    await sheets.idle();
    const { revision } = sheet.batches[0];

    sheets.override(ref, { status: 'CLEARED', cleared_on: '2026-03-02' });
    assert.equal(shown(), 'CLEARED');
    assert.ok(sheet.batches[0].revision > revision, 'only this batch is painted anew');

    clock.now = 1000;
    sheets.refresh(ref);
    sheets.require(['parcel'], view(100, 50), Z);
    await sheets.idle();
    assert.equal(shown(), 'CLEARED', 'another node may not know of it yet');

    status = 'BANKED';
    clock.now = 60_000;
    sheets.require(['parcel'], view(100, 50), Z);
    await sheets.idle();
    assert.equal(shown(), 'BANKED');
  });
});

describe('counting on tiles', () => {
  const frame = createFrame({
    zoom: Z,
    left: 100 * 256,
    top: 50 * 256,
    width: 512,
    height: 256,
  });

  it('counts a parcel once however many tiles it lies on, and what was left out with the rest', async () => {
    const bytes = {
      100: tile(
        parcel(1, 'SIGNING'),
        parcel(2, 'BANKED', 4000, 100, 160),
        parcel(4, 'BANKED', 4056, 500, 40),
      ),
      101: tileOf(
        {
          name: 'parcel',
          features: [
            parcel(2, 'BANKED', -64, 100, 128),
            parcel(3, 'SIGNING'),
            parcel(4, 'BANKED', -40, 500, 40),
          ],
        },
        {
          name: 'parcel-aggregate',
          features: [
            { type: 'Polygon', parts: square(0, 0, 256), properties: { count: 5, 'status=SIGNING': 5 } },
          ],
        },
      ),
    };
    const api = {
      extent,
      tile: async (_layer, { x, y }) => ({ bytes: y === 50 ? (bytes[x] ?? null) : null, etag: '' }),
    };
    const source = createTileSource({ api, layer: 'parcel', now: () => 0 });
    const { batches } = await open(source, view(100, 50, 2, 1));
    const count = createCount(frame, 'status', (batch, i) => batch.property(i, 'status'));

    for (const batch of batches) {
      count.add(batch);
    }

    const { total, gathered, byValue } = count.total();
    assert.equal(total, 9);
    assert.equal(gathered, 5);
    assert.deepEqual(Object.fromEntries(byValue), { SIGNING: 7, BANKED: 2 });
  });
});
