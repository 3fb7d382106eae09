// shell.js: the frame around map and panel: language, colours, headings, the panel's coming and going, the keyboard.
import { html, render } from '/webjars/lit-html/lit-html.js';
import { mountRegions } from './ui/regions.js';
import { mountSheet } from './ui/sheet.js';
import { heightOf } from './ui/stops.js';
import { switches } from './ui/switches.js';

/** Below this width the panel is a sheet and the layer list lies over the map; the same in css/base.css. */
const PHONE = window.matchMedia('(width <= 820px)');

/** A wait shorter than this shows no progress bar, milliseconds. */
const PATIENCE = 300;

/**
 * @param {(id: string) => HTMLElement} region
 * @param {import('./types.js').Deps & {map: () => import('./map/map.js').MapDoor | null}} deps
 */
export function mountShell(region, deps) {
  const { store, i18n } = deps;
  const panel = region('panel');
  /** @type {{close: () => boolean, focus: () => void} | null} */
  let search = null;
  /** @type {() => boolean} */
  let closePointer = () => false;
  /** @type {() => boolean} */
  let closeTime = () => false;
  /** @type {() => boolean} */
  let closeScreen = () => false;
  /** @type {Element | null} */
  let returnTo = null;

  /** @param {import('./i18n.js').Lang} lang */
  function setLang(lang) {
    i18n.setLang(lang);
    localStorage.setItem('tuban.lang', lang);
    store.set({ lang });
  }

  /** @param {boolean} dark */
  function setDark(dark) {
    localStorage.setItem('tuban.colour', dark ? 'dark' : 'light');
    store.set({ dark });
  }

  const choices = () => switches({ ...deps, setLang, setDark });

  const drawFrame = () => nameThings(region, deps, choices());

  function drawPanel() {
    const { selected, stop } = store.get();
    const was = !panel.hidden;
    panel.hidden = selected === null;
    region('stage').classList.toggle('stage-panel', selected !== null);
    deps.map()?.cover({
      bottom: selected && PHONE.matches ? heightOf(stop, region('stage').clientHeight) : 0,
    });
    if (selected && !was) {
      returnTo = document.activeElement;
    } else if (!selected && was) {
      const known = returnTo instanceof HTMLElement && returnTo.isConnected && returnTo !== document.body;
      const back = known ? /** @type {HTMLElement} */ (returnTo) : region('map');
      back.focus({ preventScroll: true });
    }
  }

  function drawRail() {
    const { railOpen } = store.get();
    const rail = region('rail');
    rail.classList.toggle('rail-open', railOpen);
    rail.inert = PHONE.matches && !railOpen;
  }

  /** Focuses the panel's heading as soon as it is there. */
  function focusHeading() {
    const { selected } = store.get();
    const heading = panel.querySelector('#panel-heading');
    if (!selected || !(heading instanceof HTMLElement)) {
      return;
    }
    const key = `${selected.layer}:${selected.id}`;
    if (
      heading.dataset.focused !== key &&
      document.documentElement.dataset.hand &&
      !document.querySelector('dialog[open]')
    ) {
      heading.dataset.focused = key;
      heading.focus({ preventScroll: true });
    }
  }

  /** Whether a screen lies over the map. */
  const isCovered = () => store.get().screen !== null;

  drawFrame();
  drawPanel();
  drawRail();
  mountSheet({ panel, grip: region('panel-grip'), stage: region('stage') }, deps);
  new MutationObserver(focusHeading).observe(region('panel-content'), { childList: true, subtree: true });
  PHONE.addEventListener('change', () => {
    drawRail();
    drawPanel();
  });
  store.subscribe((state, previous) => {
    if (
      state.lang !== previous.lang ||
      state.dark !== previous.dark ||
      state.catalogue !== previous.catalogue
    ) {
      drawFrame();
    }
    if (state.selected !== previous.selected || state.stop !== previous.stop) {
      drawPanel();
    }
    if (state.railOpen !== previous.railOpen) {
      drawRail();
    }
    if (signedIn(state, previous) && state.selected && state.stop === 'peek') {
      // Whoever signs in over an object wants its next steps, which the lowest stop leaves below the edge.
      store.set({ stop: 'half' });
    }
  });
  mountRegions({
    regions: [
      () => document.getElementById('search-box'),
      () => (region('time').hidden ? null : document.getElementById('time-day')),
      () => (region('screen').hidden ? null : region('screen')),
      () => (region('rail').inert || isCovered() ? null : region('rail')),
      () => (isCovered() ? null : region('map')),
      () => (panel.hidden || isCovered() ? null : panel),
    ],
    skip: region('skip'),
    search: () => search?.focus(),
    closers: [
      () => search?.close() ?? false,
      () => closeScreen(),
      () => closePointer(),
      () => closeRail(store),
      () => closePanel(deps),
      () => closeTime(),
    ],
  });

  return {
    foot: choices,
    /** @param {{close: () => boolean, focus: () => void}} mounted */
    search(mounted) {
      search = mounted;
    },
    /** @param {{close: () => boolean}} mounted */
    time(mounted) {
      closeTime = mounted.close;
    },
    /** @param {{close: () => boolean}} mounted */
    screens(mounted) {
      closeScreen = mounted.close;
    },
    /**
     * @param {import('./map/map.js').MapDoor} map
     * @param {() => boolean} close
     */
    mapped(map, close) {
      closePointer = close;
      showProgress(region('progress'), map);
      drawPanel();
    },
  };
}

/**
 * Language, colours, title, and the words that stand in index.html.
 *
 * @param {(id: string) => HTMLElement} region
 * @param {Pick<import('./types.js').Deps, 'store' | 'i18n'>} deps
 * @param {unknown} choices
 */
function nameThings(region, { store, i18n }, choices) {
  const { catalogue, lang, dark } = store.get();
  document.documentElement.lang = lang;
  document.documentElement.dataset.colour = dark ? 'dark' : 'light';
  const place = i18n.label(catalogue?.instance.title);
  document.title = place ? `${i18n.t('app.title')} · ${place}` : i18n.t('app.title');
  region('title').textContent = i18n.t('app.name');
  region('instance').textContent = place;
  for (const element of document.querySelectorAll('[data-i18n]')) {
    element.textContent = i18n.t(/** @type {HTMLElement} */ (element).dataset.i18n ?? '');
  }
  for (const element of document.querySelectorAll('[data-i18n-label]')) {
    element.setAttribute('aria-label', i18n.t(/** @type {HTMLElement} */ (element).dataset.i18nLabel ?? ''));
  }
  render(html`${choices}`, region('switches'));
}

/**
 * @param {import('./types.js').State} state
 * @param {import('./types.js').State} previous
 */
function signedIn(state, previous) {
  return Boolean(state.session?.account) && !previous.session?.account;
}

/** @param {import('./types.js').Store} store */
function closeRail(store) {
  const open = store.get().railOpen;
  store.set({ railOpen: false });
  return open;
}

/** @param {Pick<import('./types.js').Deps, 'store' | 'actions'>} deps */
function closePanel({ store, actions }) {
  const open = store.get().selected !== null;
  if (open) {
    actions.select(null);
  }
  return open;
}

/**
 * @param {HTMLElement} bar
 * @param {import('./map/map.js').MapDoor} map
 */
function showProgress(bar, map) {
  let timer = 0;
  map.info.subscribe(({ loading }, previous) => {
    if (loading === previous.loading) {
      return;
    }
    clearTimeout(timer);
    if (loading) {
      timer = window.setTimeout(() => {
        bar.hidden = false;
      }, PATIENCE);
    } else {
      bar.hidden = true;
    }
  });
}
