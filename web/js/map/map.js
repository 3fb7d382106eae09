// map/map.js: the map as the page sees it: follows the state, reports what was picked, hides Leaflet.
import { createStore } from '../store.js';
import { whenOf } from '../time/model.js';
import { boundsOf, boxOf, degreesOf, gatheredAtPixel, hasFailedAt, pickAt, roomy } from './ask.js';
import { createCanvasLayer } from './canvas-layer.js';
import { followState, sameView } from './follow.js';
import { createGeojsonSource } from './geojson-source.js';
import { infoOf } from './info.js';
import { L } from './leaflet.js';
import { paintMarks } from './marks.js';
import { readPalette } from './palette.js';
import { createPicture } from './picture.js';
import { lookAt } from './scene.js';
import { createSheets } from './sheets.js';
import { createTileSource } from './tile-source.js';

/**
 * @typedef {import('../types.js').Ref} Ref
 * @typedef {import('./info.js').LayerInfo} LayerInfo
 * @typedef {import('./info.js').MapInfo} MapInfo
 *
 * @typedef {Ref & {name: string}} Hit
 *
 * @typedef {object} MapDoor
 * @property {import('../store.js').Store<MapInfo>} info
 * @property {HTMLElement} element
 * @property {(x: number, y: number, touch?: boolean) => Hit[]} pick what lies at a pixel of the map, topmost first
 * @property {(x: number, y: number) => {layer: string, count: number} | null} gatheredAt how many features a square stands
 *   for at a pixel of the map
 * @property {(lon: number, lat: number) => void} approach shows a place one level nearer
 * @property {(ref: Ref | null) => void} hover
 * @property {(ref: Ref, properties: Record<string, any>) => void} changed
 * @property {(event: import('../live/stream.js').LiveEvent, values: Record<string, any>) => void} touched a feature was
 *   written, perhaps by somebody else; paints what is known at once and asks for the rest
 * @property {(layer?: string) => void} renew nothing of a layer, or of any, is known to be right any more
 * @property {(ref: Ref, on: boolean) => void} pending
 * @property {(bbox: readonly number[], options?: {animate?: boolean}) => void} fly
 * @property {(ref: Ref) => void} reveal moves the map a little when the feature lies under another part of the page
 * @property {(ref: Ref) => readonly number[] | null} boxOf of a feature that is loaded whole, degrees
 * @property {(lon: number, lat: number) => {x: number, y: number}} project to pixels of the map
 * @property {(x: number, y: number) => [number, number]} lonLatAt of a pixel of the map
 * @property {(listener: () => void) => void} onMove the user begins to drag or zoom
 * @property {(options?: {animate?: boolean}) => void} home shows the whole area
 * @property {(step: 1 | -1) => void} zoomBy
 * @property {() => number} covered pixels at the foot of the map that lie under the sheet
 * @property {(cover: {right?: number, bottom?: number}) => void} cover how much of the map lies under other parts, pixels
 * @property {(layer: string, id: string) => string | null} colorOf
 * @property {() => Promise<void>} idle resolves when all is loaded and painted
 * @property {(listener: (event: {x: number, y: number, touch: boolean}) => void) => void} onClick a hatched square, whose
 *   tile could not be had, is asked for again
 * @property {(listener: (event: {x: number, y: number} | null) => void) => void} onPointer null when it leaves
 * @property {(layer?: string) => void} retry
 */

const MIN_ZOOM = 9;
const MAX_ZOOM = 20;

/** Layers of more features come in tiles; smaller ones feature by feature, with exact shapes and all their fields. */
const MOST_WHOLE = 2000;

/** While one drags, tiles are asked for this often, milliseconds. */
const DRAG_STEP = 150;

/** Closest zoom that a flight to something small ends at. */
const FLY_ZOOM = 17;

/** Least distance of a revealed feature's middle from the map's edge, pixels. */
const REVEAL = 110;

/** Of many changes by others the view is loaded anew this often, milliseconds. */
const SETTLE = 500;

/** Seconds of a flight. */
const FLIGHT = 0.6;

/**
 * @param {HTMLElement} host
 * @param {Pick<import('../types.js').Deps, 'api' | 'store' | 'i18n'> & {words: (metres: number) => string}} deps
 * @returns {MapDoor}
 */
export function createMap(host, { api, store, words }) {
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  const catalogue = /** @type {import('../types.js').Catalogue} */ (store.get().catalogue);
  const map = L.map(host, {
    zoomControl: false,
    attributionControl: false,
    minZoom: MIN_ZOOM,
    maxZoom: MAX_ZOOM,
    zoomSnap: 0.25,
    zoomDelta: 1,
    wheelPxPerZoomLevel: 100,
    zoomAnimation: !still,
    inertia: !still,
    maxBounds: boundsOf(catalogue.instance.bbox).pad(4),
    maxBoundsViscosity: 0.8,
  });
  /** @type {import('../store.js').Store<MapInfo>} */
  const info = createStore(
    /** @type {MapInfo} */ ({
      layers: {},
      schematic: false,
      loading: false,
      pointer: null,
      metresPerPixel: 1,
      rendered: 0,
    }),
  );
  const sheets = createSheets({
    layers: catalogue.layers,
    sourceOf({ id, count = 0 }) {
      const about = { api, layer: id, when: whenOf(store.get()) };
      return count > MOST_WHOLE ? createTileSource(about) : createGeojsonSource(about);
    },
    changed: () => {
      canvas.repaint();
      publish();
    },
  });
  /** @type {{hovered: Ref | null, pending: Set<string>, palette: import('./paint.js').Palette, cover: {right: number, bottom: number}}} */
  const own = {
    hovered: null,
    pending: new Set(),
    palette: readPalette(host),
    cover: { right: 0, bottom: 0 },
  };
  const picture = createPicture();
  const canvas = createCanvasLayer({
    palette: () => own.palette,
    below: (brush) => picture.paintBelow(brush, scene()),
    above: (brush) => info.set(picture.paintAbove(brush, scene())),
    marks: (brush) =>
      paintMarks(brush, scene(), {
        selected: store.get().selected,
        hovered: own.hovered,
        pending: own.pending,
        ringText: words,
      }),
  });

  function scene() {
    const { layers, theme, lang } = store.get();
    return { catalogue, shown: layers, theme, lang, sheets };
  }

  /** Loads what the view lacks and tells the rest of the page where the map is. */
  function settleView() {
    const bounds = map.getBounds();
    const centre = map.getCenter();
    const { view, layers } = store.get();
    if (!sameView(view, { center: [centre.lng, centre.lat], zoom: map.getZoom() })) {
      store.set({ view: { center: [round(centre.lng), round(centre.lat)], zoom: map.getZoom() } });
    }
    sheets.require(layers, bboxOf(bounds), map.getZoom());
    publish();
  }

  const publish = oncePerFrame(() => info.set(infoOf({ map, canvas, scene: scene() })));

  const { center, zoom } = store.get().view;
  map.setView([center[1], center[0]], zoom);
  canvas.layer.addTo(map);
  map.on('moveend', settleView);
  map.on('drag', loadAhead({ map, store, sheets }));
  settleView();
  followSize(host, map);
  followState({
    store,
    map,
    canvas,
    sheets,
    settleView,
    publish,
    recolour: () => (own.palette = readPalette(host)),
  });

  const door = createDoor({ map, host, store, info, sheets, canvas, own, scene, still, settleView });
  return door;
}

/**
 * @param {object} parts
 * @param {import('leaflet').Map} parts.map
 * @param {HTMLElement} parts.host
 * @param {import('../types.js').Store} parts.store
 * @param {import('../store.js').Store<MapInfo>} parts.info
 * @param {ReturnType<typeof createSheets>} parts.sheets
 * @param {import('./canvas-layer.js').CanvasLayer} parts.canvas
 * @param {{hovered: Ref | null, pending: Set<string>, cover: {right: number, bottom: number}}} parts.own
 * @param {() => import('./scene.js').Scene} parts.scene
 * @param {boolean} parts.still
 * @param {() => void} parts.settleView
 * @returns {MapDoor}
 */
function createDoor({ map, host, store, info, sheets, canvas, own, scene, still, settleView }) {
  const settleSoon = onceIn(SETTLE, settleView);
  return {
    info,
    element: host,
    pick(x, y, touch = false) {
      return pickAt({ map, scene: scene(), x, y, touch });
    },
    hover(ref) {
      if (ref?.id !== own.hovered?.id || ref?.layer !== own.hovered?.layer) {
        own.hovered = ref;
        canvas.repaintMarks();
      }
    },
    changed(ref, properties) {
      sheets.override(ref, properties);
    },
    touched(event, values) {
      const ref = { layer: event.layer, id: event.id };
      const stays = event.bbox !== undefined && String(event.bbox) === String(event.oldBbox);
      if (stays && sheets.find(ref)) {
        sheets.override(ref, { ...values, version: event.version });
      }
      const boxes = [event.oldBbox, event.bbox].filter((box) => box !== undefined);
      sheets.touch(event.layer, boxes);
      settleSoon();
    },
    renew(layer) {
      sheets.touch(layer, null);
      settleSoon();
    },
    pending(ref, on) {
      const key = `${ref.layer}:${ref.id}`;
      on ? own.pending.add(key) : own.pending.delete(key);
      if (!on) {
        sheets.refresh(ref);
        settleView();
      }
      canvas.repaintMarks();
    },
    fly(bbox, { animate = true } = {}) {
      const options = {
        maxZoom: Math.max(FLY_ZOOM, map.getZoom()),
        paddingTopLeft: L.point(48, 64),
        paddingBottomRight: L.point(48 + own.cover.right, 48 + own.cover.bottom),
      };
      if (still || !animate) {
        map.fitBounds(boundsOf(roomy(bbox)), { ...options, animate: false });
      } else {
        map.flyToBounds(boundsOf(roomy(bbox)), { ...options, duration: FLIGHT });
      }
    },
    reveal(ref) {
      const box = degreesOf(sheets.find(ref));
      // Waits a frame: the panel that opens takes its room from the map first.
      requestAnimationFrame(() => {
        map.invalidateSize({ pan: false });
        if (box && map.getBounds().pad(1).contains(boundsOf(box))) {
          map.panInside(boundsOf(box).getCenter(), {
            paddingTopLeft: L.point(REVEAL, REVEAL),
            paddingBottomRight: L.point(REVEAL, REVEAL + own.cover.bottom),
            animate: !still,
          });
        }
      });
    },
    boxOf: (ref) => boxOf(sheets.find(ref)),
    gatheredAt: (x, y) => gatheredAtPixel({ map, scene: scene(), x, y }),
    approach: (lon, lat) => void map.setView([lat, lon], Math.floor(map.getZoom()) + 1, { animate: !still }),
    project(lon, lat) {
      const { x, y } = map.latLngToContainerPoint([lat, lon]);
      return { x, y };
    },
    lonLatAt(x, y) {
      const { lng, lat } = map.containerPointToLatLng([x, y]);
      return [lng, lat];
    },
    onMove(listener) {
      map.on('dragstart zoomstart', listener);
    },
    home({ animate = true } = {}) {
      const { instance } = scene().catalogue;
      // The box is drawn with a margin already; half a zoom nearer still shows what is in it.
      const fitting = map.getBoundsZoom(boundsOf(instance.bbox)) + 0.5;
      const [lon, lat] = instance.centre;
      map.setView([lat, lon], Math.min(instance.zoom, fitting), { animate: animate && !still });
    },
    zoomBy: (step) => void map.setZoom(Math.round(map.getZoom()) + step),
    covered: () => own.cover.bottom,
    cover(cover) {
      own.cover = { ...own.cover, ...cover };
    },
    colorOf(layer, id) {
      const found = sheets.find({ layer, id });
      return found ? lookAt(scene(), found.batch, found.i).color : null;
    },
    async idle() {
      do {
        await sheets.idle();
        await new Promise((resolve) => {
          requestAnimationFrame(() => requestAnimationFrame(resolve));
        });
      } while (canvas.painting());
    },
    onClick(listener) {
      map.on('click', (event) => {
        const touch = /** @type {Partial<PointerEvent>} */ (event.originalEvent).pointerType === 'touch';
        if (hasFailedAt({ map, scene: scene(), place: event.latlng })) {
          settleView();
        }
        listener({ x: event.containerPoint.x, y: event.containerPoint.y, touch });
      });
    },
    onPointer(listener) {
      map.on('mousemove', (event) => {
        info.set({ pointer: [event.latlng.lng, event.latlng.lat] });
        listener({ x: event.containerPoint.x, y: event.containerPoint.y });
      });
      map.on('mouseout movestart', () => listener(null));
      map.on('mouseout', () => info.set({ pointer: null }));
    },
    retry() {
      store.set({ layers: [...store.get().layers] });
      settleView();
    },
  };
}

/**
 * Does something before the next frame, once, however often it is asked for.
 *
 * @param {() => void} act
 */
function oncePerFrame(act) {
  let due = 0;
  return () => {
    if (due === 0) {
      due = requestAnimationFrame(() => {
        due = 0;
        act();
      });
    }
  };
}

/**
 * Does something a while later, once, however often it is asked for meanwhile.
 *
 * @param {number} millis
 * @param {() => void} act
 */
function onceIn(millis, act) {
  let due = false;
  return () => {
    if (!due) {
      due = true;
      setTimeout(() => {
        due = false;
        act();
      }, millis);
    }
  };
}

/**
 * Asks for tiles while one drags; layers that come feature by feature wait until the map rests.
 *
 * @param {object} parts
 * @param {import('leaflet').Map} parts.map
 * @param {import('../types.js').Store} parts.store
 * @param {ReturnType<typeof createSheets>} parts.sheets
 */
function loadAhead({ map, store, sheets }) {
  let last = 0;
  return () => {
    const now = performance.now();
    if (now - last > DRAG_STEP) {
      last = now;
      const inTiles = (/** @type {import('./sheets.js').Sheet} */ sheet) => sheet.source.tiles !== undefined;
      sheets.require(store.get().layers, bboxOf(map.getBounds()), map.getZoom(), inTiles);
    }
  };
}

/**
 * @param {import('leaflet').LatLngBounds} bounds
 * @returns {import('./geojson-source.js').Bbox}
 */
function bboxOf(bounds) {
  return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
}

/**
 * Keeps Leaflet's idea of its size right without moving the land under the eye.
 *
 * @param {HTMLElement} host
 * @param {import('leaflet').Map} map
 */
function followSize(host, map) {
  new ResizeObserver(() => map.invalidateSize({ pan: false, debounceMoveend: true })).observe(host);
}

/** @param {number} degrees */
function round(degrees) {
  return Number(degrees.toFixed(6));
}
