// map/leaflet.js: the one door to Leaflet, which comes as a classic script and leaves a global. Only js/map and js/ogc may use it.

/** @type {typeof import('leaflet')} */
const leaflet = /** @type {any} */ (window).L;

export { leaflet as L };
