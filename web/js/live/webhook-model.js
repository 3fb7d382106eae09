// live/webhook-model.js: how a webhook stands and how a call went, in words; and what a form says of one. Pure.
import { formatInstant } from '../format.js';

/**
 * @typedef {import('./webhooks.js').Webhook} Webhook
 * @typedef {import('./webhooks.js').Delivery} Delivery
 * @typedef {import('../i18n.js').I18n} I18n
 */

/** What the server says when a call was not answered as it should, and the key of the page's words for it. */
const OUTCOMES = Object.freeze([
  ['redirects are not followed', 'redirect'],
  ['no answer in time', 'late'],
  ['no secure connection', 'untrusted'],
  ['no connection', 'broken'],
  ['refused', 'refused'],
]);

/** @param {Delivery} delivery */
export function wasDelivered({ status }) {
  return status !== null && status >= 200 && status < 300;
}

/**
 * How it stands: what its owner set or the server has given up, else whether it is being reached.
 *
 * @param {Webhook} hook
 * @returns {'paused' | 'dead' | 'failing' | 'active'}
 */
export function standingOf({ state, failures }) {
  return state === 'active' && failures > 0 ? 'failing' : state;
}

/**
 * How a call went; the server's own words where the page has none.
 *
 * @param {Delivery} delivery
 * @param {I18n} i18n
 */
export function outcomeWords(delivery, { t }) {
  if (wasDelivered(delivery)) {
    return t('webhook.outcome.delivered', { status: delivery.status ?? '' });
  }
  const known = OUTCOMES.find(([begin]) => begin !== undefined && delivery.outcome.startsWith(begin));
  const reason = delivery.outcome.replace(/^refused: /, '');
  const words = known ? t(`webhook.outcome.${known[1]}`, { reason }) : delivery.status === null ? reason : '';
  return [delivery.status === null ? '' : t('webhook.outcome.status', { status: delivery.status }), words]
    .filter(Boolean)
    .join(' · ');
}

/**
 * @param {Delivery | undefined} delivery
 * @param {I18n} i18n
 */
export function lastWords(delivery, i18n) {
  return delivery
    ? i18n.t('webhook.last', {
        when: formatInstant(delivery.at, i18n.lang()),
        outcome: outcomeWords(delivery, i18n),
      })
    : i18n.t('webhook.never');
}

/**
 * What a form says, with what it does not ask about of the interest left as it is.
 *
 * @param {FormData} form
 * @param {import('./subscriptions.js').Interest} [interest]
 * @returns {import('./webhooks.js').Setting}
 */
export function settingOf(form, interest = {}) {
  return {
    name: String(form.get('name')).trim(),
    url: String(form.get('url')).trim(),
    interest: { ...interest, layers: form.getAll('layers').map(String) },
  };
}

/**
 * Whether less is told than the layers say: an area, some features or operations, which only the API sets.
 *
 * @param {import('./subscriptions.js').Interest} interest
 */
export function isNarrower({ area, features = [], operations = [] }) {
  return area !== undefined || features.length > 0 || operations.length > 0;
}

/**
 * What was wrong with a form, by the name of its control.
 *
 * @param {import('../api.js').ApiError} failure
 * @param {I18n} i18n
 * @returns {{member: 'name' | 'url', text: string}}
 */
export function problemOf(failure, i18n) {
  const { path, allowed } = failure.problem;
  if (path === 'url') {
    return { member: 'url', text: i18n.t('webhook.problem.url', { allowed: String(allowed ?? '') }) };
  }
  if (path === 'name') {
    return { member: 'name', text: i18n.t('webhook.problem.name') };
  }
  return { member: 'url', text: failure.status === 0 ? i18n.t('error.unreachable') : failure.message };
}
