// map/tile-source.js: features of one layer from its vector tiles: fetched once, kept decoded, asked again when they may
// have changed. The browser's own cache asks with the tag it has, so an unchanged tile costs an empty answer.
import { ApiError } from '../api.js';
import { placesOf } from './batch.js';
import { BrokenTileError, decodeTile } from './mvt.js';
import { keyOf, levelOf, meets, tilesIn, worldBox } from './tile-grid.js';
import { createTileMemory } from './tile-memory.js';

/**
 * @typedef {import('./decode.js').Batch} Batch
 * @typedef {import('./tile-grid.js').Address} Address
 * @typedef {import('./geojson-source.js').Source} Source
 * @typedef {import('./tile-memory.js').Tile} Tile
 */

/** Questions under way at once: more only wait in the browser. */
const MOST_RUNNING = 6;

/** A tile older than this is asked for again when the view comes back to it, milliseconds. */
const FRESH = 30_000;

/** How much beyond the view is fetched, as a share of its size: as much as the picture has margin. */
const MARGIN = 0.2;

/** A service that is asked too much says when to come again; it is believed so often, and waited for so long, seconds. */
const MOST_TRIES = 5;
const LONGEST_PAUSE = 10;

/**
 * @typedef {(seconds: number, signal: AbortSignal) => Promise<void>} Pause rejects when called off
 */

/** @type {Pause} */
function wait(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

/**
 * @template T
 * @param {() => Promise<T>} ask
 * @param {Pause} pause
 * @param {AbortSignal} signal
 * @returns {Promise<T>}
 */
async function patiently(ask, pause, signal) {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (failure) {
      const seconds = failure instanceof ApiError ? Number(failure.problem.retryAfter) : Number.NaN;
      if (!(seconds > 0) || tries === MOST_TRIES) {
        throw failure;
      }
      await pause(Math.min(seconds, LONGEST_PAUSE), signal);
    }
  }
}

/**
 * @param {object} deps
 * @param {Pick<import('../api.js').Api, 'tile' | 'extent'>} deps.api
 * @param {string} deps.layer
 * @param {import('../time/model.js').When} [deps.when] left out: as it is now
 * @param {() => number} [deps.now] milliseconds
 * @param {Pause} [deps.pause]
 * @returns {Source}
 */
export function createTileSource({ api, layer, when, now = () => performance.now(), pause = wait }) {
  const memory = createTileMemory();
  /** @type {readonly Address[]} */
  let wanted = [];
  /** @type {{bbox: readonly number[] | null, asked: number}} where the layer has features at all */
  let extent = { bbox: null, asked: Number.NEGATIVE_INFINITY };
  let turns = 0;
  let running = 0;
  /** @type {(() => void)[]} */
  const waiting = [];

  /** @param {Tile | undefined} tile */
  const isFresh = (tile) => tile?.known === true && !tile.error && now() - tile.asked < FRESH;

  /**
   * Beyond the layer's extent the service has no tiles, and need not be asked.
   *
   * @param {AbortSignal} signal
   */
  async function leaveOutBeyond(signal) {
    if (now() - extent.asked >= FRESH) {
      const asked = now();
      extent = { bbox: await api.extent(layer, { signal }), asked };
    }
    const { bbox, asked } = extent;
    for (const address of wanted) {
      if (!bbox || !meets(address, worldBox(bbox))) {
        Object.assign(memory.use(address), { known: true, batch: null, etag: '', asked, error: null });
      }
    }
  }

  /** @param {Tile} tile @param {AbortSignal} signal */
  async function ask(tile, signal) {
    const asked = now();
    try {
      const { bytes, etag } = await patiently(
        () => api.tile(layer, tile.address, { when, signal }),
        pause,
        signal,
      );
      if (!tile.known || etag === '' || etag !== tile.etag) {
        tile.batch = bytes && decodeTile(bytes, layer, tile.address);
      }
      if (tile.batch?.tile) {
        tile.batch.tile.asked = asked;
      }
      tile.known = true;
      tile.etag = etag;
      tile.asked = asked;
      tile.error = null;
    } catch (failure) {
      if (failure instanceof BrokenTileError) {
        tile.error = new ApiError({ type: '/problems/broken-tile', title: failure.message, status: 200 });
      } else if (failure instanceof ApiError && failure.status === 404) {
        // Beyond the tiles on offer nothing lies.
        Object.assign(tile, { known: true, batch: null, etag: '', asked, error: null });
      } else if (failure instanceof ApiError) {
        tile.error = failure;
      } else {
        throw failure;
      }
    }
  }

  /**
   * Waits for its turn, then asks; a question that nobody needs any more is not put.
   *
   * @param {Address} address
   * @param {number} turn
   * @param {() => void} arrived
   */
  async function fetchTile(address, turn, arrived) {
    while (running >= MOST_RUNNING) {
      await new Promise((/** @type {(value: void) => void} */ resolve) => waiting.push(resolve));
    }
    const tile = memory.use(address);
    if (turn !== turns || isFresh(tile)) {
      waiting.shift()?.();
      return;
    }
    if (!tile.running) {
      const abort = new AbortController();
      running++;
      const done = ask(tile, abort.signal).finally(() => {
        running--;
        if (tile.running === mine) {
          tile.running = null;
        }
        waiting.shift()?.();
      });
      const mine = { abort, done };
      tile.running = mine;
    }
    await tile.running.done;
    if (turn === turns) {
      arrived();
    }
  }

  const batches = () => wanted.flatMap((address) => memory.find(address)?.batch ?? []);

  return {
    tiles: memory,

    covers(bbox, zoom) {
      return tilesIn(worldBox(bbox), levelOf(zoom)).every((address) => isFresh(memory.find(address)));
    },

    refresh(id) {
      extent = { ...extent, asked: Number.NEGATIVE_INFINITY };
      for (const tile of memory.all()) {
        if (tile.batch && placesOf(tile.batch, id).length > 0) {
          tile.asked = Number.NEGATIVE_INFINITY;
        }
      }
    },

    renew(boxes) {
      extent = { ...extent, asked: Number.NEGATIVE_INFINITY };
      const worlds = boxes?.map((box) => worldBox(box));
      for (const tile of memory.all()) {
        if (!worlds || worlds.some((world) => meets(tile.address, world))) {
          tile.asked = Number.NEGATIVE_INFINITY;
        }
      }
    },

    async loadView(bbox, zoom, signal, show) {
      const turn = ++turns;
      const level = levelOf(zoom);
      const inView = tilesIn(worldBox(bbox), level);
      const keys = new Set(inView.map(keyOf));
      const around = tilesIn(worldBox(bbox, MARGIN), level).filter((address) => !keys.has(keyOf(address)));
      wanted = [...inView, ...around];
      memory.leaveAllBut(wanted);
      signal.addEventListener('abort', () => {
        // A newer question follows at once when there is one, and takes over what it needs of this one.
        queueMicrotask(() => {
          if (turn === turns) {
            turns++;
            memory.leaveAllBut([]);
          }
        });
      });
      show(batches());
      await leaveOutBeyond(signal);
      await Promise.all(wanted.map((address) => fetchTile(address, turn, () => show(batches()))));
      signal.throwIfAborted();
      const failed = wanted.map((address) => memory.find(address)?.error).find((error) => error);
      if (failed) {
        throw failed;
      }
      return { batches: batches(), truncated: false };
    },
  };
}
