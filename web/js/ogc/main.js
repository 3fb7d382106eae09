// ogc/main.js: starts what a data page has beyond its text: the small map.
import { mountMap } from './map.js';

for (const host of document.querySelectorAll('.map')) {
  if (host instanceof HTMLElement) {
    mountMap(host, { fetch: window.fetch.bind(window) });
  }
}
