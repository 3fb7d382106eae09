// live.test.mjs: hearing what happens: the stream, its end, the list meanwhile, one tab for all.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { listen, POLL } from '../js/live/stream.js';
import { createGeojsonSource } from '../js/map/geojson-source.js';

class Stream extends EventTarget {
  readyState = 0;
  closed = false;
  constructor(url) {
    super();
    this.url = url;
  }
  close() {
    this.closed = true;
    this.readyState = 2;
  }
  say(kind, data, lastEventId) {
    this.dispatchEvent(Object.assign(new Event(kind), { data: JSON.stringify(data), lastEventId }));
  }
}

function opened(more = {}) {
  const streams = [];
  const timers = [];
  const heard = [];
  const means = {
    open(url) {
      streams.push(new Stream(url));
      return streams.at(-1);
    },
    list: async () => ({ reset: false, next: 'p9', events: [{ id: 'listed' }] }),
    channel: null,
    locks: null,
    later(run, millis) {
      const timer = { run, millis, off: false };
      timers.push(timer);
      return () => {
        timer.off = true;
      };
    },
    ...more,
  };
  const stop = listen(means, (word) => heard.push(word));
  return { streams, timers, heard, stop };
}

describe('what happens', () => {
  it('is heard from the stream', () => {
    const { streams, heard } = opened();
    streams[0].onopen();
    streams[0].say('feature', { id: 'A' }, 'p1');
    streams[0].say('reset', {}, 'p2');
    assert.deepEqual(heard, [
      { kind: 'state', state: 'live' },
      { kind: 'event', event: { id: 'A' } },
      { kind: 'reset' },
    ]);
  });

  it('is asked for again after its last place, later each time', () => {
    const { streams, timers } = opened();
    streams[0].say('feature', { id: 'A' }, 'p1');
    streams[0].onerror();
    timers.find(({ millis }) => millis === 1000).run();
    assert.equal(streams[1].url, '/api/events?after=p1');
    streams[1].onerror();
    assert.ok(timers.some(({ millis }) => millis === 2000));
    assert.ok(streams[0].closed && streams[1].closed);
  });

  it('is listed while there is no stream', async () => {
    const { streams, timers, heard } = opened();
    streams[0].say('feature', { id: 'A' }, 'p1');
    streams[0].onerror();
    timers.find(({ millis, off }) => millis === POLL && !off).run();
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(heard.slice(1), [
      { kind: 'state', state: 'stale' },
      { kind: 'event', event: { id: 'listed' } },
      { kind: 'state', state: 'polling' },
    ]);
  });

  it('is heard by the other tabs from the one that has the stream', () => {
    const told = [];
    const channel = { postMessage: (word) => told.push(word), close() {} };
    let turn = null;
    const locks = {
      request(_name, _options, run) {
        turn = run;
        return Promise.resolve();
      },
    };
    const { streams, heard } = opened({ channel, locks });
    assert.equal(streams.length, 0);
    channel.onmessage({ data: { kind: 'reset' } });
    assert.deepEqual(heard, [{ kind: 'reset' }]);
    turn();
    streams[0].say('feature', { id: 'A' }, 'p1');
    assert.deepEqual(told, [{ kind: 'event', event: { id: 'A' } }]);
  });

  it('is not heard any more once stopped', () => {
    const { streams, timers, stop } = opened();
    streams[0].onerror();
    stop();
    assert.ok(timers.every(({ off }) => off));
  });
});

describe('a source of small layers', () => {
  it('answers no view until it is loaded anew once something in it has changed', async () => {
    async function* items() {
      yield [];
    }
    const source = createGeojsonSource({ api: { items }, layer: 'parcel' });
    const view = [121, 28, 121.1, 28.1];
    await source.loadView(view, 14, new AbortController().signal, () => {});
    assert.ok(source.covers(view, 14));
    source.renew([[100, 10, 101, 11]]);
    assert.ok(source.covers(view, 14), 'far away');
    source.renew([[121.05, 28.05, 121.06, 28.06]]);
    assert.ok(!source.covers(view, 14));
  });
});
