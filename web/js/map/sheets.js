// map/sheets.js: what is loaded of each layer, and loading what the view lacks. Knows sources, not the canvas.
import { ApiError } from '../api.js';
import { createAhead } from './ahead.js';
import { isBeyond, placesOf } from './batch.js';
import { createCount } from './count.js';

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

/**
 * Where a layer begins. One that comes in tiles is drawn from afar too: what would be too much is gathered in squares.
 *
 * @param {Pick<Sheet, 'layer' | 'source'>} sheet
 */
export function minZoomOf({ layer, source }) {
  return source.tiles ? MIN_ZOOM : (layer.style?.minZoom ?? MIN_ZOOM);
}

/**
 * @param {object} deps
 * @param {readonly LayerDef[]} deps.layers
 * @param {(layer: LayerDef) => Source} deps.sourceOf
 * @param {() => void} deps.changed called after anything in a sheet changed
 * @param {() => number} [deps.now] milliseconds
 */
export function createSheets({ layers, sourceOf, changed, now = () => performance.now() }) {
  const sheets = emptySheets(layers, sourceOf);
  let ahead = createAhead(now);
  let past = false;
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
    /** @param {Batch[]} batches */
    function show(batches) {
      if (sheet.running === running) {
        sheet.batches = batches;
        changed();
      }
    }
    try {
      const { batches, truncated } = await sheet.source.loadView(bbox, zoom, running.signal, show);
      if (sheet.running !== running) {
        return;
      }
      sheet.truncated = truncated;
      sheet.phase = 'ready';
      show(batches);
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
     * @param {(sheet: Sheet) => boolean} [among] only these
     */
    require(shown, bbox, zoom, among = () => true) {
      for (const sheet of [...sheets.values()].filter(among)) {
        const wanted = shown.includes(sheet.layer.id) && zoom >= minZoomOf(sheet);
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
      const told = ahead.of(batch, i);
      return told ? { ...batch.properties(i), ...told } : batch.properties(i);
    },

    /**
     * Whether a feature has values that were told since it was loaded.
     *
     * @param {Batch} batch
     * @param {number} i
     */
    isTold: (batch, i) => ahead.of(batch, i) !== undefined,

    /**
     * One of the feature's values.
     *
     * @param {Batch} batch
     * @param {number} i
     * @param {string} field
     */
    valueOf(batch, i, field) {
      const told = ahead.of(batch, i);
      return told && field in told ? told[field] : batch.property(i, field);
    },

    /**
     * @param {Ref} ref
     * @param {Record<string, any>} properties those that changed
     */
    override(ref, properties) {
      if (past) {
        return;
      }
      const found = this.find(ref);
      ahead.tell(ref, properties, found?.batch.property(found.i, 'version'));
      for (const batch of sheets.get(ref.layer)?.batches ?? []) {
        if (placesOf(batch, ref.id).length > 0) {
          batch.revision++;
        }
      }
      changed();
    },

    /**
     * Another day is looked at: nothing that was loaded or told holds. What is shown stays until the answer comes.
     *
     * @param {boolean} isPast whether what is told from here on is about another time
     */
    renew(isPast) {
      past = isPast;
      ahead = createAhead(now);
      for (const sheet of sheets.values()) {
        sheet.running?.abort();
        sheet.running = null;
        sheet.phase = 'idle';
        sheet.source = sourceOf(sheet.layer);
      }
      settle();
    },

    /**
     * What was loaded of a feature is known to be old: the next view asks anew.
     *
     * @param {Ref} ref
     */
    refresh: (ref) => sheets.get(ref.layer)?.source.refresh?.(ref.id),

    /**
     * What lies in some boxes of a layer has changed.
     *
     * @param {string | undefined} layer undefined for all
     * @param {readonly (readonly number[])[] | null} boxes degrees; null for all of it
     */
    touch(layer, boxes) {
      for (const sheet of sheets.values()) {
        if (layer === undefined || sheet.layer.id === layer) {
          sheet.source.renew?.(boxes);
        }
      }
    },

    /**
     * @param {Ref} ref
     * @returns {{batch: Batch, i: number} | null}
     */
    find(ref) {
      for (const batch of sheets.get(ref.layer)?.batches ?? []) {
        const i = placesOf(batch, ref.id).find((place) => !isBeyond(batch, place));
        if (i !== undefined) {
          return { batch, i };
        }
      }
      return null;
    },

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
     * How many features of a layer lie in the frame, how many of each value of a field, and how many of them are only
     * gathered in squares.
     *
     * @param {string} layer
     * @param {import('./frame.js').Frame} frame
     * @param {string | undefined} field
     */
    countIn(layer, frame, field) {
      const count = createCount(frame, field, (batch, i) => this.valueOf(batch, i, field ?? ''));
      for (const batch of sheets.get(layer)?.batches ?? []) {
        count.add(batch);
      }
      return count.total();
    },
  };
}

/**
 * From below upwards.
 *
 * @param {readonly LayerDef[]} layers
 * @param {(layer: LayerDef) => Source} sourceOf
 * @returns {Map<string, Sheet>}
 */
function emptySheets(layers, sourceOf) {
  return new Map(
    [...layers]
      .sort((a, b) => a.order - b.order)
      .map((layer) => [
        layer.id,
        {
          layer,
          source: sourceOf(layer),
          batches: [],
          phase: 'idle',
          truncated: false,
          error: null,
          running: null,
        },
      ]),
  );
}
