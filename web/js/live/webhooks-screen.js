// live/webhooks-screen.js: looking after webhooks: the list with how each stands, a new one, and one in detail.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { attempt, showSecret } from '../access/parts.js';
import { ApiError } from '../api.js';
import { mountWebhook } from './webhook-detail.js';
import { webhookFields } from './webhook-form.js';
import { lastWords, problemOf, settingOf, standingOf } from './webhook-model.js';
import { webhooksOf } from './webhooks.js';

/** @typedef {import('./webhooks.js').Webhook} Webhook */

/** @type {import('../ui/screens.js').Screen} */
export const webhooksScreen = {
  path: 'admin/webhooks',
  title: 'webhook.title',
  sign: 'link',
  roles: ['planner', 'admin'],
  mount(host, deps) {
    /** @type {readonly Webhook[] | null} */
    let found = null;
    /** @type {{id: string, mounted: {draw: () => void, unmount: () => void}} | null} */
    let detail = null;

    async function load() {
      await attempt(deps, async () => {
        found = await webhooksOf(deps.api).list();
      });
      draw();
    }

    function create() {
      /** @type {(Webhook & {secret: string}) | null} */
      let made = null;
      deps.ui.dialog.open({
        title: deps.i18n.t('webhook.create'),
        mount(body, close) {
          mountForm(body, deps, (hook) => {
            made = hook;
            close();
          });
        },
        closed() {
          if (made) {
            const words = { title: made.name, why: deps.i18n.t('webhook.once'), secret: made.secret };
            showSecret(deps, words);
            void load();
          }
        },
      });
    }

    function draw() {
      const id = deps.query().id ?? '';
      if (detail && detail.id === id) {
        detail.mounted.draw();
        return;
      }
      const before = detail;
      detail?.mounted.unmount();
      detail = null;
      if (!id) {
        render(listView(found, deps, create), host);
        if (before) {
          void load();
        }
        return;
      }
      render(nothing, host);
      detail = { id, mounted: mountWebhook(host, deps, id, () => deps.setQuery({})) };
    }

    draw();
    void load();
    return {
      draw,
      unmount() {
        detail?.mounted.unmount();
        render(nothing, host);
      },
    };
  },
};

/**
 * @param {readonly Webhook[] | null} found null: on their way
 * @param {import('../ui/screens.js').ScreenDeps} deps
 * @param {() => void} create
 */
function listView(found, deps, create) {
  const { t } = deps.i18n;
  return html`<p class="access-why">${t('webhook.why')}</p>
    <div class="access-bar">
      <button type="button" class="button button-primary" @click=${create}>${t('webhook.create')}</button>
    </div>
    ${found?.length === 0 ? html`<p class="access-none">${t('webhook.none')}</p>` : nothing}
    <ul class="access-accounts">
      ${(found ?? []).map((hook) => html`<li>${entryView(hook, deps)}</li>`)}
    </ul>`;
}

/**
 * @param {Webhook} hook
 * @param {import('../ui/screens.js').ScreenDeps} deps
 */
function entryView(hook, { i18n, setQuery }) {
  const standing = standingOf(hook);
  return html`<button type="button" class="access-account" @click=${() => setQuery({ id: hook.id })}>
    <span class="access-entry-name">${hook.name} <span class="badge webhook-${standing}">${i18n.t(`webhook.state.${standing}`)}</span></span>
    <span class="access-entry-more"><code>${hook.url}</code> · ${hook.account}</span>
    <span class="access-entry-more">${lastWords(hook.lastDelivery, i18n)}</span>
  </button>`;
}

/**
 * @param {HTMLElement} body
 * @param {import('../types.js').Deps} deps
 * @param {(hook: Webhook & {secret: string}) => void} made
 */
function mountForm(body, deps, made) {
  /** @type {{member: string, text: string} | null} */
  let problem = null;

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    const typed = new FormData(/** @type {HTMLFormElement} */ (event.target));
    try {
      made(await webhooksOf(deps.api).create(settingOf(typed)));
    } catch (failure) {
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      problem = problemOf(failure, deps.i18n);
      draw();
      /** @type {HTMLElement | null} */ (body.querySelector(`[name="${problem.member}"]`))?.focus();
    }
  }

  const draw = () =>
    render(
      html`<form class="access-form" novalidate @submit=${submit}>
        ${webhookFields(deps, { id: 'new-webhook', setting: null, problem })}
        <div class="dialog-foot">
          <button type="submit" class="button button-primary">${deps.i18n.t('webhook.create')}</button>
        </div>
      </form>`,
      body,
    );

  draw();
}
