// live/news-view.js: news as a list, each leading to the feature it is about, as a template.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { formatInstant } from '../format.js';
import { glyph, stateChip } from '../ui/signs.js';

/**
 * @typedef {import('./stream.js').LiveEvent} LiveEvent
 * @typedef {import('../types.js').Deps} Deps
 */

/**
 * @param {readonly LiveEvent[]} events
 * @param {Deps} deps
 */
export function newsView(events, deps) {
  if (events.length === 0) {
    return html`<p class="inbox-none">${glyph('tick')} ${deps.i18n.t('subscription.nothing')}</p>`;
  }
  return html`<ul>
    ${events.map((event) => html`<li>${itemView(event, deps)}</li>`)}
  </ul>`;
}

/**
 * One button as large as the entry; what has ended leads nowhere.
 *
 * @param {LiveEvent} event
 * @param {Deps} deps
 */
function itemView(event, deps) {
  const { layer, id, bbox, operation } = event;
  const content = contentView(event, deps);
  return operation === 'delete'
    ? html`<div class="inbox-item is-ended">${content}</div>`
    : html`<button type="button" class="inbox-item" @click=${() => deps.actions.select({ layer, id }, { fly: true, bbox })}>${content}</button>`;
}

/**
 * @param {LiveEvent} event
 * @param {Deps} deps
 */
function contentView(
  { layer: layerId, id, name, operation, oldState, state, by, recordedAt },
  { i18n, store },
) {
  const { t, lang, label } = i18n;
  const { catalogue } = store.get();
  const layer = catalogue?.layers.find((candidate) => candidate.id === layerId);
  const states = catalogue?.workflows[layer?.workflow ?? '']?.states ?? [];
  const chip = (/** @type {string | undefined} */ of) => {
    const known = states.find((candidate) => candidate.id === of);
    return of ? stateChip(known, label(known?.title) || of) : nothing;
  };
  const key = `history.op.${operation}`;
  const words = t(key) === key ? operation : t(key);
  return html`<span class="inbox-name"><strong>${label(name) || id}</strong> <span class="inbox-layer">${label(layer?.title)}</span></span>
    ${
      oldState && state && oldState !== state
        ? html`<span class="news-move">${chip(oldState)}${glyph('arrow')}<span class="visually-hidden">${t('history.to')}</span>${chip(state)}</span>`
        : nothing
    }
    <span class="inbox-last">${words} · ${t('inbox.last', { who: by?.displayName ?? t('live.somebody'), when: formatInstant(recordedAt, lang()) })}</span>`;
}
