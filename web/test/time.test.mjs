// time.test.mjs: the day that is looked at, in the address and in what the server is asked.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createApi } from '../js/api.js';
import { readHash, writeHash } from '../js/router.js';
import { dayAt, dayOf, daysBetween, isPast, saidOf, whenOf } from '../js/time/model.js';

const now = { asOf: null, knownOn: null };

describe('a moment', () => {
  it('of now asks for nothing', () => {
    assert.deepEqual(whenOf(now), {});
    assert.equal(isPast(now), false);
    assert.equal(saidOf(now), 'time.now');
  });

  it('asks for the end of the day it was so, and of the day it was known, where the reader is', () => {
    const both = { asOf: '2023-06-01', knownOn: '2024-01-02' };

    const { datetime, recorded } = whenOf(both);
    assert.equal(new Date(datetime).toDateString(), 'Thu Jun 01 2023');
    assert.equal(new Date(Date.parse(datetime) + 1).toDateString(), 'Fri Jun 02 2023');
    assert.equal(new Date(recorded).toDateString(), 'Tue Jan 02 2024');
    assert.equal(saidOf(both), 'time.both');
    assert.equal(saidOf({ ...now, knownOn: '2024-01-02' }), 'time.known');
    assert.equal(saidOf({ ...now, asOf: '2024-01-02' }), 'time.asOf');
  });

  for (const text of ['2023-02-29', '2023-13-01', '2023', '01.06.2023', "2023-06-01' or 1", '', null]) {
    it(`is no day: ${JSON.stringify(text)}`, () => assert.equal(dayOf(text), null));
  }

  it('counts days over leap years and back', () => {
    assert.equal(daysBetween('2024-02-28', '2024-03-01'), 2);
    assert.equal(dayAt('2024-02-28', 2), '2024-03-01');
  });

  it('is in the address and comes back from it', () => {
    const place = readHash('#/map?t=2023-06-01&k=2024-01-02');

    assert.equal(place.asOf, '2023-06-01');
    assert.equal(place.knownOn, '2024-01-02');
    assert.match(writeHash(place), /t=2023-06-01&k=2024-01-02/);
    assert.equal(readHash('#/map?t=yesterday').asOf, undefined);
  });

  it('goes with every question about features', async () => {
    const asked = [];
    const api = createApi(async (url) => {
      asked.push(url);
      return new Response(JSON.stringify({ features: [], links: [], numberMatched: 7 }), {
        headers: { 'Content-Type': 'application/json' },
      });
    });
    const when = { datetime: '2023-06-01', recorded: '2024-01-02' };

    for await (const page of api.items('parcel', { when })) {
      assert.deepEqual(page, []);
    }
    await api.tile('parcel', { z: 1, x: 0, y: 0 }, { when });
    await api.dossier('parcel', 'A', { when });
    await api.search('a', { when });
    assert.equal(await api.count('parcel', when), 7);

    assert.equal(asked.length, 5);
    for (const url of asked) {
      assert.match(url, /datetime=2023-06-01&recorded=2024-01-02/);
    }
  });
});
