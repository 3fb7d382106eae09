// ui/screens.js: the screens beside the map: their entries in the header, and the one that lies over the map.
// A room adds one by a module `<room>/screen.js` that exports a Screen, and its name in main.js.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { isFor } from '../session/model.js';
import { openSignIn } from '../session/sign-in.js';
import { mountNav } from './nav.js';
import { glyph } from './signs.js';

/**
 * @typedef {import('../types.js').Deps} Deps
 * @typedef {import('../types.js').Session} Session
 *
 * @typedef {object} Screen
 * @property {string} path such as `inbox` or `admin/accounts`; the address is `#/inbox`
 * @property {string} title key of the words in the header and of the heading
 * @property {string} sign name of a glyph
 * @property {readonly string[]} [roles] who it is for: one of these; none named: whoever is signed in; left out: everybody
 * @property {(host: HTMLElement, deps: ScreenDeps) => Mounted} mount fills the screen below its heading
 *
 * @typedef {object} Mounted
 * @property {() => void} [draw] another language, or another query; without it the screen is mounted anew
 * @property {() => void} unmount
 *
 * @typedef {Deps & ScreenDoor} ScreenDeps
 *
 * @typedef {object} ScreenDoor
 * @property {() => Readonly<Record<string, string>>} query what the address says besides the path
 * @property {(query: Record<string, string>) => void} setQuery puts this there instead, without a new step of history
 * @property {(entry: string | null) => void} count a small number beside the entry in the header, such as `3`; null: none
 */

/**
 * @param {{nav: HTMLElement, screen: HTMLElement, stage: HTMLElement, map: HTMLElement}} parts
 * @param {Deps} deps
 * @param {readonly Screen[]} screens
 * @returns {{close: () => boolean, count: (path: string, words: string | null) => void}} `close` false when the map was in
 *   front already
 */
export function mountScreens(parts, deps, screens) {
  const { store, i18n } = deps;
  const { t } = i18n;
  /** @type {{screen: Screen, account: string | undefined, mounted: Mounted | null} | null} */
  let shown = null;
  /** @type {Element | null} */
  let returnTo = null;

  const go = (/** @type {string | null} */ path) =>
    store.set({ screen: path === null ? null : { path, query: {} } });
  const nav = mountNav(parts.nav, deps, screens, go);

  function drawScreen() {
    const { screen: place, session } = store.get();
    const screen = screens.find((candidate) => candidate.path === place?.path) ?? null;
    const account = session?.account?.name;
    const same = shown?.screen === screen && shown?.account === account;
    if (!same) {
      leave();
      if (screen) {
        enter(screen, account);
      }
    }
    document.title = titleOf(screen);
  }

  /** @param {Screen | null} screen */
  function titleOf(screen) {
    const place = i18n.label(store.get().catalogue?.instance.title);
    return [screen ? t(screen.title) : '', t('app.title'), place].filter(Boolean).join(' · ');
  }

  /**
   * @param {Screen} screen
   * @param {string | undefined} account
   */
  function enter(screen, account) {
    returnTo ??= document.activeElement;
    parts.stage.inert = true;
    parts.screen.hidden = false;
    parts.screen.setAttribute('aria-labelledby', 'screen-heading');
    const mayEnter = isFor(screen, store.get().session);
    drawFrame(screen, mayEnter);
    const host = /** @type {HTMLElement} */ (parts.screen.querySelector('.screen-body'));
    shown = { screen, account, mounted: mayEnter ? screen.mount(host, doorOf(screen)) : null };
    /** @type {HTMLElement | null} */ (parts.screen.querySelector('#screen-heading'))?.focus();
  }

  function leave() {
    if (!shown) {
      return;
    }
    shown.mounted?.unmount();
    shown = null;
    render(nothing, parts.screen);
    if (store.get().screen !== null) {
      return;
    }
    parts.screen.hidden = true;
    parts.stage.inert = false;
    const back = returnTo instanceof HTMLElement && returnTo.isConnected ? returnTo : parts.map;
    returnTo = null;
    (back === document.body ? parts.map : back).focus({ preventScroll: true });
  }

  /**
   * @param {Screen} screen
   * @param {boolean} mayEnter
   */
  function drawFrame(screen, mayEnter) {
    const signedIn = Boolean(store.get().session?.account);
    render(
      html`<header class="screen-head">
          <button type="button" class="button-icon" aria-label=${t('screen.back')} title=${t('screen.back')} @click=${() => go(null)}>${glyph('back')}</button>
          <h2 id="screen-heading" tabindex="-1">${t(screen.title)}</h2>
        </header>
        ${
          mayEnter
            ? nothing
            : html`<div class="screen-refused">
                <p>${t(signedIn ? 'screen.role' : 'screen.signIn')}</p>
                ${signedIn ? nothing : html`<button type="button" class="button button-primary" @click=${() => openSignIn(deps)}>${t('session.signIn')}</button>`}
              </div>`
        }
        <div class="screen-body"></div>`,
      parts.screen,
    );
  }

  /**
   * @param {Screen} screen
   * @returns {ScreenDeps}
   */
  function doorOf({ path }) {
    return {
      ...deps,
      query: () => store.get().screen?.query ?? {},
      setQuery: (query) => store.set({ screen: { path, query } }),
      count: (words) => nav.count(path, words),
    };
  }

  /** Draws in another language, or for another query. */
  function redraw() {
    if (!shown) {
      return;
    }
    const { screen, mounted } = shown;
    drawFrame(screen, mounted !== null);
    if (mounted?.draw) {
      mounted.draw();
    } else if (mounted) {
      mounted.unmount();
      const host = /** @type {HTMLElement} */ (parts.screen.querySelector('.screen-body'));
      render(nothing, host);
      shown = { ...shown, mounted: screen.mount(host, doorOf(screen)) };
    }
  }

  store.subscribe((state, previous) => {
    const other = state.screen?.path !== previous.screen?.path;
    const again = state.lang !== previous.lang || (!other && state.screen?.query !== previous.screen?.query);
    if (other || state.session !== previous.session || state.catalogue !== previous.catalogue) {
      drawScreen();
    }
    if (again) {
      redraw();
      document.title = titleOf(shown?.screen ?? null);
    }
  });
  drawScreen();

  return {
    close() {
      const open = store.get().screen !== null;
      if (open) {
        go(null);
      }
      return open;
    },
    /** What the header offers may be counted before its screen is opened. */
    count: nav.count,
  };
}
