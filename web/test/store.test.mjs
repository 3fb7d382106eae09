// store.test.mjs: the page's state changes only through set, and tells everybody once.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createStore } from '../js/store.js';

describe('store', () => {
  it('makes a new state and keeps the old one as it was', () => {
    const store = createStore({ a: 1, b: 2 });
    const before = store.get();

    store.set({ a: 5 });

    assert.deepEqual(before, { a: 1, b: 2 });
    assert.deepEqual(store.get(), { a: 5, b: 2 });
    assert.throws(() => {
      store.get().a = 7;
    }, TypeError);
  });

  it('tells listeners the new state and the previous one', () => {
    const store = createStore({ a: 1 });
    const heard = [];
    store.subscribe((state, previous) => heard.push([state.a, previous.a]));

    store.set({ a: 2 });

    assert.deepEqual(heard, [[2, 1]]);
  });

  it('tells nobody when nothing differs', () => {
    const store = createStore({ a: 1 });
    let calls = 0;
    store.subscribe(() => calls++);

    store.set({ a: 1 });

    assert.equal(calls, 0);
  });

  it('stops telling who has left, even in the middle of a round', () => {
    const store = createStore({ a: 1 });
    const heard = [];
    const leave = store.subscribe(() => heard.push('first'));
    store.subscribe(() => {
      leave();
      heard.push('second');
    });

    store.set({ a: 2 });
    store.set({ a: 3 });

    assert.deepEqual(heard, ['first', 'second', 'second']);
  });

  it('tells of changes in their order, also of those made by a listener', () => {
    const store = createStore({ a: 1 });
    const heard = [];
    store.subscribe((state) => {
      if (state.a === 2) {
        store.set({ a: 3 });
      }
    });
    store.subscribe((state, previous) => heard.push([state.a, previous.a]));

    store.set({ a: 2 });

    assert.deepEqual(heard, [
      [2, 1],
      [3, 2],
    ]);
  });
});
