// layers/legend.js: what stands inside a layer's row: its swatch, its state, its legend with the theme picker, its names.

import { repeat } from '/webjars/lit-html/directives/repeat.js';
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { formatNumber } from '../format.js';
import { themeOf } from '../map/look.js';
import { nameOf } from '../map/scene.js';
import { glyph, swatch } from '../ui/signs.js';
import { legendOf, shapeOf } from './model.js';

/**
 * @typedef {import('../types.js').LayerDef} LayerDef
 * @typedef {import('../types.js').Feature} Feature
 * @typedef {import('../map/map.js').LayerInfo} LayerInfo
 * @typedef {Pick<import('../types.js').Deps, 'store' | 'i18n' | 'actions'>} Deps
 * @typedef {{phase: 'loading' | 'ready' | 'error', features: readonly Feature[], more: boolean}} Roll
 */

/** Longest list of features by name; a search finds the rest. */
export const MOST_NAMES = 500;

/** @param {LayerDef} layer */
export function layerSwatch(layer) {
  const style = layer.style ?? {};
  const shape = shapeOf(layer);
  return swatch({
    color: style.color ?? '#777777',
    shape,
    pattern: style.pattern,
    glyph: style.glyph,
    dash: style.dash ?? [],
    outlined: shape === 'area' && (style.fillOpacity ?? 0.2) < 0.5,
    opacity: style.fillOpacity ?? 0.2,
  });
}

/**
 * @param {Deps} deps
 * @param {LayerDef} layer
 * @param {LayerInfo} info
 * @param {boolean} on
 */
export function layerState({ store, i18n }, layer, info, on) {
  const { t } = i18n;
  const { totals } = store.get();
  const count = totals ? totals[layer.id] : (layer.count ?? 0);
  const total = count === undefined || Number.isNaN(count) ? '–' : formatNumber(count, i18n.lang());
  if (!on) {
    return html`<span class="layer-count">${total}</span>`;
  }
  if (info.phase === 'loading') {
    return html`<span class="spinner" role="img" aria-label=${t('layers.loading')}></span>`;
  }
  if (info.phase === 'beyond') {
    return html`<span class="layer-count layer-beyond" title=${t('layers.beyondHint')}>${t('layers.beyond')}</span>`;
  }
  const words = t('layers.inView', { count: info.inView, total });
  return html`<span class="layer-count" title=${words}
    ><span aria-hidden="true">${formatNumber(info.inView, i18n.lang())}<i>/${total}</i></span
    ><span class="visually-hidden">${words}</span></span
  >`;
}

/**
 * A layer that could not be loaded: what, and how to go on.
 *
 * @param {Deps} deps
 * @param {LayerInfo} info
 * @param {() => void} retry
 */
export function layerTrouble({ i18n }, info, retry) {
  const { status, problem } = info.error ?? {};
  return html`<p class="layer-error" role="alert">
    ${glyph('warn')}<span
      >${i18n.t(status === 0 ? 'error.unreachable' : 'error.layer')}
      <small>${status || ''} ${problem?.instance ?? ''}</small></span
    >
    <button type="button" class="button-quiet" @click=${retry}>${i18n.t('error.retry')}</button>
  </p>`;
}

/**
 * @param {Deps} deps
 * @param {LayerDef} layer
 * @param {LayerInfo} info
 * @param {{all: boolean, toggle: () => void}} extent whether the classes that are not in view show as well
 */
export function layerLegend({ store, i18n }, layer, info, { all, toggle }) {
  const { t } = i18n;
  const { catalogue, theme } = store.get();
  if (!catalogue || !themeOf(layer, theme)) {
    return nothing;
  }
  const { rows, hidden, none } = legendOf(catalogue, layer, theme, info.byValue, all);
  const fill = layer.style?.fillOpacity ?? 0.2;
  return html`<div class="legend">
    ${(layer.themes?.length ?? 0) > 1 ? themePicker({ store, i18n }, layer) : nothing}
    <ul class="legend-rows">
      ${rows.map(
        ({ entry, count }) => html`<li class=${count ? '' : 'legend-absent'}>
          ${swatch({
            color: entry.color,
            pattern: entry.pattern,
            shape: shapeOf(layer),
            glyph: layer.style?.glyph,
            opacity: fill >= 0.5 ? 1 : Math.max(fill, 0.25),
            outlined: fill < 0.5,
          })}
          ${entry.glyph ? glyph(entry.glyph) : nothing}
          ${entry.code ? html`<span class="legend-code">${entry.code}</span>` : nothing}
          <span class="legend-title">${i18n.label(entry.title)}</span>
          <span class="legend-count">${count ? formatNumber(count, i18n.lang()) : ''}</span>
        </li>`,
      )}
      ${
        none > 0
          ? html`<li>
              ${swatch({ color: '#ffffff' })}<span class="legend-title">${t('theme.none')}</span
              ><span class="legend-count">${formatNumber(none, i18n.lang())}</span>
            </li>`
          : nothing
      }
    </ul>
    ${
      hidden > 0
        ? html`<button type="button" class="button-link" aria-expanded=${all} @click=${toggle}>
            ${all ? t('theme.fewer') : t('theme.all', { count: hidden })}
          </button>`
        : nothing
    }
  </div>`;
}

/**
 * @param {Pick<Deps, 'store' | 'i18n'>} deps
 * @param {LayerDef} layer
 */
function themePicker({ store, i18n }, layer) {
  const worn = themeOf(layer, store.get().theme);
  return html`<fieldset class="segments">
    <legend class="visually-hidden">${i18n.t('theme.title')}</legend>
    ${layer.themes?.map(
      (theme) => html`<label>
        <input
          type="radio"
          name="theme-${layer.id}"
          value=${theme.id}
          .checked=${theme.id === worn?.id}
          @change=${() => store.set({ theme: theme.id })}
        /><span>${i18n.label(theme.title)}</span>
      </label>`,
    )}
  </fieldset>`;
}

/**
 * Every feature of a layer by name, those without a place on the map included.
 *
 * @param {Deps} deps
 * @param {LayerDef} layer
 * @param {Roll} roll
 */
export function layerNames({ store, i18n, actions }, layer, roll) {
  const { t } = i18n;
  if (roll.phase !== 'ready') {
    return html`<p class="layer-hint">${t(roll.phase === 'loading' ? 'layers.loading' : 'error.layer')}</p>`;
  }
  const { selected, lang } = store.get();
  return html`<ul class="names">
      ${repeat(
        roll.features,
        (feature) => feature.id,
        (feature) => html`<li>
          <button
            type="button"
            aria-current=${selected?.layer === layer.id && selected.id === feature.id}
            @click=${() => actions.select({ layer: layer.id, id: feature.id }, { fly: true })}
          >
            <span>${nameOf(layer, feature.properties, lang) || feature.id}</span>
            ${feature.geometry ? nothing : html`<span class="tag">${t('layers.unplaced')}</span>`}
          </button>
        </li>`,
      )}
    </ul>
    ${roll.features.length === 0 ? html`<p class="layer-hint">${t('layers.empty')}</p>` : nothing}
    ${roll.more ? html`<p class="layer-hint">${t('layers.more', { count: MOST_NAMES })}</p>` : nothing}`;
}
