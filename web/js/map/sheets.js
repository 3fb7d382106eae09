// map/sheets.js: what is loaded of each layer, and loading what the view lacks. Knows sources, not the canvas.
import { ApiError } from '../api.js';
import { visibleOf } from './paint.js';

/**
 * @typedef {import('./decode.js').Batch} Batch
 * @typedef {import('./geojson-source.js').Source} Source
 * @typedef {import('./geojson-source.js').Bbox} Bbox
 * @typedef {import('../types.js').LayerDef} LayerDef
 * @typedef {import('../types.js').Ref} Ref
 *
 * @typedef {object} Sheet one layer's loaded part
 * @property {LayerDef} layer
 * @property {Source} source
 * @property {readonly Batch[]} batches
 * @property {'idle' | 'loading' | 'ready' | 'error'} phase
 * @property {boolean} truncated
 * @property {import('../api.js').ApiError | null} error
 * @property {AbortController | null} running
 */

/** Layers without a smallest zoom of their own load from here. */
const MIN_ZOOM = 8;

/** @param {LayerDef} layer */
export function minZoomOf(layer) {
  return layer.style?.minZoom ?? MIN_ZOOM;
}

/**
 * @param {object} deps
 * @param {readonly LayerDef[]} deps.layers
 * @param {(layer: string) => Source} deps.sourceOf
 * @param {() => void} deps.changed called after anything in a sheet changed
 */
export function createSheets({ layers, sourceOf, changed }) {
  /** @type {Map<string, Sheet>} */
  const sheets = new Map(
    [...layers]
      .sort((a, b) => a.order - b.order)
      .map((layer) => [
        layer.id,
        {
          layer,
          source: sourceOf(layer.id),
          batches: [],
          phase: 'idle',
          truncated: false,
          error: null,
          running: null,
        },
      ]),
  );
  /** @type {Map<string, Record<string, any>>} */
  const overrides = new Map();
  let revision = 0;
  /** @type {Set<() => void>} */
  const waiting = new Set();

  /** @param {Sheet} sheet @param {Bbox} bbox @param {number} zoom */
  async function load(sheet, bbox, zoom) {
    sheet.running?.abort();
    const running = new AbortController();
    sheet.running = running;
    sheet.phase = 'loading';
    sheet.error = null;
    changed();
    try {
      const { batches, truncated } = await sheet.source.loadView(bbox, zoom, running.signal);
      if (sheet.running !== running) {
        return;
      }
      sheet.batches = batches;
      sheet.truncated = truncated;
      sheet.phase = 'ready';
      forget(batches);
    } catch (failure) {
      if (sheet.running !== running) {
        return;
      }
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      sheet.phase = 'error';
      sheet.error = failure;
    } finally {
      if (sheet.running === running) {
        sheet.running = null;
        changed();
        settle();
      }
    }
  }

  /**
   * Drops what was painted ahead of the server once the server's own answer is as new.
   *
   * @param {readonly Batch[]} batches
   */
  function forget(batches) {
    for (const batch of batches) {
      batch.ids.forEach((id, i) => {
        const key = `${batch.layer}:${id}`;
        const ahead = overrides.get(key);
        if (ahead && Number(batch.property(i, 'version')) > Number(ahead.version ?? 0)) {
          overrides.delete(key);
          revision++;
        }
      });
    }
  }

  function settle() {
    if (![...sheets.values()].some((sheet) => sheet.running)) {
      for (const done of waiting) {
        done();
      }
      waiting.clear();
    }
  }

  return {
    sheets,

    /**
     * Loads what these layers lack in the view; a layer that is not shown stops loading.
     *
     * @param {readonly string[]} shown
     * @param {Bbox} bbox
     * @param {number} zoom
     */
    require(shown, bbox, zoom) {
      for (const sheet of sheets.values()) {
        const wanted = shown.includes(sheet.layer.id) && zoom >= minZoomOf(sheet.layer);
        if (!wanted && sheet.running) {
          sheet.running.abort();
          sheet.running = null;
          sheet.phase = 'idle';
          settle();
        }
        if (wanted && !sheet.source.covers(bbox, zoom)) {
          void load(sheet, bbox, zoom);
        }
      }
    },

    /**
     * The feature's values: as loaded, or as told since.
     *
     * @param {Batch} batch
     * @param {number} i
     * @returns {Record<string, any>}
     */
    valuesOf(batch, i) {
      if (overrides.size === 0) {
        return batch.properties(i);
      }
      return overrides.get(`${batch.layer}:${batch.ids[i]}`) ?? batch.properties(i);
    },

    /**
     * @param {Ref} ref
     * @param {Record<string, any>} properties those that changed
     */
    override(ref, properties) {
      const found = this.find(ref);
      const base = found ? this.valuesOf(found.batch, found.i) : {};
      overrides.set(`${ref.layer}:${ref.id}`, { ...base, ...properties });
      revision++;
      changed();
    },

    /**
     * @param {Ref} ref
     * @returns {{batch: Batch, i: number} | null}
     */
    find(ref) {
      for (const batch of sheets.get(ref.layer)?.batches ?? []) {
        const i = batch.ids.indexOf(ref.id);
        if (i >= 0) {
          return { batch, i };
        }
      }
      return null;
    },

    /** Changes whenever a loaded feature's values may have. */
    revision: () => revision,

    /** Resolves when nothing is being loaded. */
    idle() {
      /** @type {Promise<void>} */
      const settled = new Promise((resolve) => {
        waiting.add(resolve);
      });
      settle();
      return settled;
    },

    /**
     * How many features of a layer lie in the frame, and how many of each value of a field.
     *
     * @param {string} layer
     * @param {import('./frame.js').Frame} frame
     * @param {string | undefined} field
     */
    countIn(layer, frame, field) {
      /** @type {Map<string, Set<string>>} */
      const byValue = new Map();
      const ids = new Set();
      for (const batch of sheets.get(layer)?.batches ?? []) {
        for (const i of visibleOf(batch, frame, 0)) {
          const id = String(batch.ids[i]);
          ids.add(id);
          if (field) {
            const value = String(this.valuesOf(batch, i)[field] ?? '');
            byValue.set(value, (byValue.get(value) ?? new Set()).add(id));
          }
        }
      }
      return { total: ids.size, byValue: new Map([...byValue].map(([value, set]) => [value, set.size])) };
    },
  };
}
