// workflow/proposal-view.js: the proposal that waits for a decision, in the object panel: who wants what, and what the reader may do.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { dayText, fieldText } from '../dossier/value.js';
import { formatInstant } from '../format.js';
import { roleList } from '../session/model.js';
import { glyph, stateChip } from '../ui/signs.js';

/**
 * @typedef {import('../dossier/view.js').Shown} Shown
 * @typedef {import('../types.js').Proposal} Proposal
 */

/** @param {Shown} shown */
export function proposalView(shown) {
  const { deps, dossier, catalogue, on } = shown;
  const proposal = dossier.workflow?.proposal;
  if (!proposal) {
    return nothing;
  }
  const { i18n } = deps;
  const { t } = i18n;
  const state = catalogue?.workflows[dossier.workflow?.id ?? '']?.states.find(({ id }) => id === proposal.to);
  const { may } = proposal;
  return html`<section class="proposal is-${proposal.stale ? 'stale' : proposal.status}" aria-labelledby="proposal-title">
    <h3 id="proposal-title">${glyph('person')}${t(`proposal.title.${proposal.status}`)}</h3>
    <p class="proposal-what">
      ${stateChip(state, i18n.label(proposal.label))}
      ${proposal.stale ? html`<span class="proposal-stale">${glyph('warn')}${t('proposal.stale')}</span>` : nothing}
    </p>
    <p class="proposal-who">
      ${t('proposal.by', { who: proposal.proposedBy.displayName, when: formatInstant(proposal.proposedAt, i18n.lang()) })}
      ${proposal.status === 'open' ? t('proposal.waitsFor', { who: roleList(proposal.decidedBy, i18n) }) : nothing}
    </p>
    ${proposal.note ? html`<blockquote class="event-note">${proposal.note}</blockquote>` : nothing}
    ${evidenceView(proposal, shown)} ${commentsView(proposal, i18n)}
    ${may.reason === 'own-proposal' || may.reason === 'second-person' ? html`<p class="proposal-hint">${t(`proposal.barred.${may.reason}`)}</p>` : nothing}
    ${proposal.stale ? html`<p class="proposal-hint">${t(may.amend ? 'proposal.staleMine' : 'proposal.staleTheirs')}</p>` : nothing}
    <div class="proposal-acts" role="group" aria-label=${t('proposal.acts')}>
      ${may.decide && !proposal.stale ? actView('approve', 'tick', 'button-primary', proposal, shown) : nothing}
      ${may.decide ? actView('return', 'undo', '', proposal, shown) : nothing}
      ${
        may.amend
          ? html`<button type="button" class="button ${proposal.stale || proposal.status === 'returned' ? 'button-primary' : ''}" @click=${on.amend}>
              ${glyph('pen')}<span>${t(proposal.stale ? 'proposal.act.refresh' : 'proposal.act.amend')}</span>
            </button>`
          : nothing
      }
      ${may.withdraw ? actView('withdraw', 'close', '', proposal, shown) : nothing}
    </div>
  </section>`;
}

/**
 * @param {'approve' | 'return' | 'withdraw'} action
 * @param {string} sign
 * @param {string} look
 * @param {Proposal} proposal
 * @param {Shown} shown
 */
function actView(action, sign, look, proposal, { deps, on }) {
  return html`<button type="button" class="button ${look}" data-act=${action} @click=${() => on.decide(proposal, action)}>
    ${glyph(sign)}<span>${deps.i18n.t(`proposal.act.${action}`)}</span>
  </button>`;
}

/**
 * @param {Proposal} proposal
 * @param {Shown} shown
 */
function evidenceView(proposal, { deps, dossier, layer, catalogue }) {
  const { i18n } = deps;
  const asked = (dossier.workflow?.transitions ?? []).flatMap((step) => step.requires);
  const rows = Object.entries(proposal.evidence).map(([name, value]) => {
    const field = layer?.fields.find((candidate) => candidate.name === name);
    const wanted = asked.find((requirement) => requirement.field === name);
    const key = `history.field.${name}`;
    const words = i18n.t(key);
    const title = i18n.label(wanted?.label) || i18n.label(field?.title) || (words === key ? name : words);
    const file = String(value).startsWith('ATT-');
    return html`<div class="row"><dt>${title}</dt><dd>${
      file ? fileLink(proposal, String(value), i18n) : fieldText(value, field, catalogue, i18n)
    }</dd></div>`;
  });
  const since = proposal.validFrom
    ? html`<div class="row"><dt>${i18n.t('workflow.validFrom')}</dt><dd>${dayText(proposal.validFrom, i18n)}</dd></div>`
    : nothing;
  return html`<dl class="rows" aria-label=${i18n.t('history.evidence')}>${since}${rows}</dl>`;
}

/**
 * @param {Proposal} proposal
 * @param {string} id
 * @param {import('../i18n.js').I18n} i18n
 */
function fileLink({ layer, featureId }, id, i18n) {
  return html`<a href="/api/features/${layer}/${featureId}/attachments/${id}" download>${i18n.t('file.open', { id })}</a>`;
}

/**
 * What was said on the way, newest last.
 *
 * @param {Proposal} proposal
 * @param {import('../i18n.js').I18n} i18n
 */
function commentsView({ events }, i18n) {
  if (events.length < 2) {
    return nothing;
  }
  return html`<ol class="proposal-events" aria-label=${i18n.t('proposal.trail')}>
    ${events.map(
      ({ action, by, at, comment }) => html`<li>
        <span>${i18n.t(`proposal.event.${action}`, { who: by.displayName })}</span>
        <time datetime=${at}>${formatInstant(at, i18n.lang())}</time>
        ${comment ? html`<blockquote class="event-note">${comment}</blockquote>` : nothing}
      </li>`,
    )}
  </ol>`;
}
