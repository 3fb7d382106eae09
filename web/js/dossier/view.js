// dossier/view.js: the object panel as a template: heading, state and next steps, then the sections in their order.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { formatInstant } from '../format.js';
import { isPast, mayEdit } from '../time/model.js';
import { glyph, stateChip } from '../ui/signs.js';
import { dueView } from '../workflow/due-view.js';
import { proposalView } from '../workflow/proposal-view.js';
import { stepsView } from '../workflow/steps.js';
import { factsView } from './facts-view.js';
import { groupsView, noticesView } from './groups.js';
import { historyView } from './history-view.js';
import { linksView } from './links-view.js';
import { headlineOf } from './model.js';
import { observationsView } from './observations-view.js';
import { rawView, sourcesView } from './sources-view.js';

/**
 * @typedef {import('../types.js').Deps} Deps
 * @typedef {import('../types.js').Ref} Ref
 * @typedef {import('../types.js').Label} Label
 * @typedef {import('../types.js').Transition} Transition
 *
 * @typedef {object} Shown everything the sections need; made anew for each drawing
 * @property {Deps} deps
 * @property {import('../types.js').Dossier} dossier
 * @property {import('../types.js').LayerDef | undefined} layer
 * @property {import('../types.js').Catalogue | null} catalogue
 * @property {ReadonlyMap<string, number>} footnotes
 * @property {readonly import('./model.js').Indicator[]} indicators
 * @property {readonly {id: string, links: readonly import('../types.js').Link[]}[]} groups
 * @property {string | null} pendingTo state that was sent and is not confirmed yet
 * @property {HistoryState} history
 * @property {ReadonlySet<string>} unfolded link groups of which all links are shown
 * @property {readonly import('./groups.js').Group[]} added groups of other rooms
 * @property {ReadonlyMap<string, number>} counts beside their headings
 * @property {Handlers} on
 *
 * @typedef {{phase: 'waiting' | 'loading' | 'done' | 'failed', entries: readonly import('../types.js').HistoryEntry[]}} HistoryState
 *
 * @typedef {object} Handlers
 * @property {() => void} close
 * @property {() => void} retry
 * @property {() => void} signIn
 * @property {(step: Transition) => void} step
 * @property {(proposal: import('../types.js').Proposal, action: 'approve' | 'return' | 'withdraw') => void} decide
 * @property {() => void} amend
 * @property {(ref: Ref) => void} select
 * @property {(source: string) => void} cite
 * @property {() => void} loadHistory
 * @property {(group: string) => void} unfold
 * @property {(from: number, to: number) => void} compare two versions
 * @property {() => void} edit
 * @property {() => void} correct
 */

/** @param {Shown} shown */
export function panelView(shown) {
  const { deps, dossier, layer, catalogue, on } = shown;
  const { i18n } = deps;
  const head = headlineOf(dossier, layer, catalogue, i18n);
  return html`
    ${headView({ deps, layer, name: head.main, lang: head.mainLang, code: head.code || dossier.id, on, head })}
    <div class="panel-body">
      ${stateView(shown)} ${dueView(shown)} ${proposalView(shown)} ${stepsView(shown)}
      ${noticesView(shown.added, dossier, deps)}
      ${editsView(shown)}
      ${calledAlsoView(head, shown)}
      ${factsView(shown, head.remark)} ${linksView(shown)} ${observationsView(shown)}
      ${groupsView(shown.added, dossier, deps, shown.counts)}
      ${historyView(shown)} ${sourcesView(shown)} ${rawView(shown)} ${recordedView(shown)}
    </div>
  `;
}

/**
 * What the article calls it; a warning only when that name is a misprint and not just another one.
 *
 * @param {ReturnType<typeof headlineOf>} head
 * @param {Shown} shown
 */
function calledAlsoView({ calledAlso }, { deps: { i18n } }) {
  if (!calledAlso) {
    return nothing;
  }
  const said = html`<q lang="zh-CN">${calledAlso.text}</q>`;
  const reason = calledAlso.misprint?.reason;
  if (!reason) {
    return html`<p class="panel-remark">${i18n.t('panel.name.also')} ${said}</p>`;
  }
  return html`<div class="callout callout-warn">
    ${glyph('warn')}
    <div>
      <p class="callout-title">${i18n.t('panel.name.doubt')} ${said}</p>
      <p lang=${i18n.labelLang(reason)}>${i18n.label(reason)}</p>
    </div>
  </div>`;
}

/**
 * What stands there before the server has answered.
 *
 * @param {{deps: Deps, layer: import('../types.js').LayerDef | undefined, ref: Ref, name: Label | null, on: Handlers}} shown
 */
export function skeletonView({ deps, layer, ref, name, on }) {
  const { i18n } = deps;
  return html`
    ${headView({ deps, layer, name: i18n.label(name) || ref.id, lang: name ? i18n.labelLang(name) : 'zxx', code: ref.id, on })}
    <div class="panel-body" aria-busy="true">
      <p class="visually-hidden" role="status">${i18n.t('panel.loading')}</p>
      <div class="skeleton" aria-hidden="true">
        <span class="bone bone-chip"></span><span class="bone bone-button"></span>
        <span class="bone bone-title"></span><span class="bone bone-tile"></span>
        <span class="bone"></span><span class="bone"></span><span class="bone bone-short"></span>
        <span class="bone bone-title"></span><span class="bone bone-row"></span><span class="bone bone-row"></span>
        <span class="bone bone-row"></span>
      </div>
    </div>
  `;
}

/**
 * What stands there when the server did not answer, or knows no such object.
 *
 * @param {{deps: Deps, layer: import('../types.js').LayerDef | undefined, ref: Ref, failure: import('../api.js').ApiError, on: Handlers}} shown
 */
export function failureView({ deps, layer, ref, failure, on }) {
  const { i18n } = deps;
  const gone = failure.status === 404;
  const key = gone
    ? isPast(deps.store.get())
      ? 'notThen'
      : 'gone'
    : failure.status === 0
      ? 'unreachable'
      : 'failed';
  return html`
    ${headView({ deps, layer, name: ref.id, lang: 'zxx', code: '', on })}
    <div class="panel-body">
      <div class="panel-failure" role="alert">
        ${glyph('warn')}
        <p class="callout-title">${i18n.t(`panel.error.${key}`)}</p>
        <p>${i18n.t(`panel.error.${key}Hint`)}</p>
        ${
          gone || failure.status === 0
            ? nothing
            : html`<p class="panel-trace"><code>${failure.status} ${failure.slug}</code> ${failure.problem.detail ?? ''}</p>`
        }
        <button type="button" class="button ${gone ? '' : 'button-primary'}" @click=${gone ? on.close : on.retry}>
          ${i18n.t(gone ? 'panel.close' : 'panel.retry')}
        </button>
      </div>
    </div>
  `;
}

/**
 * @param {{deps: Deps, layer: import('../types.js').LayerDef | undefined, name: string, lang: string, code: string, on: Handlers, head?: {sub: string, subLang: string}}} shown
 */
function headView({ deps, layer, name, lang, code, on, head }) {
  const { i18n } = deps;
  return html`<header class="panel-head">
    <div class="panel-eyebrow">
      <span>${i18n.label(layer?.title)}</span>
      ${code ? html`<code class="panel-code">${code}</code>` : nothing}
    </div>
    <h2 id="panel-heading" tabindex="-1" lang=${lang}>${name}</h2>
    ${head?.sub ? html`<p class="panel-sub" lang=${head.subLang}>${head.sub}</p>` : nothing}
    <button type="button" class="button-icon panel-close" aria-label=${i18n.t('panel.close')} @click=${on.close}>
      ${glyph('close')}
    </button>
  </header>`;
}

/** @param {Shown} shown */
function stateView({ deps, dossier, catalogue, pendingTo }) {
  const { i18n } = deps;
  const workflow = dossier.workflow;
  if (!workflow) {
    return nothing;
  }
  const states = catalogue?.workflows[workflow.id]?.states ?? [];
  const id = pendingTo ?? workflow.state;
  const state = states.find((candidate) => candidate.id === id);
  const main = states.filter((candidate) => !candidate.side);
  const at = main.findIndex((candidate) => candidate.id === id);
  return html`<div class="panel-state ${pendingTo ? 'is-pending' : ''}">
    ${stateChip(state, i18n.label(state?.title) || i18n.label(workflow.label) || id)}
    ${
      pendingTo
        ? html`<span class="panel-state-note" role="status">${i18n.t('workflow.pending')}</span>`
        : at >= 0
          ? html`<span class="panel-state-note">${i18n.t('workflow.stage', { at: at + 1, of: main.length })}</span>`
          : nothing
    }
    ${
      at >= 0
        ? html`<span class="stages" aria-hidden="true"
            >${main.map((_, index) => html`<i class=${index < at ? 'is-past' : index === at ? 'is-now' : ''}></i>`)}</span
          >`
        : nothing
    }
  </div>`;
}

/**
 * What planners change beside the steps; in the past, nothing.
 *
 * @param {Shown} shown
 */
function editsView({ deps, on }) {
  const { store, i18n } = deps;
  if (!mayEdit(store.get())) {
    return nothing;
  }
  return html`<div class="panel-edits">
    <button type="button" class="button-quiet" data-act="edit" @click=${on.edit}>${glyph('pen')}${i18n.t('edit.title')}</button>
    <button type="button" class="button-quiet" data-act="correct" @click=${on.correct}>${glyph('clock')}${i18n.t('version.correct.title')}</button>
  </div>`;
}

/** @param {Shown} shown */
function recordedView({ deps, dossier }) {
  const { i18n } = deps;
  return html`<p class="panel-foot">
    ${i18n.t('panel.recorded', {
      version: dossier.version,
      who: dossier.recordedBy,
      when: formatInstant(dossier.recordedAt, i18n.lang()),
    })}
  </p>`;
}
