// map/follow.js: the map goes where the state says, and draws what it says.
import { hasMoved, isPast } from '../time/model.js';

/**
 * @param {object} parts
 * @param {import('../types.js').Store} parts.store
 * @param {import('leaflet').Map} parts.map
 * @param {import('./canvas-layer.js').CanvasLayer} parts.canvas
 * @param {ReturnType<typeof import('./sheets.js').createSheets>} parts.sheets
 * @param {() => void} parts.settleView
 * @param {() => void} parts.publish
 * @param {() => void} parts.recolour
 */
export function followState({ store, map, canvas, sheets, settleView, publish, recolour }) {
  store.subscribe((state, previous) => {
    const now = map.getCenter();
    if (
      state.view !== previous.view &&
      !sameView(state.view, { center: [now.lng, now.lat], zoom: map.getZoom() })
    ) {
      map.setView([state.view.center[1], state.view.center[0]], state.view.zoom);
    }
    if (state.dark !== previous.dark) {
      recolour();
      canvas.repaint();
    }
    const moved = hasMoved(state, previous);
    if (moved) {
      sheets.renew(isPast(state));
    }
    if (moved || state.layers !== previous.layers) {
      settleView();
    }
    if (state.layers !== previous.layers || state.theme !== previous.theme || state.lang !== previous.lang) {
      canvas.repaint();
      publish();
    }
    if (state.selected !== previous.selected) {
      canvas.repaintMarks();
    }
  });
}

/**
 * @param {import('../types.js').State['view']} a
 * @param {import('../types.js').State['view']} b
 */
export function sameView(a, b) {
  // A hundred-thousandth of a degree is a metre: finer differences come from rounding in the address.
  return (
    Math.abs(a.center[0] - b.center[0]) < 2e-5 &&
    Math.abs(a.center[1] - b.center[1]) < 2e-5 &&
    Math.abs(a.zoom - b.zoom) < 0.01
  );
}
