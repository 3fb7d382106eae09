// ogc/map.js: the small map of a data page: the shapes that the page is about, on a net of degrees, without base map.
import { stepFor } from '../map/graticule.js';
import { L } from '../map/leaflet.js';
import { inDegrees, nameOf, readBox, signOf } from './look.js';

/** @typedef {import('leaflet').Map} Map */

/** Closest zoom that a small thing is shown at. */
const CLOSEST = 17;

/** Pixels between the edge and what is shown. */
const MARGIN = 24;

/** @param {string} text */
function words(text) {
  const element = document.createElement('span');
  element.textContent = text;
  return element;
}

/**
 * Draws meridians and parallels anew each time the map has moved.
 *
 * @param {Map} map
 */
function addNet(map) {
  const net = L.layerGroup().addTo(map);

  function draw() {
    net.clearLayers();
    const step = stepFor(256 * 2 ** map.getZoom());
    const seen = map.getBounds();
    const places = {
      south: seen.getSouth(),
      north: seen.getNorth(),
      west: seen.getWest(),
      east: seen.getEast(),
    };
    for (let n = Math.ceil(places.west / step); n * step <= places.east; n++) {
      addLine(n * step, [places.south, n * step], [places.north, n * step], 'net-label meridian');
    }
    for (let n = Math.ceil(places.south / step); n * step <= places.north; n++) {
      addLine(n * step, [n * step, places.west], [n * step, places.east], 'net-label parallel');
    }
  }

  /**
   * @param {number} degrees
   * @param {[number, number]} from
   * @param {[number, number]} to
   * @param {string} className
   */
  function addLine(degrees, from, to, className) {
    L.polyline([from, to], { className: 'net', interactive: false }).addTo(net);
    const icon = L.divIcon({ className, html: words(inDegrees(degrees)), iconSize: [0, 0] });
    L.marker(from, { icon, interactive: false, keyboard: false }).addTo(net);
  }

  map.on('moveend', draw);
}

/**
 * @param {any} data GeoJSON, one feature or a collection
 * @param {DOMStringMap} told what the page says of its features
 */
function shapesOf(data, told) {
  return L.geoJSON(data, {
    style: (feature) => ({ className: signOf(feature?.properties) }),
    pointToLayer: (feature, place) =>
      L.circleMarker(place, { radius: 6, className: signOf(feature.properties) }),
    onEachFeature: (feature, layer) => {
      layer.bindTooltip(words(nameOf(feature, told.name ?? '')), { sticky: true });
      if (told.item && feature.id !== undefined) {
        layer.on('click', () => {
          window.location.assign(`${told.item}${encodeURIComponent(String(feature.id))}?f=html`);
        });
      }
    },
  });
}

/**
 * Shows a map in a place that is hidden without one; the place stays hidden if there is nothing to show.
 *
 * @param {HTMLElement} host says what to show: `data-features`, `data-box`, `data-name`, `data-item`; and words
 * @param {{fetch: typeof fetch}} deps
 */
export async function mountMap(host, deps) {
  const told = host.dataset;
  const shown = L.featureGroup();
  const box = readBox(told.box);
  if (box) {
    L.rectangle(box, { className: 'box', interactive: false }).addTo(shown);
  }
  if (told.features) {
    const answer = await deps.fetch(told.features);
    if (answer.ok) {
      shapesOf(await answer.json(), told).addTo(shown);
    }
  }
  const bounds = shown.getBounds();
  if (!bounds.isValid()) {
    return;
  }
  host.hidden = false;
  const map = L.map(host, {
    attributionControl: false,
    zoomControl: false,
    zoomSnap: 0.25,
    maxZoom: 19,
    // A wheel or a finger that scrolls the page does not get stuck here.
    scrollWheelZoom: false,
    dragging: !L.Browser.mobile,
  });
  const { zoomIn, zoomOut } = told;
  L.control.zoom({ position: 'topright', zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  L.control.scale({ position: 'bottomright', imperial: false }).addTo(map);
  addNet(map);
  shown.addTo(map);
  map.fitBounds(bounds, { maxZoom: CLOSEST, padding: [MARGIN, MARGIN] });
}
