// workflow/due-view.js: what is due of an object and by when, in words: in its panel and in the inbox.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { formatDate } from '../format.js';
import { glyph } from '../ui/signs.js';

/** Days before the last day in time from which a deadline presses. */
const SOON_DAYS = 14;

/**
 * @param {import('../types.js').Due} due
 * @returns {'over' | 'soon' | 'later'}
 */
export function urgencyOf({ daysOverdue }) {
  if (daysOverdue > 0) {
    return 'over';
  }
  return daysOverdue >= -SOON_DAYS ? 'soon' : 'later';
}

/**
 * @param {import('../types.js').Due} due
 * @param {import('../i18n.js').I18n} i18n
 */
export function dueWords({ daysOverdue }, i18n) {
  if (daysOverdue > 0) {
    return i18n.t('due.over', { count: daysOverdue });
  }
  return daysOverdue === 0 ? i18n.t('due.today') : i18n.t('due.left', { count: -daysOverdue });
}

/** @param {import('../dossier/view.js').Shown} shown */
export function dueView({ deps, dossier }) {
  const { i18n } = deps;
  const all = dossier.workflow?.due ?? [];
  if (all.length === 0) {
    return nothing;
  }
  return html`<ul class="due-list" aria-label=${i18n.t('due.title')}>
    ${all.map(
      (due) => html`<li class="due is-${urgencyOf(due)}">
        ${glyph(urgencyOf(due) === 'later' ? 'clock' : 'alert')}
        <div>
          <p class="due-what"><strong>${i18n.label(due.title)}</strong> <span class="due-when">${dueWords(due, i18n)}</span></p>
          <p class="due-why">
            ${i18n.t('due.why', { on: formatDate(due.on, i18n.lang()), since: formatDate(due.since, i18n.lang()), days: due.days })}
            ${i18n.label(due.clause)}
          </p>
        </div>
      </li>`,
    )}
  </ul>`;
}
