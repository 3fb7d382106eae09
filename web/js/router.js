// router.js: the address bar and the state say the same. `#/map?c=lon,lat,zoom&layers=a,b&theme=status&sel=parcel:ID&lang=en`,
// or the name of a screen and what it asks for, `#/inbox?due=1&lang=en`.

import { dayOf } from './time/model.js';

/**
 * @typedef {object} Place what an address can say; a member that it does not say is left out
 * @property {{center: readonly [number, number], zoom: number}} [view]
 * @property {readonly string[]} [layers]
 * @property {string} [theme]
 * @property {import('./types.js').Ref | null} [selected]
 * @property {import('./i18n.js').Lang} [lang]
 * @property {string} [asOf] `t`: the day that is looked at
 * @property {string} [knownOn] `k`: by what was known on this day
 * @property {import('./types.js').ScreenPlace | null} [screen] says nothing about the map, which stays as it is
 */

const ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * Reads an address; what is malformed counts as not said, because a half-typed link should still open the map.
 *
 * @param {string} hash
 * @param {readonly string[]} [screens] paths of the screens that there are
 * @returns {Place}
 */
export function readHash(hash, screens = []) {
  const [, path = ''] = /^#\/([^?]*)/.exec(hash) ?? [];
  const query = new URLSearchParams(hash.replace(/^#?\/?[^?]*\??/, ''));
  /** @type {Place} */
  const place = {};
  if (screens.includes(path)) {
    const { lang, ...rest } = Object.fromEntries(query);
    return { screen: { path, query: rest }, ...(isLang(lang) ? { lang } : {}) };
  }
  const view = readView(query.get('c'));
  if (view) {
    place.view = view;
  }
  const layers = query.get('layers');
  if (layers !== null) {
    place.layers = layers.split(',').filter((id) => ID.test(id));
  }
  const theme = query.get('theme');
  if (theme && ID.test(theme)) {
    place.theme = theme;
  }
  place.selected = readRef(query.get('sel'));
  const asOf = dayOf(query.get('t'));
  if (asOf) {
    place.asOf = asOf;
  }
  const knownOn = dayOf(query.get('k'));
  if (knownOn) {
    place.knownOn = knownOn;
  }
  const lang = query.get('lang');
  if (isLang(lang)) {
    place.lang = lang;
  }
  return place;
}

/**
 * @param {string | null | undefined} lang
 * @returns {lang is import('./i18n.js').Lang}
 */
function isLang(lang) {
  return lang === 'en' || lang === 'zh-CN';
}

/**
 * @param {Place} place
 * @returns {string}
 */
export function writeHash({ view, layers, theme, selected, asOf, knownOn, lang, screen }) {
  if (screen) {
    const query = new URLSearchParams({ ...screen.query, ...(lang ? { lang } : {}) });
    return `#/${screen.path}${query.size > 0 ? `?${query}` : ''}`;
  }
  const parts = [];
  if (view) {
    const [lon, lat] = view.center;
    parts.push(`c=${trim(lon, 5)},${trim(lat, 5)},${trim(view.zoom, 2)}`);
  }
  if (layers) {
    parts.push(`layers=${layers.join(',')}`);
  }
  if (theme) {
    parts.push(`theme=${theme}`);
  }
  if (selected) {
    parts.push(`sel=${selected.layer}:${selected.id}`);
  }
  if (asOf) {
    parts.push(`t=${asOf}`);
  }
  if (knownOn) {
    parts.push(`k=${knownOn}`);
  }
  if (lang) {
    parts.push(`lang=${lang}`);
  }
  return `#/map?${parts.join('&')}`;
}

/**
 * The layers that an address means when it names none: those that the data shows by default.
 *
 * @param {import('./types.js').Catalogue} catalogue
 * @returns {readonly string[]}
 */
export function defaultLayers(catalogue) {
  return catalogue.layers.filter((layer) => layer.style?.visible !== false).map((layer) => layer.id);
}

/**
 * @param {import('./types.js').State} state
 * @returns {Place}
 */
export function placeFrom({ catalogue, view, layers, theme, selected, asOf, knownOn, lang, screen }) {
  if (screen) {
    return { screen, lang };
  }
  const usual = catalogue ? defaultLayers(catalogue) : [];
  const same = usual.length === layers.length && usual.every((id) => layers.includes(id));
  return {
    view,
    layers: same ? undefined : layers,
    theme,
    selected,
    asOf: asOf ?? undefined,
    knownOn: knownOn ?? undefined,
    lang,
  };
}

/**
 * @param {string | null} text
 * @returns {Place['view'] | null}
 */
function readView(text) {
  const numbers = (text ?? '').split(',').map(Number);
  if (text === null || numbers.length !== 3 || !numbers.every(Number.isFinite)) {
    return null;
  }
  const [lon = 0, lat = 0, zoom = 0] = numbers;
  const inRange = Math.abs(lon) <= 180 && Math.abs(lat) <= 85 && zoom >= 0 && zoom <= 22;
  return inRange ? { center: [lon, lat], zoom } : null;
}

/**
 * @param {string | null} text
 * @returns {import('./types.js').Ref | null}
 */
function readRef(text) {
  const [layer = '', id, ...rest] = (text ?? '').split(':');
  return id && rest.length === 0 && ID.test(layer) && ID.test(id) ? { layer, id } : null;
}

/**
 * @param {number} value
 * @param {number} digits
 */
function trim(value, digits) {
  return String(Number(value.toFixed(digits)));
}

/**
 * Keeps the address and the state together: state changes rewrite the address (a new history entry only when another
 * object or screen is chosen), and going back or pasting an address changes the state.
 *
 * @param {import('./types.js').Store} store
 * @param {Window} window
 * @param {(place: Place) => void} arrive an address was entered
 * @param {readonly string[]} [screens] paths of the screens that there are
 * @returns {() => void} stop
 */
export function connectRouter(store, window, arrive, screens = []) {
  const placeOf = (/** @type {import('./types.js').State} */ state) => writeHash(placeFrom(state));

  const leave = store.subscribe((state, previous) => {
    if (!state.catalogue) {
      return;
    }
    const hash = placeOf(state);
    if (hash === window.location.hash) {
      return;
    }
    const another =
      state.screen?.path !== previous.screen?.path ||
      state.selected?.id !== previous.selected?.id ||
      state.selected?.layer !== previous.selected?.layer;
    if (another) {
      window.history.pushState(null, '', hash);
    } else {
      window.history.replaceState(null, '', hash);
    }
  });
  const onPop = () => {
    if (window.location.hash !== placeOf(store.get())) {
      arrive(readHash(window.location.hash, screens));
    }
  };
  window.addEventListener('popstate', onPop);
  return () => {
    leave();
    window.removeEventListener('popstate', onPop);
  };
}
