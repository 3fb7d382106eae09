// router.test.mjs: the address says the state, and a broken address still opens the map.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { connectRouter, placeFrom, readHash, writeHash } from '../js/router.js';
import { createStore } from '../js/store.js';

const place = {
  view: { center: [121.26001, 28.61], zoom: 14.25 },
  layers: ['parcel', 'zone'],
  theme: 'status',
  selected: { layer: 'parcel', id: 'PCL-FSX-01' },
  lang: 'en',
};

describe('address', () => {
  it('reads back what it wrote', () => {
    assert.deepEqual(readHash(writeHash(place)), place);
  });

  it('is written in the documented form', () => {
    assert.equal(
      writeHash(place),
      '#/map?c=121.26001,28.61,14.25&layers=parcel,zone&theme=status&sel=parcel:PCL-FSX-01&lang=en',
    );
  });

  it('tells no layers from no word about layers', () => {
    assert.deepEqual(readHash('#/map?layers=').layers, []);
    assert.equal(readHash('#/map').layers, undefined);
  });

  for (const hash of [
    '',
    '#',
    '#/map',
    '#/map?c=',
    '#/map?c=121,28',
    '#/map?c=a,b,c',
    '#/map?c=300,28,14',
    '#/map?c=121,28,99',
    '#/map?sel=parcel',
    '#/map?sel=parcel:a:b',
    '#/map?sel=%3Cscript%3E:x',
    '#/map?lang=fr',
    '#/elsewhere',
    '#/inbox/elsewhere?c=',
  ]) {
    it(`takes nothing from ${JSON.stringify(hash)}`, () => {
      assert.deepEqual(readHash(hash), { selected: null });
    });
  }

  it('leaves out the layers when they are the usual ones', () => {
    const catalogue = { layers: [{ id: 'a' }, { id: 'b', style: { visible: false } }] };

    assert.equal(placeFrom({ catalogue, layers: ['a'] }).layers, undefined);
    assert.deepEqual(placeFrom({ catalogue, layers: ['a', 'b'] }).layers, ['a', 'b']);
  });
});

describe('router', () => {
  /** A window as far as the router knows it. */
  function fakeWindow() {
    const entries = ['#/map'];
    const listeners = [];
    return {
      entries,
      location: { hash: '#/map' },
      history: {
        pushState(_state, _title, hash) {
          entries.push(hash);
        },
        replaceState(_state, _title, hash) {
          entries[entries.length - 1] = hash;
        },
      },
      addEventListener: (_type, listener) => listeners.push(listener),
      removeEventListener() {},
      goTo(hash) {
        this.location.hash = hash;
        for (const listener of listeners) {
          listener();
        }
      },
    };
  }

  const catalogue = { layers: [{ id: 'parcel' }] };
  const view = { center: [121, 28], zoom: 14 };

  it('makes a history entry for another object and none for a moved map', () => {
    const window = fakeWindow();
    const store = createStore({
      catalogue,
      view,
      layers: ['parcel'],
      theme: 'status',
      selected: null,
      lang: 'en',
    });
    connectRouter(store, window, () => {});

    store.set({ view: { center: [121.5, 28], zoom: 14 } });
    store.set({ selected: { layer: 'parcel', id: 'P1' } });

    assert.equal(window.entries.length, 2);
    assert.match(window.entries[1], /sel=parcel:P1/);
  });

  it('reports an address that was gone back to', () => {
    const window = fakeWindow();
    const store = createStore({
      catalogue,
      view,
      layers: ['parcel'],
      theme: 'status',
      selected: null,
      lang: 'en',
    });
    const arrived = [];
    connectRouter(store, window, (next) => arrived.push(next.selected));

    window.goTo('#/map?sel=parcel:P9');

    assert.deepEqual(arrived, [{ layer: 'parcel', id: 'P9' }]);
  });
});
