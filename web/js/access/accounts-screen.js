// access/accounts-screen.js: looking after accounts: the list, a new one, and one in detail.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { ApiError } from '../api.js';
import { roleWords } from '../session/model.js';
import { accountsOf } from './accounts.js';
import { mountDetail } from './detail.js';
import { problemOf, ROLES } from './model.js';
import { attempt, field, showSecret } from './parts.js';

/** @type {import('../ui/screens.js').Screen} */
export const accountsScreen = {
  path: 'admin/accounts',
  title: 'access.accounts',
  sign: 'people',
  roles: ['admin'],
  mount(host, deps) {
    const { i18n } = deps;
    const { t } = i18n;
    const accounts = accountsOf(deps.api);
    /** @type {readonly import('./accounts.js').AccountDetail[]} */
    let found = [];
    /** @type {string | null} */
    let next = null;
    let part = '';
    /** @type {{name: string, mounted: {draw: () => void, unmount: () => void}} | null} */
    let detail = null;

    async function load() {
      const asked = part;
      await attempt(deps, async () => {
        const page = await accounts.list(asked);
        if (asked === part) {
          found = page.accounts;
          next = page.next;
        }
      });
      draw();
    }

    async function more() {
      const address = next;
      if (address) {
        await attempt(deps, async () => {
          const page = await accounts.more(address);
          found = [...found, ...page.accounts];
          next = page.next;
        });
        draw();
      }
    }

    function create() {
      /** @type {{name: string, password: string} | null} */
      let made = null;
      deps.ui.dialog.open({
        title: t('access.create.title'),
        mount(body, close) {
          mountForm(body, deps, (name, password) => {
            made = { name, password };
            close();
          });
        },
        closed() {
          if (made) {
            showSecret(deps, { title: made.name, why: t('access.create.once'), secret: made.password });
            load();
          }
        },
      });
    }

    /** @param {import('./accounts.js').AccountDetail} account */
    const entry = (account) => html`<li>
      <button type="button" class="access-account" @click=${() => deps.setQuery({ name: account.name })}>
        <span class="access-entry-name">${account.displayName} <code>${account.name}</code></span>
        <span class="access-entry-more">
          ${roleWords(account.roles, i18n).join(t('access.comma'))}
          ${account.enabled ? nothing : html`<span class="badge">${t('access.closed')}</span>`}
          ${account.oneTimePassword ? html`<span class="badge">${t('access.invited')}</span>` : nothing}
        </span>
      </button>
    </li>`;

    function drawList() {
      render(
        html`<div class="access-bar">
            ${field(
              { id: 'accounts-part', label: t('access.find') },
              () => html`<input
                id="accounts-part"
                type="search"
                maxlength="100"
                .value=${part}
                @input=${(/** @type {InputEvent} */ event) => {
                  part = /** @type {HTMLInputElement} */ (event.target).value.trim();
                  load();
                }}
              />`,
            )}
            <button type="button" class="button button-primary" @click=${create}>${t('access.create.title')}</button>
          </div>
          <p class="access-none" ?hidden=${found.length > 0}>${t('access.nobody')}</p>
          <ul class="access-accounts">
            ${found.map(entry)}
          </ul>
          <button type="button" class="button" ?hidden=${!next} @click=${more}>${t('access.more')}</button>`,
        host,
      );
    }

    function draw() {
      const name = deps.query().name ?? '';
      if (detail && detail.name === name) {
        detail.mounted.draw();
        return;
      }
      const before = detail;
      detail?.mounted.unmount();
      detail = null;
      render(nothing, host);
      if (!name) {
        drawList();
        if (before) {
          load();
        }
        return;
      }
      detail = { name, mounted: mountDetail(host, deps, name, () => deps.setQuery({})) };
    }

    draw();
    load();
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
 * @param {HTMLElement} body
 * @param {import('../types.js').Deps} deps
 * @param {(name: string, password: string) => void} made
 */
function mountForm(body, deps, made) {
  const { t } = deps.i18n;
  /** @type {{member: string, text: string}} */
  let problem = { member: '', text: '' };

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    const typed = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const name = String(typed.get('name')).trim();
    try {
      const { password } = await accountsOf(deps.api).create({
        name,
        displayName: String(typed.get('displayName')).trim(),
        roles: typed.getAll('roles').map(String),
      });
      made(name, password);
    } catch (failure) {
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      problem = problemOf(failure, deps.i18n);
      const known = ['name', 'displayName', 'roles'].includes(problem.member) ? problem.member : 'name';
      problem = {
        member: known,
        text: known === problem.member ? t(`access.create.wrong.${known}`) : problem.text,
      };
      draw();
      /** @type {HTMLElement | null} */ (body.querySelector(`[name="${known}"]`))?.focus();
    }
  }

  /** @param {'name' | 'displayName'} member */
  const text = (member) =>
    field(
      {
        id: `create-${member}`,
        label: t(`access.create.${member}`),
        hint: t(`access.create.hint.${member}`),
        problem: problem.member === member ? problem.text : undefined,
      },
      ({ invalid, described }) => html`<input
        id="create-${member}"
        name=${member}
        required
        autocomplete="off"
        maxlength=${member === 'name' ? 32 : 100}
        aria-invalid=${invalid}
        aria-describedby=${described}
      />`,
    );

  function draw() {
    render(
      html`<form class="access-form" novalidate @submit=${submit}>
        ${text('name')} ${text('displayName')}
        <fieldset class="access-choices">
          <legend>${t('access.roles')}</legend>
          ${ROLES.map((role) => html`<label><input type="checkbox" name="roles" value=${role} />${t(`session.role.${role}`)}</label>`)}
        </fieldset>
        <p class="field-problem" ?hidden=${problem.member !== 'roles'}>${problem.text}</p>
        <div class="dialog-foot">
          <button type="submit" class="button button-primary">${t('access.create.title')}</button>
        </div>
      </form>`,
      body,
    );
  }

  draw();
}
