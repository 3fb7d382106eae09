// workflow/steps.js: the next steps as buttons, or in words why there are none; never a dead button.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { orderedSteps, othersSteps, staysHere, whyNoStep } from '../dossier/model.js';
import { roleList } from '../session/model.js';
import { isPast } from '../time/model.js';
import { glyph } from '../ui/signs.js';

/** @param {import('../dossier/view.js').Shown} shown */
export function stepsView({ deps, dossier, catalogue, pendingTo, on }) {
  const { i18n } = deps;
  const { t } = i18n;
  const workflow = dossier.workflow;
  if (!workflow || pendingTo) {
    return nothing;
  }
  if (isPast(deps.store.get())) {
    return html`<div class="steps-none">${glyph('clock')}<p>${t('time.noSteps')}</p></div>`;
  }
  const why = whyNoStep(workflow);
  if (why) {
    return html`<div class="steps-none">
      ${glyph(why === 'end' ? 'tick' : 'key')}
      <p>${t(`workflow.why.${why}`)}${why === 'role' ? othersView(workflow, catalogue, i18n) : nothing}</p>
      ${
        why === 'not-signed-in'
          ? html`<button type="button" class="button" @click=${on.signIn}>${t('session.signIn')}</button>`
          : nothing
      }
    </div>`;
  }
  // One proposal at a time: while it is not settled only what is taken at once is offered.
  const steps = orderedSteps(workflow).filter((step) => !workflow.proposal || step.decidedBy.length === 0);
  const forward = steps.filter((step) => step.direction === 'forward');
  const others = steps.filter((step) => step.direction !== 'forward');
  return html`<div class="steps" role="group" aria-label=${t('workflow.next')}>
    ${forward.map((step) => {
      const stays = staysHere(workflow, step);
      const words = i18n.label(step.label);
      return html`<button type="button" class="button ${stays ? '' : 'button-primary'} step" @click=${() => on.step(step)}>
        <span>${stays ? words : t(stepKey(step), { state: words })}</span>${glyph(stays ? 'pen' : 'arrow')}
      </button>`;
    })}
    ${
      others.length > 0
        ? html`<div class="steps-other">
            ${others.map(
              (
                step,
              ) => html`<button type="button" class="button step step-${step.direction}" @click=${() => on.step(step)}>
                ${glyph(step.direction === 'backward' ? 'undo' : 'swap')}<span
                  >${t(stepKey(step), { state: i18n.label(step.label) })}</span
                >
              </button>`,
            )}
          </div>`
        : nothing
    }
  </div>`;
}

/**
 * A step that somebody else decides is named as what it is: a proposal.
 *
 * @param {import('../types.js').Transition} step
 */
function stepKey({ direction, decidedBy }) {
  return `${decidedBy.length > 0 ? 'proposal' : 'workflow'}.step.${direction}`;
}

/**
 * @param {NonNullable<import('../types.js').Dossier['workflow']>} workflow
 * @param {import('../types.js').Catalogue | null} catalogue
 * @param {import('../i18n.js').I18n} i18n
 */
function othersView(workflow, catalogue, i18n) {
  return othersSteps(workflow, catalogue)
    .filter(({ roles }) => roles.length > 0)
    .map(
      ({ label, roles }) => html` <span class="steps-who"
          >${i18n.t('workflow.whoMoves', { state: i18n.label(label), who: roleList(roles, i18n) })}</span
        >`,
    );
}
