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
  return {
    get: () => state,
    set(patch) {
      const keys = /** @type {(keyof T)[]} */ (Object.keys(patch));
      if (keys.every((key) => Object.is(state[key], patch[key]))) {
        return;
      }
      const previous = state;
      state = Object.freeze({ ...state, ...patch });
      const current = state;
      for (const listener of [...listeners]) {
        listener(current, previous);
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
