// map-sheets.test.mjs: loading what the view lacks, keeping the old picture, painting ahead of the server.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError } from '../js/api.js';
import { decode } from '../js/map/decode.js';
import { createGeojsonSource } from '../js/map/geojson-source.js';
import { createSheets } from '../js/map/sheets.js';

const LAYER = { id: 'parcel', order: 1, geometry: 'Point', style: { minZoom: 12 } };
const VIEW = [121, 28, 121.1, 28.1];

function feature(id, properties) {
  return { type: 'Feature', id, geometry: { type: 'Point', coordinates: [121.05, 28.05] }, properties };
}

/** Sheets over a source whose answers the test gives one by one. */
function opened() {
  const calls = [];
  const source = {
    covers: () => false,
    loadView: (bbox, zoom, signal) =>
      new Promise((resolve, reject) => {
        calls.push({ bbox, zoom, signal, resolve, reject });
      }),
  };
  const sheets = createSheets({ layers: [LAYER], sourceOf: () => source, changed: () => {} });
  return { sheets, calls, sheet: sheets.sheets.get('parcel') };
}

const answer = (...features) => ({ batches: [decode('parcel', features)], truncated: false });

describe('sheets', () => {
  it('load nothing below the layer’s smallest zoom or while it is hidden', () => {
    const { sheets, calls } = opened();

    sheets.require(['parcel'], VIEW, 11);
    sheets.require([], VIEW, 14);

    assert.equal(calls.length, 0);
  });

  it('keep the old picture while the next one loads, and when that fails', async () => {
    const { sheets, calls, sheet } = opened();
    sheets.require(['parcel'], VIEW, 14);
    calls[0].resolve(answer(feature('a', { version: 1 })));
    await sheets.idle();

    sheets.require(['parcel'], VIEW, 14);
    assert.equal(sheet.phase, 'loading');
    assert.deepEqual([...sheet.batches[0].ids], ['a']);
    calls[1].reject(new ApiError({ type: '/problems/unavailable', title: 'down', status: 503 }));
    await sheets.idle();

    assert.equal(sheet.phase, 'error');
    assert.deepEqual([...sheet.batches[0].ids], ['a']);
  });

  it('abort a question that a newer view has overtaken, and ignore its answer', async () => {
    const { sheets, calls, sheet } = opened();
    sheets.require(['parcel'], VIEW, 14);
    sheets.require(['parcel'], VIEW, 15);

    assert.ok(calls[0].signal.aborted);
    calls[1].resolve(answer(feature('new', {})));
    calls[0].resolve(answer(feature('old', {})));
    await sheets.idle();

    assert.deepEqual([...sheet.batches[0].ids], ['new']);
  });

  it('show a changed value at once and until the server’s own is newer', async () => {
    const { sheets, calls, sheet } = opened();
    const valuesOf = () => sheets.valuesOf(sheet.batches[0], 0);
    sheets.require(['parcel'], VIEW, 14);
    calls[0].resolve(answer(feature('a', { status: 'SIGNING', version: 3, name: 'x' })));
    await sheets.idle();

    sheets.override({ layer: 'parcel', id: 'a' }, { status: 'CLEARED' });
    assert.deepEqual(valuesOf(), { status: 'CLEARED', version: 3, name: 'x' });

    sheets.require(['parcel'], VIEW, 14);
    calls[1].resolve(answer(feature('a', { status: 'SIGNING', version: 3 })));
    await sheets.idle();
    assert.equal(valuesOf().status, 'CLEARED');

    sheets.require(['parcel'], VIEW, 14);
    calls[2].resolve(answer(feature('a', { status: 'BANKED', version: 5 })));
    await sheets.idle();
    assert.equal(valuesOf().status, 'BANKED');
  });
});

describe('GeoJSON source', () => {
  /** An api whose pages hold `size` features each. */
  function paged(pages, size) {
    const asked = [];
    return {
      asked,
      async *items(_layer, { bbox }) {
        asked.push(bbox);
        for (let n = 0; n < pages; n++) {
          yield Array.from({ length: size }, (_, k) => feature(`f${n}-${k}`, {}));
        }
      },
    };
  }

  it('fetches a margin about the view and needs no second fetch within it', async () => {
    const api = paged(2, 3);
    const source = createGeojsonSource({ api, layer: 'parcel' });

    const { batches } = await source.loadView(VIEW, 14, new AbortController().signal);

    assert.equal(
      batches.reduce((sum, batch) => sum + batch.count, 0),
      6,
    );
    assert.deepEqual(api.asked[0], [120.95, 27.95, 121.15, 28.15]);
    assert.ok(source.covers([120.96, 28, 121.06, 28.1], 14));
    assert.ok(!source.covers([120.9, 28, 121, 28.1], 14));
  });

  it('stops at what can be drawn, and says so', async () => {
    const source = createGeojsonSource({ api: paged(1000, 1000), layer: 'parcel' });

    const { truncated, batches } = await source.loadView(VIEW, 14, new AbortController().signal);

    assert.ok(truncated);
    assert.ok(batches.length <= 20);
    assert.ok(!source.covers(VIEW, 15), 'a nearer view must ask again');
  });
});
