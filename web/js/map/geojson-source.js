// map/geojson-source.js: features of one layer by bounding box from the items of OGC API Features, decoded.
// A tile source takes its place for large layers: the canvas layer only knows `Source`.
import { decode } from './decode.js';

/**
 * @typedef {readonly [number, number, number, number]} Bbox west, south, east, north; degrees
 *
 * @typedef {object} Source
 * @property {(bbox: Bbox, zoom: number) => boolean} covers whether what was loaded last answers this view
 * @property {(bbox: Bbox, zoom: number, signal: AbortSignal, show: (batches: import('./decode.js').Batch[]) => void) => Promise<{batches: import('./decode.js').Batch[], truncated: boolean}>} loadView
 *   everything of the view, perhaps more; `show` hears what there is before that; rejects when aborted or refused
 * @property {(id: string) => void} [refresh] what holds the feature does not answer any view until it is loaded anew
 * @property {(boxes: readonly (readonly number[])[] | null) => void} [renew] what lies in the boxes has changed, degrees;
 *   null for all of it: no view that meets them is answered until it is loaded anew
 * @property {import('./tile-memory.js').Tiles} [tiles] when the features come in tiles
 */

/** More than this is not drawn well from GeoJSON; the layer list says that there is more. */
const MOST_FEATURES = 20000;

/** How much more than the view is fetched on each side, so that a short pan needs no fetch. */
const MARGIN = 0.5;

/**
 * @param {{api: Pick<import('../api.js').Api, 'items'>, layer: string, when?: import('../time/model.js').When}} deps
 * @returns {Source}
 */
export function createGeojsonSource({ api, layer, when }) {
  /** @type {{bbox: Bbox, whole: boolean} | null} */
  let loaded = null;
  return {
    covers(bbox) {
      return loaded?.whole === true && within(bbox, loaded.bbox);
    },
    renew(boxes) {
      const held = loaded?.bbox;
      if (held && (boxes === null || boxes.some((box) => touches(box, held)))) {
        loaded = null;
      }
    },
    async loadView(bbox, _zoom, signal) {
      const wide = widen(bbox);
      const batches = [];
      let count = 0;
      let truncated = false;
      for await (const features of api.items(layer, { bbox: wide, when, signal })) {
        batches.push(decode(layer, features));
        count += features.length;
        if (count >= MOST_FEATURES) {
          truncated = true;
          break;
        }
      }
      loaded = { bbox: wide, whole: !truncated };
      return { batches, truncated };
    },
  };
}

/**
 * @param {Bbox} bbox
 * @returns {Bbox}
 */
function widen([west, south, east, north]) {
  const dx = (east - west) * MARGIN;
  const dy = (north - south) * MARGIN;
  const round = (/** @type {number} */ value) => Number(value.toFixed(5));
  return [
    round(Math.max(-180, west - dx)),
    round(Math.max(-90, south - dy)),
    round(Math.min(180, east + dx)),
    round(Math.min(90, north + dy)),
  ];
}

/**
 * @param {Bbox} inner
 * @param {Bbox} outer
 */
function within(inner, outer) {
  return inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];
}

/**
 * @param {readonly number[]} one
 * @param {Bbox} other
 */
function touches([west = 0, south = 0, east = 0, north = 0], other) {
  return west <= other[2] && east >= other[0] && south <= other[3] && north >= other[1];
}
