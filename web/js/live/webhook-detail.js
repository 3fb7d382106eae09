// live/webhook-detail.js: one webhook: what is set, how it stands, trying it out, and how the last calls went.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { attempt, confirmed } from '../access/parts.js';
import { ApiError } from '../api.js';
import { formatInstant } from '../format.js';
import { glyph } from '../ui/signs.js';
import { webhookFields } from './webhook-form.js';
import { isNarrower, outcomeWords, problemOf, settingOf, standingOf, wasDelivered } from './webhook-model.js';
import { webhooksOf } from './webhooks.js';

/**
 * @typedef {import('./webhooks.js').Webhook} Webhook
 * @typedef {import('./webhooks.js').Delivery} Delivery
 */

/**
 * @param {HTMLElement} host
 * @param {import('../types.js').Deps} deps
 * @param {string} id
 * @param {() => void} back
 * @returns {{draw: () => void, unmount: () => void}}
 */
export function mountWebhook(host, deps, id, back) {
  const { i18n, ui } = deps;
  const { t } = i18n;
  const webhooks = webhooksOf(deps.api);
  /** @type {Webhook | null} */
  let hook = null;
  /** @type {readonly Delivery[]} */
  let deliveries = [];
  /** @type {{member: string, text: string} | null} */
  let problem = null;
  let left = false;

  async function load() {
    await attempt(deps, async () => {
      [hook, deliveries] = await Promise.all([webhooks.get(id), webhooks.deliveries(id)]);
    });
    draw();
  }

  /** @param {() => Promise<unknown>} work @param {string} [done] */
  async function act(work, done) {
    await attempt(deps, work, done);
    await load();
  }

  /** @param {SubmitEvent} event */
  async function save(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const setting = settingOf(new FormData(form), hook?.interest);
    try {
      hook = await webhooks.change(id, { ...setting, paused: hook?.state === 'paused' });
      problem = null;
      ui.toasts.show({ text: t('access.saved'), kind: 'done' });
    } catch (failure) {
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      problem = problemOf(failure, i18n);
    }
    draw();
    if (problem) {
      /** @type {HTMLElement | null} */ (form.querySelector(`[name="${problem.member}"]`))?.focus();
    }
  }

  /** @param {Webhook} shown */
  function toggle({ name, url, interest, state }) {
    const paused = state === 'active';
    void act(
      () => webhooks.change(id, { name, url, interest, paused }),
      t(`webhook.${paused ? 'paused' : 'resumed'}`),
    );
  }

  const test = () =>
    act(async () => {
      const delivery = await webhooks.test(id);
      ui.toasts.show({
        text: t('webhook.tested', { outcome: outcomeWords(delivery, i18n) }),
        kind: wasDelivered(delivery) ? 'done' : 'error',
      });
    });

  async function remove() {
    const title = t('webhook.remove');
    const text = t('webhook.removeWhy', { name: hook?.name ?? '' });
    if (
      (await confirmed(deps, { title, text, yes: title })) &&
      (await attempt(deps, () => webhooks.remove(id), t('webhook.removed')))
    ) {
      back();
    }
  }

  /** @param {Webhook} shown */
  const view = (shown) => html`${standingView(shown, i18n)}
    <form class="access-form" novalidate @submit=${save}>
      ${webhookFields(deps, { id: 'webhook', setting: shown, problem })}
      ${isNarrower(shown.interest) ? html`<p class="field-hint">${t('webhook.narrower')}</p>` : nothing}
      <div class="access-acts">
        <button type="submit" class="button button-primary">${t('access.save')}</button>
        <button type="button" class="button" data-act="toggle" @click=${() => toggle(shown)}>
          ${t(`webhook.${shown.state === 'active' ? 'pause' : 'resume'}`)}
        </button>
        <button type="button" class="button" data-act="test" @click=${test}>${t('webhook.test')}</button>
        <button type="button" class="button button-danger" data-act="remove" @click=${() => void remove()}>${t('webhook.remove')}</button>
      </div>
    </form>
    <section class="access-part">
      <h3>${t('webhook.deliveries')}</h3>
      <p class="access-why">${t('webhook.deliveriesWhy')}</p>
      ${deliveries.length === 0 ? html`<p class="access-none">${t('webhook.never')}</p>` : nothing}
      <ul class="access-list">
        ${deliveries.map((delivery) => html`<li class="access-entry">${deliveryView(delivery, i18n)}</li>`)}
      </ul>
    </section>`;

  function draw() {
    if (!left) {
      render(
        html`<p class="access-back">
            <button type="button" class="button" @click=${back}>${glyph('back')}${t('webhook.back')}</button>
          </p>
          <h3>${hook?.name ?? ''}</h3>
          ${hook ? view(hook) : nothing}`,
        host,
      );
    }
  }

  draw();
  void load();
  return {
    draw,
    unmount() {
      left = true;
      render(nothing, host);
    },
  };
}

/**
 * @param {Webhook} hook
 * @param {import('../i18n.js').I18n} i18n
 */
function standingView(hook, { t, lang }) {
  const { failures, failingSince, nextAt, account } = hook;
  const standing = standingOf(hook);
  const when = (/** @type {string} */ instant) => formatInstant(instant, lang());
  return html`<p>
      <span class="badge webhook-${standing}">${t(`webhook.state.${standing}`)}</span>
      <span class="access-entry-more">${t('webhook.of', { account })}</span>
    </p>
    ${failingSince ? html`<p class="webhook-trouble">${t('webhook.failing', { count: failures, since: when(failingSince) })}</p>` : nothing}
    ${standing === 'failing' ? html`<p class="access-entry-more">${t('webhook.next', { when: when(nextAt) })}</p>` : nothing}
    ${standing === 'dead' ? html`<p class="access-entry-more">${t('webhook.deadWhy')}</p>` : nothing}`;
}

/**
 * @param {Delivery} delivery
 * @param {import('../i18n.js').I18n} i18n
 */
function deliveryView(delivery, i18n) {
  const { message, at, millis } = delivery;
  const well = wasDelivered(delivery);
  return html`<div>
    <p class="access-entry-name ${well ? '' : 'webhook-trouble'}">${glyph(well ? 'tick' : 'warn')} ${outcomeWords(delivery, i18n)}</p>
    <p class="access-entry-more">
      <time datetime=${at}>${formatInstant(at, i18n.lang())}</time> · ${i18n.t('webhook.millis', { millis })} · <code>${message}</code>
    </p>
  </div>`;
}
