// main.js: starts the page: reads the address, fetches the catalogue, mounts every part with what it needs.
import { createApi } from './api.js';
import { mountPanel } from './dossier/panel.js';
import { createI18n, startLang } from './i18n.js';
import { connectRouter, readHash } from './router.js';
import { mountSession } from './session/session.js';
import { createStore } from './store.js';
import { createUi } from './ui/ui.js';

/** @param {string} id */
function region(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`index.html lacks #${id}`);
  }
  return element;
}

async function start() {
  const place = readHash(window.location.hash);
  const lang = startLang(place.lang ?? localStorage.getItem('tuban.lang'), navigator.languages);
  const [zh, en] = await Promise.all(
    ['zh-CN', 'en'].map(async (tag) => (await fetch(`/i18n/${tag}.json`)).json()),
  );
  const i18n = createI18n({ 'zh-CN': zh, en }, lang);
  const api = createApi();
  /** @type {import('./types.js').Store} */
  const store = createStore(
    /** @type {import('./types.js').State} */ ({
      catalogue: null,
      session: null,
      lang,
      dark: window.matchMedia('(prefers-color-scheme: dark)').matches,
      view: place.view ?? { center: [121.26, 28.61], zoom: 13 },
      layers: place.layers ?? [],
      theme: place.theme ?? 'status',
      selected: place.selected ?? null,
      stop: 'half',
      railOpen: false,
    }),
  );
  const ui = createUi({ dialog: region('dialog'), toasts: region('toasts'), live: region('live') }, { i18n });
  /** @type {import('./types.js').Actions} */
  const actions = {
    select: (ref) => store.set({ selected: ref }),
    fly: () => {},
    changed: () => {},
    pending: () => {},
  };
  const deps = { api, store, i18n, ui, actions };
  store.subscribe((state) => {
    region('panel').hidden = state.selected === null;
  });
  mountPanel(region('panel-content'), deps);
  mountSession(region('session'), deps);
  connectRouter(store, window, (next) => store.set({ selected: next.selected ?? null }));
  const [catalogue, session] = await Promise.all([api.catalogue(), api.session()]);
  store.set({ catalogue, session });
}

start();
