// map/ask.js: answers about what is loaded: what lies at a pixel, where a feature is.
import { isCut } from './batch.js';
import { num } from './decode.js';
import { gatheredAt } from './gathered.js';
import { L } from './leaflet.js';
import { isSpeck } from './paint.js';
import { hits } from './pick.js';
import { latOf, lonOf, worldSize, worldX, worldY } from './projection.js';
import { lookAt, nameOf, shownSheets } from './scene.js';
import { levelOf } from './tile-grid.js';

/** @typedef {import('./map.js').Hit} Hit */

/** How near counts as a hit, pixels, by mouse and by finger. */
const REACH = { mouse: { line: 6, point: 12 }, touch: { line: 14, point: 22 } };

/** A flight to something smaller shows at least this much about it, degrees: a pin alone on the map says little. */
const LEAST_BOX = 0.005;

/**
 * @param {object} at
 * @param {import('leaflet').Map} at.map
 * @param {import('./scene.js').Scene} at.scene
 * @param {number} at.x
 * @param {number} at.y
 * @param {boolean} at.touch
 * @returns {Hit[]}
 */
export function pickAt({ map, scene, x, y, touch }) {
  const { lat, lng } = map.containerPointToLatLng([x, y]);
  const size = worldSize(map.getZoom());
  const pixels = touch ? REACH.touch : REACH.mouse;
  const reach = { line: pixels.line / size, point: pixels.point / size };
  /** @type {Map<string, Hit & {kind: number}>} */
  const found = new Map();
  for (const sheet of shownSheets(scene, map.getZoom()).reverse()) {
    for (const batch of sheet.batches) {
      for (const i of hits(batch, worldX(lng), worldY(lat), reach)) {
        const ref = { layer: batch.layer, id: String(batch.ids[i]) };
        const name = nameOf(sheet.layer, scene.sheets.valuesOf(batch, i), scene.lang);
        const key = `${ref.layer}:${ref.id}`;
        const hidden = lookAt(scene, batch, i).themed && isSpeck({ size }, batch, i);
        if (!hidden && !found.has(key)) {
          found.set(key, { ...ref, name, kind: num(batch.kinds[i]) });
        }
      }
    }
  }
  // The ground lies under everything: it is only meant where there is nothing else.
  const ground = scene.catalogue.layers.reduce((low, layer) => (layer.order < low.order ? layer : low)).id;
  const all = [...found.values()];
  const above = all.filter((hit) => hit.layer !== ground);
  // Pins and lines are painted over areas and harder to hit, so they come first.
  return (above.length > 0 ? above : all).sort((a, b) => b.kind - a.kind).map(({ kind, ...hit }) => hit);
}

/**
 * @param {{batch: import('./decode.js').Batch, i: number} | null} found
 * @returns {readonly number[] | null}
 */
export function degreesOf(found) {
  if (!found) {
    return null;
  }
  const { batch, i } = found;
  const [minX, minY, maxX, maxY] = batch.boxes.slice(i * 4, i * 4 + 4);
  return [
    lonOf(batch.originX + num(minX)),
    latOf(batch.originY + num(maxY)),
    lonOf(batch.originX + num(maxX)),
    latOf(batch.originY + num(minY)),
  ];
}

/**
 * A feature's box when all of it is known: a tile has only a piece of what goes beyond its edge.
 *
 * @param {{batch: import('./decode.js').Batch, i: number} | null} found
 */
export function boxOf(found) {
  return found && !isCut(found.batch, found.i) ? degreesOf(found) : null;
}

/**
 * How many features a square stands for at a pixel.
 *
 * @param {object} at
 * @param {import('leaflet').Map} at.map
 * @param {import('./scene.js').Scene} at.scene
 * @param {number} at.x
 * @param {number} at.y
 * @returns {{layer: string, count: number} | null}
 */
export function gatheredAtPixel({ map, scene, x, y }) {
  const { lat, lng } = map.containerPointToLatLng([x, y]);
  for (const { layer, batches } of shownSheets(scene, map.getZoom()).reverse()) {
    for (const batch of batches) {
      const cell = gatheredAt(batch, worldX(lng), worldY(lat));
      if (cell) {
        return { layer: layer.id, count: cell.count };
      }
    }
  }
  return null;
}

/**
 * Whether a tile that cannot be had lies at a pixel.
 *
 * @param {object} at
 * @param {import('leaflet').Map} at.map
 * @param {import('./scene.js').Scene} at.scene
 * @param {import('leaflet').LatLng} at.place
 */
export function hasFailedAt({ map, scene, place: { lat, lng } }) {
  const level = levelOf(map.getZoom());
  const address = {
    z: level,
    x: Math.floor(worldX(lng) * 2 ** level),
    y: Math.floor(worldY(lat) * 2 ** level),
  };
  return shownSheets(scene, map.getZoom()).some(({ source }) => {
    const tile = source.tiles?.find(address);
    return tile?.known === false && tile.error !== null;
  });
}

/** @param {readonly number[]} bbox */
export function roomy([west, south, east, north]) {
  const dx = Math.max(0, (LEAST_BOX - (num(east) - num(west))) / 2);
  const dy = Math.max(0, (LEAST_BOX - (num(north) - num(south))) / 2);
  return [num(west) - dx, num(south) - dy, num(east) + dx, num(north) + dy];
}

/** @param {readonly number[]} bbox west, south, east, north */
export function boundsOf([west, south, east, north]) {
  return L.latLngBounds([num(south), num(west)], [num(north), num(east)]);
}
