// map/ahead.js: what the page was told of features since their layers were loaded. Pure.

/**
 * @typedef {import('./decode.js').Batch} Batch
 * @typedef {import('../types.js').Ref} Ref
 *
 * @typedef {object} Told
 * @property {Record<string, any>} properties
 * @property {number} at when, milliseconds
 */

/** Longest time that the service may take to show a change in its tiles, milliseconds. */
const LAG = 5000;

/** Features of a layer that are remembered; by then the tiles of the first have long been asked for anew. */
const MOST = 5000;

/** @param {() => number} now milliseconds */
export function createAhead(now) {
  /** @type {Map<string, Map<string, Told>>} by layer, then by id */
  const layers = new Map();
  return {
    /**
     * @param {Ref} ref
     * @param {Record<string, any>} properties those that changed
     * @param {unknown} version of the feature as it was loaded
     */
    tell({ layer, id }, properties, version) {
      const told = layers.get(layer) ?? new Map();
      const before = told.get(id)?.properties ?? (version === undefined ? {} : { version });
      // To the end of the order, so that the longest untouched goes first.
      told.delete(id);
      told.set(id, { properties: { ...before, ...properties }, at: now() });
      if (told.size > MOST) {
        told.delete(told.keys().next().value);
      }
      layers.set(layer, told);
    },

    /**
     * What was told of a feature since the batch was loaded. A feature tells its version; a tile does not, and is taken
     * for newer only when the service had the time to put the change into it.
     *
     * @param {Batch} batch
     * @param {number} i
     * @returns {Record<string, any> | undefined}
     */
    of(batch, i) {
      const told = layers.get(batch.layer)?.get(String(batch.ids[i]));
      if (!told) {
        return undefined;
      }
      const { properties, at } = told;
      const older = batch.tile
        ? batch.tile.asked < at + LAG
        : !(Number(batch.property(i, 'version')) > Number(properties.version ?? 0));
      return older ? properties : undefined;
    },
  };
}
