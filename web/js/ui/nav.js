// ui/nav.js: the header's way to the screens: side by side where there is room, else in a menu.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { isFor } from '../session/model.js';
import { glyph } from './signs.js';

/** @typedef {import('./screens.js').Screen} Screen */

/** Least room for the search beside the entries, pixels. */
const SEARCH = 280;

/**
 * @param {HTMLElement} host
 * @param {import('../types.js').Deps} deps
 * @param {readonly Screen[]} screens
 * @param {(path: string | null) => void} go null: to the map
 */
export function mountNav(host, { store, i18n }, screens, go) {
  const { t } = i18n;
  const bar = /** @type {HTMLElement} */ (host.parentElement);
  let open = false;
  /** @type {Map<string, string>} */
  const counts = new Map();

  /** @param {boolean} next */
  function setOpen(next) {
    open = next;
    draw();
  }

  function draw() {
    const { session, screen } = store.get();
    const offered = screens.filter((candidate) => isFor(candidate, session));
    host.hidden = offered.length === 0;
    host.classList.toggle('nav-open', open);
    const marked = offered.some(({ path }) => counts.get(path));
    render(
      html`<button
          type="button"
          class="button-icon nav-toggle"
          aria-expanded=${open}
          aria-controls="nav-list"
          aria-label=${t('screen.menu')}
          @click=${() => setOpen(!open)}
        >
          ${glyph('list')}${marked ? html`<span class="nav-dot"></span>` : nothing}
        </button>
        <ul id="nav-list" class="nav-list">
          ${entry(null, 'screen.map', 'layers', screen === null)}
          ${offered.map(({ path, title, sign }) => entry(path, title, sign, screen?.path === path))}
        </ul>`,
      host,
    );
    fit();
  }

  /** Puts the entries side by side as long as that leaves the search its room: how many there are depends on the reader. */
  function fit() {
    host.classList.remove('nav-menu');
    const search = bar.querySelector('[role="search"]')?.clientWidth ?? SEARCH;
    host.classList.toggle('nav-menu', search < SEARCH || bar.scrollWidth > bar.clientWidth);
  }

  /**
   * @param {string | null} path
   * @param {string} title
   * @param {string} sign
   * @param {boolean} here
   */
  function entry(path, title, sign, here) {
    const count = counts.get(path ?? '');
    return html`<li>
      <button type="button" class="nav-entry" data-screen=${path ?? 'map'} aria-current=${here ? 'page' : nothing} @click=${() => choose(path)}>
        ${glyph(sign)}<span>${t(title)}</span>${count ? html`<span class="count">${count}</span>` : nothing}
      </button>
    </li>`;
  }

  /** @param {string | null} path */
  function choose(path) {
    setOpen(false);
    go(path);
  }

  store.subscribe((state, previous) => {
    if (
      state.screen !== previous.screen ||
      state.session !== previous.session ||
      state.lang !== previous.lang
    ) {
      draw();
    }
  });
  host.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setOpen(false);
      host.querySelector('button')?.focus();
    }
  });
  document.addEventListener('pointerdown', (event) => {
    if (open && !(event.target instanceof Node && host.contains(event.target))) {
      setOpen(false);
    }
  });
  draw();
  new ResizeObserver(fit).observe(bar);

  return {
    /**
     * @param {string} path
     * @param {string | null} words
     */
    count(path, words) {
      counts.set(path, words ?? '');
      draw();
    },
  };
}
