// map/info.js: what the rest of the page hears of the map: how much of each layer is in view, whether it loads.
import { themeOf } from './look.js';
import { worldSize } from './projection.js';
import { minZoomOf } from './sheets.js';

/**
 * @typedef {object} LayerInfo what the layer list shows of a layer beside its definition
 * @property {'idle' | 'loading' | 'ready' | 'error' | 'beyond'} phase `beyond`: the map is not near enough
 * @property {number} inView
 * @property {number} gathered how many of them are drawn together as squares
 * @property {ReadonlyMap<string, number>} byValue features in view by the value of the theme's field
 * @property {boolean} truncated
 * @property {import('../api.js').ApiError | null} error
 *
 * @typedef {object} MapInfo
 * @property {Readonly<Record<string, LayerInfo>>} layers
 * @property {boolean} schematic a feature in view is only a sketch
 * @property {boolean} loading
 * @property {readonly [number, number] | null} pointer longitude and latitude under the mouse
 * @property {number} metresPerPixel at the centre
 * @property {number} rendered
 */

/**
 * @param {object} parts
 * @param {import('leaflet').Map} parts.map
 * @param {import('./canvas-layer.js').CanvasLayer} parts.canvas
 * @param {import('./scene.js').Scene} parts.scene
 */
export function infoOf({ map, canvas, scene }) {
  const frame = canvas.viewFrame();
  /** @type {Record<string, LayerInfo>} */
  const layers = {};
  let loading = false;
  for (const sheet of scene.sheets.sheets.values()) {
    const beyond = map.getZoom() < minZoomOf(sheet);
    const field = themeOf(sheet.layer, scene.theme)?.field;
    const { total, byValue, gathered } = scene.sheets.countIn(sheet.layer.id, frame, field);
    loading ||= sheet.phase === 'loading';
    layers[sheet.layer.id] = {
      phase: beyond ? 'beyond' : sheet.phase,
      inView: beyond ? 0 : total,
      gathered: beyond ? 0 : gathered,
      byValue,
      truncated: sheet.truncated,
      error: sheet.error,
    };
  }
  const centre = map.getCenter();
  const metresPerPixel =
    (2 * Math.PI * 6378137 * Math.cos((centre.lat * Math.PI) / 180)) / worldSize(map.getZoom());
  return { layers, loading, metresPerPixel };
}
