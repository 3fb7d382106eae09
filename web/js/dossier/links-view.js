// dossier/links-view.js: linked features as a template, in four groups; each is a button that leads there.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { formatDate, formatNumber } from '../format.js';
import { layerSwatch } from '../layers/legend.js';
import { glyph, swatch } from '../ui/signs.js';
import { footnote } from './footnote.js';
import { byWording } from './model.js';

/**
 * @typedef {import('./view.js').Shown} Shown
 * @typedef {import('../types.js').Link} Link
 */

/** A group longer than this is folded; the rest is one button away. */
const FOLD = 6;

/** @param {Shown} shown */
export function linksView(shown) {
  const { t } = shown.deps.i18n;
  const total = shown.groups.reduce((sum, group) => sum + group.links.length, 0);
  return html`<section class="panel-section" aria-labelledby="links-title">
    <h3 id="links-title">${t('link.title')}<span class="count">${total}</span></h3>
    ${shown.groups.map((group) => groupView(group, shown))}
  </section>`;
}

/**
 * @param {{id: string, links: readonly Link[]}} group
 * @param {Shown} shown
 */
function groupView({ id, links }, shown) {
  const { t } = shown.deps.i18n;
  const folded = links.length > FOLD + 1 && !shown.unfolded.has(id);
  const visible = folded ? links.slice(0, FOLD) : links;
  return html`<div class="link-group" data-group=${id}>
    <h4 id="links-${id}">${t(`link.group.${id}`)}<span class="count">${links.length}</span></h4>
    ${links.length === 0 ? html`<p class="panel-empty">${t(`link.empty.${id}`)}</p>` : nothing}
    ${byWording(visible, shown.deps.i18n).map(
      ({ wording, links: same }) => html`
        <p class="link-wording">${wording}</p>
        <ul class="links" aria-labelledby="links-${id}">
          ${same.map((link) => linkView(link, shown))}
        </ul>
      `,
    )}
    ${
      folded
        ? html`<button type="button" class="button-quiet link-more" @click=${() => shown.on.unfold(id)}>
            ${t('link.more', { count: links.length - FOLD })}
          </button>`
        : nothing
    }
  </div>`;
}

/**
 * @param {Link} link
 * @param {Shown} shown
 */
function linkView(link, shown) {
  const { deps, catalogue, on } = shown;
  const { i18n } = deps;
  const { target } = link;
  const layer = catalogue?.layers.find((candidate) => candidate.id === target.layer);
  const state = catalogue?.workflows[layer?.workflow ?? '']?.states.find(
    (candidate) => candidate.id === target.state,
  );
  return html`<li class="link">
    <button type="button" class="link-go" @click=${() => on.select({ layer: target.layer, id: target.id })}>
      ${targetSwatch(layer, state)}
      <span class="link-text">
        <span class="link-name" lang=${i18n.labelLang(target.name)}>${i18n.label(target.name) || target.id}</span>
        <span class="link-meta">${metaOf(link, layer, state, i18n).join(' · ')}</span>
        ${link.note ? html`<span class="link-note" lang=${i18n.labelLang(link.note)}>${i18n.label(link.note)}</span>` : nothing}
      </span>
      ${glyph('chevron')}
    </button>
    <span class="link-end">
      <span class="badge badge-${link.basis}" title=${i18n.t(`link.basisHint.${link.basis}`)}>${i18n.t(`link.basis.${link.basis}`)}</span>
      ${footnote(shown, link.source)}
    </span>
  </li>`;
}

/**
 * @param {import('../types.js').LayerDef | undefined} layer
 * @param {import('../types.js').StateDef | undefined} state
 */
function targetSwatch(layer, state) {
  if (state) {
    return swatch({ color: state.color, pattern: state.pattern });
  }
  return layer ? layerSwatch(layer) : nothing;
}

/**
 * @param {Link} link
 * @param {import('../types.js').LayerDef | undefined} layer
 * @param {import('../types.js').StateDef | undefined} state
 * @param {import('../i18n.js').I18n} i18n
 * @returns {string[]}
 */
function metaOf(link, layer, state, i18n) {
  const { t } = i18n;
  const from = formatDate(link.validFrom, i18n.lang());
  const to = formatDate(link.validTo, i18n.lang());
  const dates =
    from && to
      ? t('link.between', { from, to })
      : from
        ? t('link.since', { from })
        : to
          ? t('link.until', { to })
          : '';
  return [
    i18n.label(layer?.title) || link.target.layer,
    i18n.label(state?.title),
    typeof link.share === 'number'
      ? t('link.share', { share: formatNumber(link.share * 100, i18n.lang(), 1) })
      : '',
    dates,
    link.target.hasGeometry ? '' : t('link.notOnMap'),
  ].filter(Boolean);
}
