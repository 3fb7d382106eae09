// layers/rail.js: the layer list: switch, legend inside the row, theme picker, and every feature by name for those who
// cannot or will not point at a map.

import { repeat } from '/webjars/lit-html/directives/repeat.js';
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { ApiError } from '../api.js';
import { formatNumber } from '../format.js';
import { hasMoved, whenOf } from '../time/model.js';
import { glyph, swatch } from '../ui/signs.js';
import { layerLegend, layerNames, layerState, layerSwatch, layerTrouble, MOST_NAMES } from './legend.js';
import { fromTop, toggled } from './model.js';

/**
 * @typedef {import('../types.js').LayerDef} LayerDef
 * @typedef {import('../types.js').Feature} Feature
 * @typedef {import('../map/map.js').LayerInfo} LayerInfo
 * @typedef {import('./legend.js').Roll} Roll
 */

/** @type {LayerInfo} */
const UNKNOWN = { phase: 'idle', inView: 0, gathered: 0, byValue: new Map(), truncated: false, error: null };

/**
 * @param {HTMLElement} host
 * @param {import('../types.js').Deps & {map: import('../map/map.js').MapDoor, foot: () => unknown}} deps
 *   `foot` gives what stands below the list
 * @returns {() => void} unmount
 */
export function mountRail(host, deps) {
  const { api, store, i18n, ui, map, foot } = deps;
  const { t } = i18n;
  /** @type {Set<string>} */
  const whole = new Set();
  /** @type {Map<string, Roll>} */
  const rolls = new Map();

  /** @param {LayerDef} layer */
  async function unroll(layer) {
    if (rolls.delete(layer.id)) {
      draw();
      return;
    }
    rolls.set(layer.id, { phase: 'loading', features: [], more: false });
    draw();
    try {
      /** @type {Feature[]} */
      const features = [];
      for await (const page of api.items(layer.id, { when: whenOf(store.get()) })) {
        features.push(...page);
        if (features.length >= MOST_NAMES) {
          break;
        }
      }
      const more = features.length > MOST_NAMES;
      rolls.set(layer.id, { phase: 'ready', features: features.slice(0, MOST_NAMES), more });
    } catch (failure) {
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      rolls.set(layer.id, { phase: 'error', features: [], more: false });
    }
    draw();
  }

  /** @param {LayerDef} layer @param {boolean} on */
  function toggle(layer, on) {
    store.set({ layers: toggled(store.get().layers, layer.id, on) });
    ui.announce(t(on ? 'layers.shown' : 'layers.hidden', { name: i18n.label(layer.title) }));
  }

  /** @param {LayerDef} layer */
  function extend(layer) {
    whole.delete(layer.id) || whole.add(layer.id);
    draw();
  }

  /** @param {LayerDef} layer */
  function row(layer) {
    const on = store.get().layers.includes(layer.id);
    const info = map.info.get().layers[layer.id] ?? UNKNOWN;
    const roll = rolls.get(layer.id);
    const name = i18n.label(layer.title);
    return html`<li class="layer ${on ? '' : 'layer-off'}" data-layer=${layer.id}>
      <div class="layer-row">
        <label class="layer-switch">
          <input type="checkbox" .checked=${on} @change=${(/** @type {Event} */ event) => toggle(layer, /** @type {HTMLInputElement} */ (event.target).checked)} />
          ${layerSwatch(layer)}
          <span class="layer-name">${name}</span>
        </label>
        ${layerState(deps, layer, info, on)}
        <button
          type="button"
          class="button-icon layer-list"
          aria-expanded=${roll !== undefined}
          aria-label=${t('layers.list', { name })}
          title=${t('layers.list', { name })}
          @click=${() => unroll(layer)}
        >
          ${glyph('list')}
        </button>
      </div>
      ${on && info.phase === 'error' ? layerTrouble(deps, info, () => map.retry()) : nothing}
      ${on && info.truncated ? html`<p class="layer-hint">${t('layers.truncated')}</p>` : nothing}
      ${on && info.gathered > 0 ? html`<p class="layer-hint">${t('layers.gathered', { count: formatNumber(info.gathered, i18n.lang()) })}</p>` : nothing}
      ${on ? layerLegend(deps, layer, info, { all: whole.has(layer.id), toggle: () => extend(layer) }) : nothing}
      ${roll ? layerNames(deps, layer, roll) : nothing}
    </li>`;
  }

  function draw() {
    const { catalogue, layers } = store.get();
    if (!catalogue) {
      return;
    }
    const none = layers.length === 0;
    render(
      html`<div class="rail-head">
          <h2>${t('layers.title')}</h2>
          <button type="button" class="button-link" @click=${() => store.set({ layers: none ? catalogue.layers.map((layer) => layer.id) : [] })}>
            ${t(none ? 'layers.showAll' : 'layers.hideAll')}
          </button>
          <button type="button" class="button-icon rail-close" aria-label=${t('layers.close')} @click=${() => store.set({ railOpen: false })}>${glyph('close')}</button>
        </div>
        <div class="rail-body">
          ${none ? html`<p class="layer-hint">${t('layers.noneShown')}</p>` : nothing}
          <ul class="layers">
            ${repeat(fromTop(catalogue.layers), (layer) => layer.id, row)}
          </ul>
          <dl class="key">
            <div><dt>${swatch({ color: '#888888', opacity: 0.15, outlined: true, dash: [4, 3] })}</dt><dd>${t('layers.keySketch')}</dd></div>
            <div><dt>${swatch({ color: '#888888', opacity: 0.15, outlined: true })}</dt><dd>${t('layers.keySurveyed')}</dd></div>
          </dl>
        </div>
        <div class="rail-foot">${foot()}</div>`,
      host,
    );
  }

  draw();
  const leaveStore = store.subscribe((state, previous) => {
    if (hasMoved(state, previous)) {
      rolls.clear();
    }
    if (state.view === previous.view || state.layers !== previous.layers) {
      draw();
    }
  });
  const leaveInfo = map.info.subscribe((info, previous) => {
    if (info.layers !== previous.layers) {
      draw();
    }
  });
  return () => {
    leaveStore();
    leaveInfo();
  };
}
