// access/credentials.js: where an account is signed in, and its access tokens; for itself and for administrators.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { formatInstant } from '../format.js';
import { accountsOf } from './accounts.js';
import { browserName, endOf, LIVES } from './model.js';
import { attempt, confirmed, field, showSecret } from './parts.js';

/** @typedef {import('../types.js').Deps} Deps */

const SCOPES = ['read', 'write', 'admin'];

/**
 * @param {HTMLElement} host
 * @param {Deps} deps
 * @param {string} name the account
 * @param {{own: boolean}} options own: whose tokens one may make
 * @returns {{draw: () => void, unmount: () => void}}
 */
export function mountCredentials(host, deps, name, { own }) {
  const { i18n, store } = deps;
  const { t } = i18n;
  const accounts = accountsOf(deps.api);
  /** @type {readonly import('./accounts.js').SessionEntry[]} */
  let sessions = [];
  /** @type {readonly import('./accounts.js').TokenEntry[]} */
  let tokens = [];

  async function load() {
    await attempt(deps, async () => {
      [{ sessions }, { tokens }] = await Promise.all([accounts.sessions(name), accounts.tokens(name)]);
    });
    draw();
  }

  const time = (/** @type {string} */ instant) => formatInstant(instant, i18n.lang());

  /** @param {import('./accounts.js').SessionEntry} session */
  async function endSession(session) {
    if (await attempt(deps, () => accounts.endSession(name, session.id), t('access.session.ended'))) {
      await load();
    }
  }

  /** @param {import('./accounts.js').TokenEntry} token */
  async function endToken(token) {
    const words = {
      title: t('access.token.end'),
      text: t('access.token.endWhy', { name: token.name }),
      yes: t('access.token.end'),
    };
    if (
      (await confirmed(deps, words)) &&
      (await attempt(deps, () => accounts.endToken(name, token.id), t('access.token.ended')))
    ) {
      await load();
    }
  }

  /** @param {SubmitEvent} event */
  async function createToken(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const typed = new FormData(form);
    await attempt(deps, async () => {
      const made = await accounts.createToken(name, {
        name: String(typed.get('token-name')),
        scopes: ['read', ...typed.getAll('token-scope').map(String)],
        expiresAt: endOf(Number(typed.get('token-life')), new Date()),
      });
      form.reset();
      showSecret(deps, { title: made.token.name, why: t('access.token.once'), secret: made.secret });
      await load();
    });
  }

  /** @param {import('./accounts.js').SessionEntry} session */
  const sessionView = (session) => html`<li class="access-entry">
    <div>
      <p class="access-entry-name">
        ${browserName(session.browser) || t('access.session.unknown')}
        ${session.current ? html`<span class="badge">${t('access.session.current')}</span>` : nothing}
      </p>
      <p class="access-entry-more">
        ${session.address} · ${t(`access.session.way.${session.way}`)} ·
        ${t('access.session.times', { begun: time(session.begunAt), seen: time(session.seenAt) })}
      </p>
    </div>
    ${
      session.current
        ? nothing
        : html`<button type="button" class="button" @click=${() => endSession(session)}>${t('access.session.end')}</button>`
    }
  </li>`;

  /** @param {import('./accounts.js').TokenEntry} token */
  const tokenView = (token) => html`<li class="access-entry">
    <div>
      <p class="access-entry-name">
        ${token.name} ${token.expired ? html`<span class="badge">${t('access.token.expired')}</span>` : nothing}
      </p>
      <p class="access-entry-more">
        <code>${token.prefix}…</code> · ${token.scopes.map((scope) => t(`access.scope.${scope}`)).join(t('access.comma'))} ·
        ${t('access.token.until', { time: time(token.expiresAt) })} ·
        ${token.usedAt ? t('access.token.used', { time: time(token.usedAt) }) : t('access.token.unused')}
      </p>
    </div>
    <button type="button" class="button" @click=${() => endToken(token)}>${t('access.token.end')}</button>
  </li>`;

  const tokenForm = () => html`<form class="access-form" @submit=${createToken}>
    ${field(
      { id: 'token-name', label: t('access.token.name'), hint: t('access.token.nameHint') },
      ({ described }) =>
        html`<input id="token-name" name="token-name" required maxlength="100" autocomplete="off" aria-describedby=${described} />`,
    )}
    <fieldset class="access-choices">
      <legend>${t('access.token.scopes')}</legend>
      ${SCOPES.map((scope) =>
        scope === 'admin' && !store.get().session?.account?.roles.includes('admin')
          ? nothing
          : html`<label
              ><input
                type="checkbox"
                name="token-scope"
                value=${scope}
                ?checked=${scope === 'read'}
                ?disabled=${scope === 'read'}
              />${t(`access.scope.${scope}`)}</label
            >`,
      )}
    </fieldset>
    ${field(
      { id: 'token-life', label: t('access.token.life') },
      () => html`<select id="token-life" name="token-life">
        ${LIVES.map((days) => html`<option value=${days} ?selected=${days === 90}>${t('access.token.days', { count: days })}</option>`)}
      </select>`,
    )}
    <button type="submit" class="button">${t('access.token.create')}</button>
  </form>`;

  function draw() {
    render(
      html`<section class="access-part">
          <h3>${t('access.session.title')}</h3>
          ${
            sessions.length > 0
              ? html`<ul class="access-list">
                  ${sessions.map(sessionView)}
                </ul>`
              : html`<p class="access-none">${t('access.session.none')}</p>`
          }
        </section>
        <section class="access-part">
          <h3>${t('access.token.title')}</h3>
          <p class="access-why">${t('access.token.why')}</p>
          ${
            tokens.length > 0
              ? html`<ul class="access-list">
                  ${tokens.map(tokenView)}
                </ul>`
              : html`<p class="access-none">${t('access.token.none')}</p>`
          }
          ${own ? tokenForm() : nothing}
        </section>`,
      host,
    );
  }

  draw();
  load();
  return { draw, unmount: () => render(nothing, host) };
}
