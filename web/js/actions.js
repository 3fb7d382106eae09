// actions.js: what parts of the page may ask of each other: select, fly, repaint.
import { whenOf } from './time/model.js';

/**
 * @param {object} deps
 * @param {import('./api.js').Api} deps.api
 * @param {import('./types.js').Store} deps.store
 * @param {() => import('./map/map.js').MapDoor | null} deps.map null until it is mounted
 * @returns {import('./types.js').Actions}
 */
export function createActions({ api, store, map }) {
  /**
   * @param {import('./types.js').Ref} ref
   * @param {readonly number[] | null | undefined} known
   */
  async function flyTo(ref, known) {
    const bbox = known ?? map()?.boxOf(ref) ?? (await bboxOf(ref));
    const { selected } = store.get();
    if (bbox && selected?.id === ref.id && selected.layer === ref.layer) {
      map()?.fly(bbox);
    }
  }

  /** @param {import('./types.js').Ref} ref */
  async function bboxOf(ref) {
    const answer = await api.dossier(ref.layer, ref.id, { when: whenOf(store.get()) }).catch(() => null);
    // A refusal is told by the panel, which asks for the same.
    return answer?.dossier.measures?.bbox ?? null;
  }

  return {
    select(ref, { fly = false, bbox } = {}) {
      if (!ref) {
        store.set({ selected: null });
        return;
      }
      const { layers, stop } = store.get();
      store.set({
        selected: { layer: ref.layer, id: ref.id },
        layers: layers.includes(ref.layer) ? layers : [...layers, ref.layer],
        stop: stop === 'full' ? 'half' : stop,
        railOpen: false,
        screen: null,
      });
      if (fly) {
        void flyTo(ref, bbox);
      } else {
        map()?.reveal(ref);
      }
    },
    fly: (bbox) => map()?.fly(bbox),
    changed: (ref, properties) => map()?.changed(ref, properties),
    pending: (ref, on) => map()?.pending(ref, on),
  };
}
