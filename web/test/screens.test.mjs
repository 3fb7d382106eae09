// screens.test.mjs: who is offered which screen, and what the address says of it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { connectRouter, readHash, writeHash } from '../js/router.js';
import { isFor } from '../js/session/model.js';
import { createStore } from '../js/store.js';

const session = (...roles) => ({ signedIn: true, account: { name: 'a', displayName: 'A', roles } });

describe('a screen', () => {
  it('without roles is for everybody', () => {
    assert.equal(isFor({}, null), true);
  });

  it('that names no role is for whoever is signed in', () => {
    assert.equal(isFor({ roles: [] }, null), false);
    assert.equal(isFor({ roles: [] }, { signedIn: false, account: null }), false);
    assert.equal(isFor({ roles: [] }, session('viewer')), true);
  });

  it('is for those who have one of its roles', () => {
    assert.equal(isFor({ roles: ['admin', 'planner'] }, session('planner')), true);
    assert.equal(isFor({ roles: ['admin', 'planner'] }, session('lead', 'viewer')), false);
  });
});

describe('address of a screen', () => {
  const paths = ['inbox', 'admin/audit'];

  it('reads back what it wrote', () => {
    const place = { screen: { path: 'admin/audit', query: { who: '规划员', page: '2' } }, lang: 'en' };

    assert.deepEqual(readHash(writeHash(place), paths), place);
  });

  it('is no screen when there is none of that name', () => {
    assert.deepEqual(readHash('#/elsewhere?c=121,28,14', paths).screen, undefined);
  });

  it('says nothing of the map', () => {
    assert.deepEqual(readHash('#/inbox', paths), { screen: { path: 'inbox', query: {} } });
  });

  it('makes a step of history for a screen, none for what it asks for', () => {
    const steps = [];
    const write = (kind) => (_state, _title, hash) => {
      steps.push([kind, hash]);
      window.location.hash = hash;
    };
    const window = {
      location: { hash: '' },
      history: { pushState: write('push'), replaceState: write('replace') },
      addEventListener() {},
      removeEventListener() {},
    };
    const store = createStore({ catalogue: { layers: [] }, layers: [], selected: null, screen: null });
    connectRouter(store, window, () => {}, paths);

    store.set({ screen: { path: 'inbox', query: {} } });
    store.set({ screen: { path: 'inbox', query: { due: '1' } } });

    assert.deepEqual(steps, [
      ['push', '#/inbox'],
      ['replace', '#/inbox?due=1'],
    ]);
  });
});
