// store.js: the page's one state. Immutable: every change makes a new object and tells the listeners.

/**
 * @template T
 * @typedef {object} Store
 * @property {() => T} get the current state; do not modify
 * @property {(patch: Partial<T>) => void} set replaces the given members; tells nobody when nothing differs
 * @property {(listener: (state: T, previous: T) => void) => () => void} subscribe returns the way out
 */

/**
 * @template {object} T
 * @param {T} initial
 * @returns {Store<T>}
 */
export function createStore(initial) {
  let state = Object.freeze({ ...initial });
  /** @type {Set<(state: T, previous: T) => void>} */
  const listeners = new Set();
  // A listener may set something itself: that change waits until all have heard of the one before, in order.
  /** @type {[T, T][]} */
  const untold = [];
  let telling = false;

  function tell() {
    if (telling) {
      return;
    }
    telling = true;
    try {
      for (let change = untold.shift(); change; change = untold.shift()) {
        for (const listener of [...listeners]) {
          listener(...change);
        }
      }
    } finally {
      telling = false;
      untold.length = 0;
    }
  }

  return {
    get: () => state,
    set(patch) {
      const keys = /** @type {(keyof T)[]} */ (Object.keys(patch));
      if (keys.every((key) => Object.is(state[key], patch[key]))) {
        return;
      }
      const previous = state;
      state = Object.freeze({ ...state, ...patch });
      untold.push([state, previous]);
      tell();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
