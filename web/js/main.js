// main.js: starts the page: reads the address, fetches words and catalogue, mounts every part with what it needs.
import { html, render } from '/webjars/lit-html/lit-html.js';
import { accountsScreen } from './access/accounts-screen.js';
import { myAccountScreen } from './access/my-screen.js';
import { createActions } from './actions.js';
import { ApiError, createApi } from './api.js';
import { auditScreen } from './audit/screen.js';
import { mountPanel } from './dossier/panel.js';
import { draftGroup } from './draft/group.js';
import { filesGroup } from './files/group.js';
import { formatDistance } from './format.js';
import { createI18n, startLang } from './i18n.js';
import { beginsInInbox, followInbox } from './inbox/badge.js';
import { inboxScreen } from './inbox/screen.js';
import { mountRail } from './layers/rail.js';
import { lineageGroup } from './lineage/group.js';
import { mountLive } from './live/live.js';
import { followNews, subscriptionsScreen } from './live/subscriptions-screen.js';
import { webhooksScreen } from './live/webhooks-screen.js';
import { createMap } from './map/map.js';
import { mountNotice } from './map/notice.js';
import { mountPointer } from './map/pointer.js';
import { mountTools } from './map/tools.js';
import { connectRouter, defaultLayers, readHash } from './router.js';
import { mountSearch } from './search/search.js';
import { mountSession } from './session/session.js';
import { mountShell } from './shell.js';
import { createStore } from './store.js';
import { mountTimeBar } from './time/bar.js';
import { mountScreens } from './ui/screens.js';
import { glyph } from './ui/signs.js';
import { createUi } from './ui/ui.js';

/** @typedef {import('./types.js').Deps} Deps */

/** The screens beside the map, in the order of the header. @type {readonly import('./ui/screens.js').Screen[]} */
const SCREENS = [
  inboxScreen,
  subscriptionsScreen,
  accountsScreen,
  webhooksScreen,
  auditScreen,
  myAccountScreen,
];

/** Groups that rooms add to the object panel, in their order. @type {readonly import('./dossier/groups.js').Group[]} */
const GROUPS = [draftGroup, filesGroup, lineageGroup];

const PATHS = SCREENS.map(({ path }) => path);

/** @param {string} id */
function region(id) {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`index.html lacks #${id}`);
  }
  return element;
}

/** @param {string} tag */
async function words(tag) {
  return (await fetch(`/i18n/${tag}.json`)).json();
}

async function start() {
  const bare = window.location.hash === '';
  const refused = window.location.hash === '#sign-in-refused';
  const place = readHash(window.location.hash, PATHS);
  const lang = startLang(place.lang ?? localStorage.getItem('tuban.lang'), navigator.languages);
  const [zh, en] = await Promise.all(['zh-CN', 'en'].map(words));
  const i18n = createI18n({ 'zh-CN': zh, en }, lang);
  const api = createApi();
  const chosen = localStorage.getItem('tuban.colour');
  const dark = chosen ? chosen === 'dark' : window.matchMedia('(prefers-color-scheme: dark)').matches;
  /** @type {import('./types.js').Store} */
  const store = createStore(
    /** @type {import('./types.js').State} */ ({
      catalogue: null,
      session: null,
      lang,
      dark,
      view: place.view ?? { center: [0, 0], zoom: 2 },
      layers: place.layers ?? [],
      theme: place.theme ?? 'status',
      selected: place.selected ?? null,
      stop: 'half',
      railOpen: false,
      asOf: place.asOf ?? null,
      knownOn: place.knownOn ?? null,
      timeOpen: false,
      totals: null,
      heard: null,
      screen: null,
    }),
  );
  const ui = createUi({ dialog: region('dialog'), toasts: region('toasts'), live: region('live') }, { i18n });
  /** @type {import('./map/map.js').MapDoor | null} */
  let map = null;
  const actions = createActions({ api, store, map: () => map });
  const deps = { api, store, i18n, ui, actions };
  const shell = mountShell(region, { ...deps, map: () => map });
  mountSession(region('session'), deps);
  shell.search(mountSearch(region('search'), deps));
  const mounted = await load(deps, place);
  if (mounted) {
    map = mountMap(deps, shell);
    mountPanel(region('panel-content'), deps, GROUPS);
    const parts = {
      nav: region('nav'),
      screen: region('screen'),
      stage: region('stage'),
      map: region('map'),
    };
    shell.time(mountTimeBar(region('time'), deps));
    const screens = mountScreens(parts, deps, SCREENS);
    shell.screens(screens);
    followInbox(deps, (words) => screens.count(inboxScreen.path, words));
    followNews(deps, (words) => screens.count(subscriptionsScreen.path, words));
    connectRouter(store, window, (next) => arrive(deps, next), PATHS);
    if (bare && beginsInInbox(store.get().session)) {
      store.set({ screen: { path: inboxScreen.path, query: {} } });
    }
    mountLive(region('live-state'), { ...deps, map });
    await open(map, deps, place);
  }
  if (refused) {
    ui.toasts.show({ text: i18n.t('session.problem.provider'), kind: 'error' });
  }
}

/**
 * Fetches what the page cannot do without, and says so when that fails.
 *
 * @param {Deps} deps
 * @param {import('./router.js').Place} place
 */
async function load({ api, store, i18n }, place) {
  const host = region('map-state');
  const tell = (/** @type {unknown} */ content) =>
    render(html`<div class="map-state-box">${content}</div>`, host);
  tell(html`<span class="spinner"></span><span>${i18n.t('app.loading')}</span>`);
  try {
    const [catalogue, session] = await Promise.all([api.catalogue(), api.session()]);
    store.set({
      catalogue,
      session,
      view: place.view ?? { center: catalogue.instance.centre, zoom: catalogue.instance.zoom },
      layers: place.layers ?? defaultLayers(catalogue),
    });
    render(null, host);
    return true;
  } catch (failure) {
    if (!(failure instanceof ApiError)) {
      throw failure;
    }
    tell(
      html`${glyph('warn')}<span>${i18n.t(failure.status === 0 ? 'error.unreachable' : 'error.catalogue')}</span>
        <button type="button" class="button" @click=${() => window.location.reload()}>${i18n.t('error.retry')}</button>`,
    );
    return false;
  }
}

/**
 * @param {Deps} deps
 * @param {ReturnType<typeof mountShell>} shell
 */
function mountMap(deps, shell) {
  const { i18n } = deps;
  const map = createMap(region('map'), {
    ...deps,
    words(metres) {
      const { value, unit } = formatDistance(metres, i18n.lang());
      return i18n.t('map.ring', { distance: `${value} ${i18n.t(`unit.${unit}`)}` });
    },
  });
  const withMap = { ...deps, map };
  mountTools({ tools: region('map-tools'), foot: region('map-foot') }, withMap);
  mountNotice(region('map-notice'), withMap);
  const pointer = mountPointer(region('map-over'), withMap);
  mountRail(region('rail'), { ...withMap, foot: shell.foot });
  shell.mapped(map, pointer.close);
  expose(map);
  return map;
}

/**
 * Shows what the address names: the given view, or the given object, or the whole area.
 *
 * @param {import('./map/map.js').MapDoor} map
 * @param {Deps} deps
 * @param {import('./router.js').Place} place
 */
async function open(map, { store, actions }, place) {
  if (!place.view) {
    map.home({ animate: false });
  }
  const { selected } = store.get();
  if (selected) {
    await map.idle();
    actions.select(selected, { fly: !place.view });
  }
  store.set({ screen: place.screen ?? null });
}

/**
 * @param {Deps} deps
 * @param {import('./router.js').Place} place
 */
function arrive({ store, i18n }, place) {
  const state = store.get();
  if (place.lang) {
    i18n.setLang(place.lang);
  }
  if (place.screen) {
    store.set({ screen: place.screen, lang: place.lang ?? state.lang });
    return;
  }
  store.set({
    screen: null,
    view: place.view ?? state.view,
    layers: place.layers ?? (state.catalogue ? defaultLayers(state.catalogue) : state.layers),
    theme: place.theme ?? state.theme,
    lang: place.lang ?? state.lang,
    selected: place.selected ?? null,
    asOf: place.asOf ?? null,
    knownOn: place.knownOn ?? null,
  });
}

/**
 * What browser tests may ask: data instead of pixels.
 *
 * @param {import('./map/map.js').MapDoor} map
 */
function expose(map) {
  Object.assign(window, {
    __app: Object.freeze({
      map: Object.freeze({
        pick: map.pick,
        renderedCount: () => map.info.get().rendered,
        idle: map.idle,
        project: map.project,
        colorOf: map.colorOf,
        gatheredAt: map.gatheredAt,
        layer: (/** @type {string} */ id) => map.info.get().layers[id],
      }),
    }),
  });
}

start();
