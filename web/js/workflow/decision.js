// workflow/decision.js: the dialog in which a proposal is approved, sent back or taken back, with a comment.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { ApiError } from '../api.js';
import { glyph } from '../ui/signs.js';

/**
 * @typedef {import('../types.js').Deps} Deps
 * @typedef {import('../types.js').Proposal} Proposal
 * @typedef {'approve' | 'return' | 'withdraw'} Action
 */

/**
 * @param {Deps} deps
 * @param {Proposal} proposal
 * @param {Action} action
 * @param {() => void} done called after the server has taken it, and after it said that somebody was first
 */
export function openDecision(deps, proposal, action, done) {
  const { i18n, ui } = deps;
  const { t } = i18n;
  let comment = '';
  let problem = '';
  let busy = false;

  ui.dialog.open({
    title: t(`proposal.ask.${action}`, { state: i18n.label(proposal.label) }),
    mayClose: () => !busy,
    mount(body, close) {
      const draw = () => render(view(), body);

      /** @param {Event} event */
      async function submit(event) {
        event.preventDefault();
        if (busy) {
          return;
        }
        if (action === 'return' && !comment.trim()) {
          problem = t('proposal.problem.comment');
          draw();
          body.querySelector('textarea')?.focus();
          return;
        }
        busy = true;
        draw();
        try {
          await deps.api.decide(proposal, action, comment.trim());
          ui.toasts.show({ text: t(`proposal.did.${action}`), kind: 'done' });
          busy = false;
          close();
          done();
        } catch (failure) {
          if (!(failure instanceof ApiError)) {
            throw failure;
          }
          busy = false;
          problem = decisionProblem(failure, i18n);
          draw();
          body.querySelector('textarea')?.focus();
          if (failure.slug === 'stale-version' || failure.slug === 'proposal-closed') {
            done();
          }
        }
      }

      const view = () => html`<form class="decision" novalidate @submit=${submit}>
        <p>${t(`proposal.means.${action}`, { who: proposal.proposedBy.displayName })}</p>
        <div class="field ${problem ? 'is-wrong' : ''}">
          <label for="decision-comment">
            ${t('proposal.comment')}${action === 'return' ? html` <span class="required" aria-hidden="true">*</span>` : nothing}
          </label>
          <textarea
            id="decision-comment"
            rows="3"
            maxlength="2000"
            aria-required=${action === 'return' ? 'true' : 'false'}
            aria-invalid=${problem ? 'true' : 'false'}
            aria-describedby=${problem ? 'decision-problem' : nothing}
            @input=${(/** @type {Event} */ event) => {
              comment = /** @type {HTMLTextAreaElement} */ (event.target).value;
            }}
          ></textarea>
          ${problem ? html`<p class="field-problem" id="decision-problem" role="alert">${glyph('warn')}${problem}</p>` : nothing}
        </div>
        <div class="decision-foot">
          <button type="button" class="button" ?disabled=${busy} @click=${close}>${t('workflow.cancel')}</button>
          <button type="submit" class="button button-primary" aria-busy=${busy ? 'true' : 'false'}>${t(`proposal.act.${action}`)}</button>
        </div>
      </form>`;
      draw();
    },
  });
}

/**
 * @param {ApiError} failure
 * @param {import('../i18n.js').I18n} i18n
 */
export function decisionProblem({ slug, status, problem }, i18n) {
  switch (slug) {
    case 'stale-version':
      return i18n.t('proposal.problem.stale', { who: problem.changedByName ?? problem.changedBy ?? '' });
    case 'proposal-closed':
      return i18n.t('proposal.problem.closed');
    case 'forbidden':
      return i18n.t(`proposal.barred.${problem.reason ?? 'role'}`);
    case 'not-signed-in':
      return i18n.t('workflow.refused.sign-in');
    default:
      return status === 0
        ? i18n.t('workflow.refused.unreachable')
        : (problem.detail ?? i18n.t('workflow.refused.other', { status }));
  }
}
