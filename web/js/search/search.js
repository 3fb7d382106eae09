// search/search.js: the search box: a combobox whose results come from the server, grouped by layer.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { ApiError } from '../api.js';
import { hasMoved, whenOf } from '../time/model.js';
import { glyph, swatch } from '../ui/signs.js';
import { grouped, marked, stepped } from './model.js';

/**
 * @typedef {import('../types.js').SearchAnswer} SearchAnswer
 * @typedef {import('../types.js').SearchResult} SearchResult
 */

/** Pause in typing before the server is asked, milliseconds. */
const PAUSE = 200;

/** Results asked for. */
const MOST = 20;

/**
 * @param {HTMLElement} host
 * @param {import('../types.js').Deps} deps
 * @returns {{focus: () => void, close: () => boolean, unmount: () => void}} `close` false when the list was not open
 */
export function mountSearch(host, { api, store, i18n, ui, actions }) {
  const { t } = i18n;
  /** @type {{words: string, answer: SearchAnswer | null, trouble: boolean, open: boolean, busy: boolean, at: number}} */
  let state = { words: '', answer: null, trouble: false, open: false, busy: false, at: -1 };
  /** @type {AbortController | null} */
  let running = null;
  let timer = 0;

  /** @param {Partial<typeof state>} patch */
  function set(patch) {
    state = { ...state, ...patch };
    draw();
  }

  /** @param {string} words */
  function typed(words) {
    clearTimeout(timer);
    running?.abort();
    if (words.trim() === '') {
      set({ words, answer: null, trouble: false, open: false, busy: false, at: -1 });
      return;
    }
    set({ words, busy: true, at: -1 });
    timer = window.setTimeout(() => void ask(words.trim()), PAUSE);
  }

  /** @param {string} words */
  async function ask(words) {
    const mine = new AbortController();
    running = mine;
    try {
      const about = { when: whenOf(store.get()), signal: mine.signal, limit: MOST };
      const answer = await api.search(words, about);
      set({ answer, trouble: false, busy: false, open: true, at: -1 });
      ui.announce(t('search.found', { count: answer.total }));
    } catch (failure) {
      if (mine.signal.aborted) {
        return;
      }
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      set({ answer: null, trouble: true, busy: false, open: true, at: -1 });
    }
  }

  /** Results in the order of the list. */
  function flat() {
    return grouped(state.answer?.results ?? []).flatMap((group) => group.results);
  }

  /** @param {SearchResult} result */
  function choose(result) {
    set({ open: false, at: -1 });
    actions.select({ layer: result.layer, id: result.id }, { fly: true, bbox: result.bbox });
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const results = flat();
    if (event.isComposing) {
      return;
    }
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (state.answer) {
        set({ open: true, at: stepped(state.at, results.length, event.key) });
        host.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
      }
    } else if (event.key === 'Enter') {
      const result = results[Math.max(0, state.at)];
      if (state.open && result) {
        choose(result);
      }
    } else if (event.key === 'Escape' && state.open) {
      event.stopPropagation();
      set({ open: false, at: -1 });
    }
  }

  function close() {
    const was = state.open;
    was && set({ open: false, at: -1 });
    return was;
  }

  function draw() {
    const { open, at, words, busy } = state;
    render(
      html`<label class="visually-hidden" for="search-box">${t('search.label')}</label>
        ${glyph('search')}
        <input
          id="search-box"
          class="search-box"
          type="search"
          role="combobox"
          autocomplete="off"
          spellcheck="false"
          maxlength="100"
          aria-autocomplete="list"
          aria-controls="search-list"
          aria-expanded=${open}
          aria-activedescendant=${open && at >= 0 ? `search-option-${at}` : nothing}
          placeholder=${t('search.placeholder')}
          .value=${words}
          @input=${(/** @type {Event} */ event) => typed(/** @type {HTMLInputElement} */ (event.target).value)}
          @keydown=${pressed}
          @focus=${() => (state.answer ? set({ open: true }) : typed(state.words))}
          @blur=${(/** @type {FocusEvent} */ event) => host.contains(/** @type {Node | null} */ (event.relatedTarget)) || close()}
        />
        ${busy ? html`<span class="spinner" aria-hidden="true"></span>` : nothing}
        ${words && !busy ? html`<button type="button" class="button-icon" aria-label=${t('search.clear')} @click=${clear}>${glyph('close')}</button>` : nothing}
        <div class="search-drop" ?hidden=${!open} @mousedown=${(/** @type {Event} */ event) => event.preventDefault()}>
          ${open ? drop() : nothing}
        </div>`,
      host,
    );
  }

  const clear = () => {
    typed('');
    focus();
  };

  function drop() {
    const { answer, trouble } = state;
    if (trouble) {
      return html`<p class="search-empty" role="alert">
        ${t('error.search')}
        <button type="button" class="button-quiet" @click=${() => void ask(state.words.trim())}>${t('error.retry')}</button>
      </p>`;
    }
    return html`${correction(answer)}
      ${answer?.results.length === 0 ? html`<p class="search-empty">${t('search.nothing', { words: state.words })}</p>` : nothing}
      <div id="search-list" role="listbox" aria-label=${t('search.results')}>${options()}</div>
      ${
        answer && answer.total > answer.results.length
          ? html`<p class="search-more">${t('search.more', { count: answer.total - answer.results.length })}</p>`
          : nothing
      }`;
  }

  /** @param {SearchAnswer | null} answer */
  function correction(answer) {
    const fix = answer?.correction;
    if (!fix) {
      return nothing;
    }
    const source = store.get().catalogue?.sources[fix.source];
    return html`<p class="search-fix">
      <b>${t('search.corrected', { from: fix.from, to: fix.to })}</b>
      <span>${i18n.label(fix.reason)}</span>
      ${source ? html`<span class="search-source">${t('search.source', { name: i18n.label(source.title) })}</span>` : nothing}
    </p>`;
  }

  function options() {
    const { catalogue } = store.get();
    const order = flat();
    return grouped(state.answer?.results ?? []).map((group) => {
      const layer = catalogue?.layers.find((candidate) => candidate.id === group.layer);
      return html`<div role="group" aria-labelledby="search-group-${group.layer}">
        <div class="search-group" id="search-group-${group.layer}" role="presentation">${i18n.label(layer?.title)}</div>
        ${group.results.map((result) => option(result, order.indexOf(result)))}
      </div>`;
    });
  }

  /** @param {SearchResult} result @param {number} n */
  function option(result, n) {
    const { catalogue } = store.get();
    const layer = catalogue?.layers.find((candidate) => candidate.id === result.layer);
    const found = catalogue?.workflows[layer?.workflow ?? '']?.states.find(
      (each) => each.id === result.state,
    );
    const fix = state.answer?.correction;
    const words = fix ? state.words.trim().replace(fix.from, fix.to) : state.words.trim();
    const name = i18n.label(result.name);
    const aside = result.matched && !name.includes(result.matched.text) ? result.matched.text : '';
    return html`<div id="search-option-${n}" class="search-option" role="option" aria-selected=${n === state.at} @click=${() => choose(result)}>
      <span class="search-name">${marked(name, words).map((piece) => (piece.hit ? html`<mark>${piece.text}</mark>` : piece.text))}</span>
      ${found ? html`<span class="search-state">${swatch({ color: found.color, pattern: found.pattern })}${i18n.label(found.title)}</span>` : nothing}
      ${aside || result.code ? html`<span class="search-aside">${aside || result.code}</span>` : nothing}
      ${result.bbox ? nothing : html`<span class="tag">${t('layers.unplaced')}</span>`}
    </div>`;
  }

  function focus() {
    /** @type {HTMLInputElement | null} */ (host.querySelector('#search-box'))?.focus();
  }

  draw();
  const unmount = store.subscribe((next, previous) => {
    if (hasMoved(next, previous)) {
      set({ answer: null, open: false, at: -1 });
    }
    if (next.lang !== previous.lang || next.catalogue !== previous.catalogue) {
      draw();
    }
  });
  return { focus, close, unmount };
}
