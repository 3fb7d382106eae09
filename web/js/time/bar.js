// time/bar.js: the strip below the header that chooses a day, and says so for as long as the page shows the past.
import { live } from '/webjars/lit-html/directives/live.js';
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { ApiError } from '../api.js';
import { localDay } from '../dossier/value.js';
import { formatDate } from '../format.js';
import { glyph } from '../ui/signs.js';
import { dayAt, dayOf, daysBetween, hasMoved, isPast, saidOf, whenOf } from './model.js';

/** The slider begins here when the server tells no earliest day, days before today. */
const USUAL_SPAN = 3650;

/**
 * @param {HTMLElement} host
 * @param {import('../types.js').Deps} deps
 * @returns {{close: () => boolean}} closes the strip when the page shows the present; false when there was nothing to close
 */
export function mountTimeBar(host, { api, store, i18n, ui }) {
  const { t } = i18n;
  const today = localDay(new Date());
  let first = dayAt(today, -USUAL_SPAN);
  /** The day under the slider's knob while it is held. @type {string | null} */
  let held = null;
  let asked = 0;

  async function findFirst() {
    try {
      first = (await api.firstDay()) ?? first;
      draw();
    } catch (failure) {
      // The slider keeps its usual span; the day can be typed all the same.
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
    }
  }

  /** How many features each shown layer had: the layer list says so. */
  async function countThen() {
    const turn = ++asked;
    const { catalogue, layers, ...moment } = store.get();
    if (!isPast(moment)) {
      store.set({ totals: null });
      return;
    }
    /** @type {Record<string, number>} */
    const totals = {};
    await Promise.all(
      layers
        .filter((id) => catalogue?.layers.some((layer) => layer.id === id))
        .map(async (id) => {
          totals[id] = await api.count(id, whenOf(moment)).catch(noCount);
        }),
    );
    if (turn === asked) {
      store.set({ totals });
    }
  }

  /** @param {string | null} asOf */
  const setDay = (asOf) => store.set({ asOf: asOf === today ? null : dayOf(asOf) });

  function now() {
    store.set({ asOf: null, knownOn: null });
    /** @type {HTMLElement | null} */ (host.querySelector('#time-day'))?.focus();
  }

  function close() {
    const { timeOpen, ...moment } = store.get();
    if (!timeOpen || isPast(moment)) {
      return false;
    }
    store.set({ timeOpen: false });
    /** @type {HTMLElement | null} */ (document.querySelector('[data-tool="time"]'))?.focus();
    return true;
  }

  /** @param {string | null} day */
  const words = (day) => (day ? formatDate(day, i18n.lang()) : '');

  function said() {
    const moment = store.get();
    return t(saidOf(moment), { date: words(moment.asOf), known: words(moment.knownOn) });
  }

  function slider() {
    const { asOf } = store.get();
    const day = held ?? asOf ?? today;
    return html`<input
      type="range"
      class="time-slider"
      aria-label=${t('time.slider')}
      aria-valuetext=${words(day)}
      min="0"
      max=${daysBetween(first, today)}
      .value=${live(String(daysBetween(first, day)))}
      @input=${(/** @type {Event} */ event) => {
        held = dayAt(first, Number(typedIn(event)));
        draw();
      }}
      @change=${() => {
        const chosen = held;
        held = null;
        setDay(chosen);
        draw();
      }}
    />`;
  }

  function draw() {
    const { timeOpen, asOf, knownOn, catalogue } = store.get();
    const past = isPast({ asOf, knownOn });
    host.hidden = !catalogue || !(timeOpen || past);
    host.classList.toggle('is-past', past);
    if (host.hidden) {
      render(nothing, host);
      return;
    }
    render(
      html`<p class="time-said">${glyph('clock')}<span><b>${said()}</b> ${past ? html`<small>${t('time.readOnly')}</small>` : nothing}</span></p>
        <div class="time-controls">
          <label class="time-field"
            ><span>${t('time.day')}</span
            ><input id="time-day" type="date" min=${first} max=${today} .value=${live(held ?? asOf ?? today)} @change=${(/** @type {Event} */ event) => setDay(typedIn(event))}
          /></label>
          ${slider()}
          <label class="time-field"
            ><span>${t('time.knownOn')}</span
            ><input id="time-known" type="date" max=${today} .value=${live(knownOn ?? '')} @change=${(/** @type {Event} */ event) => store.set({ knownOn: dayOf(typedIn(event)) })}
          /></label>
          ${
            past
              ? html`<button type="button" class="button button-primary time-now" @click=${now}>${t('time.backToNow')}</button>`
              : html`<button type="button" class="button-icon" aria-label=${t('time.close')} @click=${close}>${glyph('close')}</button>`
          }
        </div>`,
      host,
    );
  }

  store.subscribe((state, previous) => {
    const moved = hasMoved(state, previous);
    if (moved || state.timeOpen !== previous.timeOpen || state.lang !== previous.lang) {
      draw();
    }
    if (moved) {
      ui.announce(said());
    }
    if (moved || (state.layers !== previous.layers && isPast(state))) {
      void countThen();
    }
    if (state.timeOpen && !previous.timeOpen) {
      /** @type {HTMLElement | null} */ (host.querySelector('#time-day'))?.focus();
    }
  });
  draw();
  void findFirst();
  if (isPast(store.get())) {
    void countThen();
  }
  return { close };
}

/**
 * A layer that cannot be counted shows no number, as before.
 *
 * @param {unknown} failure
 */
function noCount(failure) {
  if (!(failure instanceof ApiError)) {
    throw failure;
  }
  return Number.NaN;
}

/** @param {Event} event */
function typedIn(event) {
  return /** @type {HTMLInputElement} */ (event.target).value;
}
