// live/rename.js: the dialog that gives a subscription another name.
import { html, render } from '/webjars/lit-html/lit-html.js';
import { attempt, field } from '../access/parts.js';
import { subscriptionsOf } from './subscriptions.js';

/**
 * @param {import('../types.js').Deps} deps
 * @param {import('./subscriptions.js').Subscription} subscription
 * @param {() => void} done
 */
export function openRename(deps, subscription, done) {
  const { t } = deps.i18n;
  deps.ui.dialog.open({
    title: t('subscription.rename'),
    mount(body, close) {
      /** @param {SubmitEvent} event */
      async function submit(event) {
        event.preventDefault();
        const name = String(new FormData(/** @type {HTMLFormElement} */ (event.target)).get('name')).trim();
        const renamed = () => subscriptionsOf(deps.api).rename(subscription, name);
        if (name && (await attempt(deps, renamed, t('access.saved')))) {
          close();
          done();
        }
      }
      render(
        html`<form class="access-form" @submit=${submit}>
          ${field(
            { id: 'rename-name', label: t('subscription.name') },
            () =>
              html`<input id="rename-name" name="name" required maxlength="100" autocomplete="off" .value=${subscription.name} />`,
          )}
          <div class="dialog-foot"><button type="submit" class="button button-primary">${t('access.save')}</button></div>
        </form>`,
        body,
      );
    },
  });
}
