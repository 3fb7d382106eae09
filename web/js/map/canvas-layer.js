// map/canvas-layer.js: a Leaflet layer of three canvases: shapes, marks of what is selected, and signs and names on top.
// It says when and where to paint; what to paint comes from outside.
import { createFrame } from './frame.js';
import { L } from './leaflet.js';
import { createPatterns } from './patterns.js';

/**
 * @typedef {import('./paint.js').Brush} Brush
 *
 * @typedef {object} CanvasLayer
 * @property {import('leaflet').Layer} layer
 * @property {() => void} repaint the picture and the marks, before the next frame
 * @property {() => void} repaintMarks only the marks
 * @property {() => import('./frame.js').Frame} viewFrame the visible part, for counting
 * @property {() => boolean} painting whether a repaint is due
 */

/** More device pixels than this cost time and show little. */
const MOST_RATIO = 2;

/** How much more than the view is painted on each side, so that a drag does not show an edge at once. */
const PAD = 0.2;

/**
 * @param {object} painters
 * @param {() => import('./paint.js').Palette} painters.palette
 * @param {(brush: Brush) => boolean} painters.below shapes; false when another picture should follow
 * @param {(brush: Brush) => void} painters.marks
 * @param {(brush: Brush) => void} painters.above what lies over the marks
 * @returns {CanvasLayer}
 */
export function createCanvasLayer({ palette, below, marks, above }) {
  const ratio = Math.min(window.devicePixelRatio || 1, MOST_RATIO);
  const pattern = createPatterns(ratio);
  const canvases = [createCanvas(), createCanvas(), createCanvas()];
  /** @type {import('leaflet').Map | null} */
  let map = null;
  /** @type {import('./frame.js').Frame | null} */
  let frame = null;
  /** @type {import('leaflet').LatLng | null} */
  let corner = null;
  let due = 0;
  let whole = false;
  let unfinished = false;

  /** Places the canvases over the view and its margin. */
  function place() {
    if (!map) {
      return;
    }
    const size = map.getSize();
    const pad = size.multiplyBy(PAD).round();
    const topLeft = map.containerPointToLayerPoint(pad.multiplyBy(-1));
    corner = map.layerPointToLatLng(topLeft);
    const world = map.project(corner, map.getZoom());
    const full = size.add(pad.multiplyBy(2));
    const view = { minX: pad.x, minY: pad.y, maxX: pad.x + size.x, maxY: pad.y + size.y };
    frame = createFrame({
      zoom: map.getZoom(),
      left: world.x,
      top: world.y,
      width: full.x,
      height: full.y,
      view,
    });
    for (const canvas of canvases) {
      fit(canvas, full, ratio);
      L.DomUtil.setTransform(canvas, topLeft, 1);
    }
  }

  /** @param {number} which @returns {Brush | null} */
  function brushOf(which) {
    const context = canvases[which]?.getContext('2d');
    if (!context || !frame) {
      return null;
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    return { context, frame, ratio, palette: palette(), pattern };
  }

  function paint() {
    due = 0;
    const [lowest, middle, highest] = [brushOf(0), brushOf(1), brushOf(2)];
    const all = whole;
    whole = false;
    if ((all || unfinished) && lowest) {
      unfinished = !below(lowest);
    }
    if (middle) {
      marks(middle);
    }
    if (all && highest) {
      above(highest);
    }
    if (unfinished) {
      schedule(false);
    }
  }

  /** @param {boolean} all */
  function schedule(all) {
    whole ||= all;
    due ||= requestAnimationFrame(paint);
  }

  function moved() {
    place();
    schedule(true);
  }

  /** During a drag: paints anew only when the margin is used up. */
  function dragged() {
    if (!map || !corner) {
      return;
    }
    const pad = map.getSize().multiplyBy(PAD);
    const at = map.latLngToContainerPoint(corner);
    if (at.x > 0 || at.y > 0 || at.x < -2 * pad.x || at.y < -2 * pad.y) {
      moved();
    }
  }

  /** @param {import('leaflet').ZoomAnimEvent} event */
  function zooming(event) {
    if (!map || !corner || !frame) {
      return;
    }
    const scale = map.getZoomScale(event.zoom, frame.zoom);
    const half = map.getSize().divideBy(2);
    const pane = L.DomUtil.getPosition(map.getPanes().mapPane);
    const origin = map.project(event.center, event.zoom).subtract(half).add(pane).round();
    const offset = map.project(corner, event.zoom).subtract(origin);
    for (const canvas of canvases) {
      L.DomUtil.setTransform(canvas, offset, scale);
    }
  }

  const CanvasLayer = L.Layer.extend({
    onAdd(/** @type {import('leaflet').Map} */ added) {
      map = added;
      added.getPanes().overlayPane.append(...canvases);
      moved();
      return this;
    },
    onRemove() {
      for (const canvas of canvases) {
        canvas.remove();
      }
      map = null;
      return this;
    },
    getEvents() {
      return {
        moveend: moved,
        zoomend: moved,
        viewreset: moved,
        resize: moved,
        move: dragged,
        zoomanim: zooming,
      };
    },
  });

  return {
    layer: new CanvasLayer(),
    repaint: () => schedule(true),
    repaintMarks: () => schedule(false),
    painting: () => due !== 0,
    viewFrame() {
      if (!map) {
        throw new Error('the canvas layer is on no map');
      }
      return frameOf(map);
    },
  };
}

/** @param {import('leaflet').Map} map */
function frameOf(map) {
  const size = map.getSize();
  const at = map.project(map.containerPointToLatLng([0, 0]), map.getZoom());
  return createFrame({ zoom: map.getZoom(), left: at.x, top: at.y, width: size.x, height: size.y });
}

/**
 * @param {HTMLCanvasElement} canvas
 * @param {import('leaflet').Point} size CSS pixels
 * @param {number} ratio
 */
function fit(canvas, { x, y }, ratio) {
  const [width, height] = [Math.round(x * ratio), Math.round(y * ratio)];
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = `${x}px`;
    canvas.style.height = `${y}px`;
  }
}

/** One sheet of the layer: what it shows is told elsewhere, so it is hidden from assistive technology. */
function createCanvas() {
  const canvas = document.createElement('canvas');
  canvas.className = 'map-canvas leaflet-zoom-animated';
  canvas.setAttribute('aria-hidden', 'true');
  return canvas;
}
