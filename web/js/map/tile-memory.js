// map/tile-memory.js: the tiles that were fetched, decoded, the longest unused forgotten first. Pure.
import { coverOf, keyOf } from './tile-grid.js';

/**
 * @typedef {import('./decode.js').Batch} Batch
 * @typedef {import('./tile-grid.js').Address} Address
 *
 * @typedef {object} Tile
 * @property {Address} address
 * @property {boolean} known whether the server ever answered
 * @property {Batch | null} batch null when nothing lies on it
 * @property {string} etag
 * @property {number} asked when the answer was asked for, milliseconds; so old it may be
 * @property {import('../api.js').ApiError | null} error of the last question
 * @property {{abort: AbortController, done: Promise<void>} | null} running
 *
 * @typedef {object} Tiles what is in memory, for painting
 * @property {(address: Address) => Pick<Tile, 'known' | 'batch' | 'error'> | undefined} find
 * @property {(address: Address) => Batch | null} standIn a coarser tile that covers this one
 */

/** Tiles kept beyond those of the view. */
const MOST_KEPT = 160;

/** How many levels coarser a tile may be that stands in for one still missing. */
const STAND_IN_LEVELS = 3;

export function createTileMemory() {
  /** @type {Map<string, Tile>} in the order of last use */
  const tiles = new Map();
  return {
    all: () => tiles.values(),

    /** @param {Address} address */
    find: (address) => tiles.get(keyOf(address)),

    /**
     * The tile, an empty one if it was not there; it is the last to be forgotten now.
     *
     * @param {Address} address
     */
    use(address) {
      const key = keyOf(address);
      /** @type {Tile} */
      const tile = tiles.get(key) ?? {
        address,
        known: false,
        batch: null,
        etag: '',
        asked: Number.NEGATIVE_INFINITY,
        error: null,
        running: null,
      };
      tiles.delete(key);
      tiles.set(key, tile);
      return tile;
    },

    /** @param {Address} address */
    standIn(address) {
      for (let z = address.z - 1; z >= Math.max(0, address.z - STAND_IN_LEVELS); z--) {
        const batch = tiles.get(keyOf(coverOf(address, z)))?.batch;
        if (batch) {
          return batch;
        }
      }
      return null;
    },

    /**
     * Calls off what is being fetched of other tiles, and forgets the longest unused of them.
     *
     * @param {readonly Address[]} kept
     */
    leaveAllBut(kept) {
      const keys = new Set(kept.map(keyOf));
      for (const [key, tile] of tiles) {
        if (!keys.has(key)) {
          tile.running?.abort.abort();
          tile.running = null;
          if (tiles.size > MOST_KEPT + kept.length) {
            tiles.delete(key);
          }
        }
      }
    },
  };
}
