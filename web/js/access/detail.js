// access/detail.js: one account as an administrator sees it: name, roles, state, features, grants, sessions, tokens.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { glyph } from '../ui/signs.js';
import { accountsOf } from './accounts.js';
import { mountCredentials } from './credentials.js';
import { ROLES } from './model.js';
import { attempt, confirmed, field, showSecret } from './parts.js';

/**
 * @param {HTMLElement} host
 * @param {import('../types.js').Deps} deps
 * @param {string} name
 * @param {() => void} back
 * @returns {{draw: () => void, unmount: () => void}}
 */
export function mountDetail(host, deps, name, back) {
  const { t } = deps.i18n;
  const accounts = accountsOf(deps.api);
  /** @type {import('./accounts.js').AccountDetail | null} */
  let account = null;
  /** @type {readonly import('./accounts.js').GrantEntry[]} */
  let grants = [];
  /** @type {{draw: () => void, unmount: () => void} | null} */
  let credentials = null;

  async function load() {
    await attempt(deps, async () => {
      const [loaded, given] = await Promise.all([accounts.get(name), accounts.grants(name)]);
      account = loaded;
      grants = given.grants;
    });
    draw();
  }

  /**
   * Does it, says so, and shows what is there then: also when somebody else was first.
   *
   * @param {() => Promise<unknown>} work
   */
  async function act(work) {
    await attempt(deps, work, t('access.saved'));
    await load();
  }

  /** @param {SubmitEvent} event */
  function save(event) {
    event.preventDefault();
    const typed = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const seen = account;
    if (seen) {
      act(() =>
        accounts.change(seen, {
          displayName: String(typed.get('displayName')),
          roles: typed.getAll('roles').map(String),
        }),
      );
    }
  }

  async function toggle() {
    const seen = account;
    const words = seen?.enabled ? 'close' : 'open';
    if (
      seen &&
      (await confirmed(deps, {
        title: t(`access.${words}.title`),
        text: t(`access.${words}.why`, { name: seen.displayName }),
        yes: t(`access.${words}.title`),
      }))
    ) {
      await act(() => accounts.change(seen, { enabled: !seen.enabled }));
    }
  }

  async function reset() {
    const words = {
      title: t('access.reset.title'),
      text: t('access.reset.why'),
      yes: t('access.reset.title'),
    };
    if (await confirmed(deps, words)) {
      await attempt(deps, async () => {
        const { password } = await accounts.resetPassword(name);
        showSecret(deps, { title: name, why: t('access.create.once'), secret: password });
      });
      await load();
    }
  }

  /** @param {HTMLFormElement} form */
  function scopeOf(form) {
    const typed = new FormData(form);
    form.reset();
    return { layer: String(typed.get('layer')), id: String(typed.get('id') ?? '').trim() };
  }

  /**
   * @param {'assignment' | 'grant'} kind
   * @param {(scope: {layer: string, id: string}) => Promise<unknown>} add
   */
  const scopeForm = (kind, add) => html`<form
    class="access-form access-scope"
    @submit=${(/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      const scope = scopeOf(/** @type {HTMLFormElement} */ (event.target));
      act(() => add(scope));
    }}
  >
    ${field(
      { id: `${kind}-layer`, label: t('access.layer') },
      () => html`<select id="${kind}-layer" name="layer">
        ${deps.store.get().catalogue?.layers.map((layer) => html`<option value=${layer.id}>${deps.i18n.label(layer.title)}</option>`)}
      </select>`,
    )}
    ${field(
      { id: `${kind}-id`, label: t(`access.${kind}.id`) },
      () =>
        html`<input id="${kind}-id" name="id" autocomplete="off" maxlength="200" ?required=${kind === 'assignment'} />`,
    )}
    <button type="submit" class="button">${t(`access.${kind}.add`)}</button>
  </form>`;

  /**
   * @param {string} words
   * @param {() => Promise<unknown>} remove
   */
  const scopeEntry = (words, remove) => html`<li class="access-entry">
    <p class="access-entry-name"><code>${words}</code></p>
    <button type="button" class="button" aria-label=${t('access.removeOf', { what: words })} @click=${() => act(remove)}>
      ${t('access.remove')}
    </button>
  </li>`;

  /** @param {import('./accounts.js').AccountDetail} shown */
  const view = (shown) => html`<form class="access-form" @submit=${save}>
      ${field(
        { id: 'detail-name', label: t('access.create.displayName') },
        () =>
          html`<input id="detail-name" name="displayName" required maxlength="100" .value=${shown.displayName} />`,
      )}
      <fieldset class="access-choices">
        <legend>${t('access.roles')}</legend>
        ${ROLES.map(
          (role) => html`<label
            ><input type="checkbox" name="roles" value=${role} .checked=${shown.roles.includes(role)} />${t(`session.role.${role}`)}</label
          >`,
        )}
      </fieldset>
      <div class="access-acts">
        <button type="submit" class="button button-primary">${t('access.save')}</button>
        <button type="button" class="button" @click=${reset}>${t('access.reset.title')}</button>
        <button type="button" class="button" @click=${toggle}>${t(`access.${shown.enabled ? 'close' : 'open'}.title`)}</button>
      </div>
    </form>
    <section class="access-part">
      <h3>${t('access.assignment.title')}</h3>
      <p class="access-why">${t('access.assignment.why')}</p>
      <ul class="access-list">
        ${shown.assignments.map((at) => scopeEntry(`${at.layer}/${at.id}`, () => accounts.withdraw(name, at)))}
      </ul>
      ${scopeForm('assignment', (scope) => accounts.assign(name, scope))}
    </section>
    <section class="access-part">
      <h3>${t('access.grant.title')}</h3>
      <p class="access-why">${t('access.grant.why')}</p>
      <ul class="access-list">
        ${grants.map(({ id, scope }) =>
          scopeEntry([scope.layer, scope.id].filter(Boolean).join('/'), () => accounts.takeBack(name, id)),
        )}
      </ul>
      ${scopeForm('grant', ({ layer, id }) => accounts.give(name, { layer, id: id || null }))}
    </section>`;

  function draw() {
    render(
      html`<p class="access-back">
          <button type="button" class="button" @click=${back}>${glyph('back')}${t('access.back')}</button>
        </p>
        <h3>
          ${account?.displayName ?? name} <code>${name}</code>
          ${account && !account.enabled ? html`<span class="badge">${t('access.closed')}</span>` : nothing}
          ${account?.oneTimePassword ? html`<span class="badge">${t('access.invited')}</span>` : nothing}
        </h3>
        ${account ? view(account) : nothing}
        <div class="access-credentials"></div>`,
      host,
    );
    credentials ??= mountCredentials(
      /** @type {HTMLElement} */ (host.querySelector('.access-credentials')),
      deps,
      name,
      { own: false },
    );
    credentials.draw();
  }

  draw();
  load();
  return {
    draw,
    unmount() {
      credentials?.unmount();
      render(nothing, host);
    },
  };
}
