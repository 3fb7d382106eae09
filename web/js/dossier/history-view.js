// dossier/history-view.js: who changed what and when, newest first, as a template.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { formatInstant } from '../format.js';
import { glyph, stateChip } from '../ui/signs.js';
import { stayedFor } from './model.js';
import { dayText, fieldText, langOf } from './value.js';

/**
 * @typedef {import('./view.js').Shown} Shown
 * @typedef {import('../types.js').HistoryEntry} HistoryEntry
 */

/** @param {Shown} shown */
export function historyView(shown) {
  const { t } = shown.deps.i18n;
  const { phase, entries } = shown.history;
  return html`<section class="panel-section panel-history" aria-labelledby="history-title" data-lazy="history">
    <h3 id="history-title">
      ${t('history.title')}${phase === 'done' ? html`<span class="count">${entries.length}</span>` : nothing}
    </h3>
    ${
      phase === 'waiting'
        ? html`<button type="button" class="button-quiet" @click=${shown.on.loadHistory}>${glyph('clock')}${t('history.load')}</button>`
        : nothing
    }
    ${phase === 'loading' ? html`<p class="panel-empty" role="status">${t('history.loading')}</p>` : nothing}
    ${
      phase === 'failed'
        ? html`<div class="callout callout-error" role="alert">
            ${glyph('warn')}
            <p>${t('history.failed')}</p>
            <button type="button" class="button-quiet" @click=${shown.on.loadHistory}>${t('panel.retry')}</button>
          </div>`
        : nothing
    }
    ${phase === 'done' && entries.length === 0 ? html`<p class="panel-empty">${t('history.empty')}</p>` : nothing}
    ${
      entries.length > 0
        ? html`<ol class="timeline">
            ${entries.map((entry) => entryView(entry, shown))}
          </ol>`
        : nothing
    }
  </section>`;
}

/**
 * @param {HistoryEntry} entry
 * @param {Shown} shown
 */
function entryView(entry, shown) {
  const { i18n } = shown.deps;
  const { t } = i18n;
  const evidence = Object.entries(entry.evidence ?? {}).filter(([, value]) => value !== null && value !== '');
  return html`<li class="event event-${entry.op}">
    <div class="event-head">
      <span class="event-op">${t(`history.op.${stayed(entry) ? 'update' : entry.op}`)}</span>
      <span class="event-version">${t('history.version', { version: entry.version })}</span>
    </div>
    ${entry.op === 'transition' || entry.from !== entry.to ? moveView(entry, shown) : nothing}
    <p class="event-who">
      <span lang=${langOf(entry.by.displayName) ?? nothing}>${entry.by.displayName || entry.by.name}</span>
      <time datetime=${entry.at}>${formatInstant(entry.at, i18n.lang())}</time>
    </p>
    ${sinceView(entry, i18n)}
    ${entry.note ? html`<blockquote class="event-note" lang=${langOf(entry.note) ?? nothing}>${entry.note}</blockquote>` : nothing}
    ${
      evidence.length > 0
        ? html`<dl class="rows event-evidence" aria-label=${t('history.evidence')}>
            ${evidence.map(([field, value]) => html`<div class="row"><dt>${fieldTitle(field, shown)}</dt><dd lang=${langOf(valueText(field, value, shown)) ?? nothing}>${valueText(field, value, shown)}</dd></div>`)}
          </dl>`
        : nothing
    }
    ${changesView(entry, shown)}
    ${entry.geometryChanged && entry.op !== 'create' ? html`<p class="event-geometry">${glyph('pen')}${t('history.geometry')}</p>` : nothing}
    ${actsView(entry, shown)}
  </li>`;
}

/**
 * Comparing with the version before and with the newest one, from where it is restored.
 *
 * @param {HistoryEntry} entry
 * @param {Shown} shown
 */
function actsView({ version }, { deps, history, on }) {
  const { t } = deps.i18n;
  const versions = history.entries.map((entry) => entry.version);
  const newest = Math.max(...versions);
  const before = Math.max(...versions.filter((other) => other < version));
  const act = (/** @type {string} */ id, /** @type {number} */ from, /** @type {number} */ to) =>
    html`<button type="button" class="button-quiet" data-act=${id} @click=${() => on.compare(from, to)}>
      ${t(`version.act.${id}`)}<span class="visually-hidden"> ${t('history.version', { version })}</span>
    </button>`;
  return versions.length < 2
    ? nothing
    : html`<p class="event-acts">
        ${Number.isFinite(before) ? act('before', before, version) : nothing}
        ${version === newest ? nothing : act('newest', version, newest)}
      </p>`;
}

/**
 * When it was so; what has ended says enough by that.
 *
 * @param {HistoryEntry} entry
 * @param {Shown['deps']['i18n']} i18n
 */
function sinceView({ op, validFrom, validTo }, i18n) {
  const from = dayText(validFrom, i18n);
  if (!from || op === 'delete') {
    return nothing;
  }
  const to = validTo ? dayText(validTo, i18n) : '';
  return html`<p class="event-since">${to ? i18n.t('history.span', { from, to }) : i18n.t('history.since', { date: from })}</p>`;
}

/**
 * Whether it was a step that left the state as it was.
 *
 * @param {HistoryEntry} entry
 */
function stayed({ op, from, to }) {
  return op === 'transition' && from === to;
}

/**
 * @param {HistoryEntry} entry
 * @param {Shown} shown
 */
function moveView(entry, { deps, catalogue, layer }) {
  const { from, to } = entry;
  const { i18n } = deps;
  const workflow = catalogue?.workflows[layer?.workflow ?? ''];
  const states = workflow?.states ?? [];
  const chip = (/** @type {string | null} */ id) => {
    const state = states.find((candidate) => candidate.id === id);
    return id ? stateChip(state, i18n.label(state?.title) || id) : nothing;
  };
  if (stayed(entry)) {
    const step = stayedFor(entry, workflow);
    return html`<p class="event-move">${chip(to)}${i18n.label(step) || i18n.t('history.stays')}</p>`;
  }
  return html`<p class="event-move">
    ${chip(from)}${from && to ? html`<span class="event-arrow">${glyph('arrow')}<span class="visually-hidden">${i18n.t('history.to')}</span></span>` : nothing}${chip(to)}
  </p>`;
}

/**
 * Field changes; the status is above as chips already, and evidence that became a field is above as evidence.
 *
 * @param {HistoryEntry} entry
 * @param {Shown} shown
 */
function changesView(entry, shown) {
  const { t } = shown.deps.i18n;
  const evidence = entry.evidence ?? {};
  const changes =
    entry.op === 'create'
      ? []
      : entry.changes.filter(
          ({ field, new: value }) =>
            !(field === shown.layer?.statusField && entry.to) &&
            !(field in evidence && String(evidence[field]) === String(value)),
        );
  if (changes.length === 0) {
    return nothing;
  }
  return html`<details class="event-changes" ?open=${changes.length <= 3}>
    <summary>${t('history.changes', { count: changes.length })}</summary>
    <dl class="rows">
      ${changes.map(
        ({ field, old, new: value }) => html`<div class="row">
          <dt>${fieldTitle(field, shown)}</dt>
          <dd>
            <del>${valueText(field, old, shown) || t('panel.none')}</del>
            ${glyph('arrow')}<span class="visually-hidden">${t('history.to')}</span>
            <ins>${valueText(field, value, shown) || t('panel.none')}</ins>
          </dd>
        </div>`,
      )}
    </dl>
  </details>`;
}

/**
 * Title of a field: the layer's, else the one under which the workflow asked for it, else its name.
 *
 * @param {string} name
 * @param {Shown} shown
 */
function fieldTitle(name, { layer, dossier, deps }) {
  const field = layer?.fields.find((candidate) => candidate.name === name);
  const asked = dossier.workflow?.transitions
    .flatMap((step) => step.requires)
    .find((wanted) => wanted.field === name);
  const key = `history.field.${name}`;
  const words = deps.i18n.t(key);
  return deps.i18n.label(field?.title) || deps.i18n.label(asked?.label) || (words === key ? name : words);
}

/**
 * @param {string} name
 * @param {unknown} value
 * @param {Shown} shown
 */
function valueText(name, value, { layer, catalogue, deps }) {
  return fieldText(
    value,
    layer?.fields.find((candidate) => candidate.name === name),
    catalogue,
    deps.i18n,
  );
}
