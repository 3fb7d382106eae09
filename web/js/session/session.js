// session/session.js: who is signed in, in the header: a sign-in button, or the account and its menu.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { ApiError } from '../api.js';
import { glyph } from '../ui/signs.js';
import { initialOf, roleWords } from './model.js';
import { openSignIn } from './sign-in.js';

/** @typedef {import('../types.js').Deps} Deps */

/**
 * @param {HTMLElement} host
 * @param {Deps} deps
 * @returns {() => void} unmount
 */
export function mountSession(host, deps) {
  const { api, store, i18n, ui } = deps;
  const { t } = i18n;
  let open = false;

  async function signOut() {
    setOpen(false);
    const elsewhere = store.get().session?.signOutAt;
    try {
      await api.signOut();
      if (elsewhere) {
        window.location.assign(elsewhere);
        return;
      }
      store.set({ session: await api.session() });
      ui.toasts.show({ text: t('session.signedOut') });
    } catch (failure) {
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      ui.toasts.show({ text: t('session.problem.signOut'), kind: 'error' });
    }
    toggle()?.focus();
  }

  async function signIn() {
    await openSignIn(deps);
    if (document.activeElement === document.body) {
      toggle()?.focus();
    }
  }

  function toggle() {
    return /** @type {HTMLButtonElement | null} */ (host.querySelector('button'));
  }

  /** @param {boolean} next */
  function setOpen(next) {
    open = next;
    draw();
    if (open) {
      /** @type {HTMLElement | null} */ (host.querySelector('.account-menu button'))?.focus();
    }
  }

  function draw() {
    const session = store.get().session;
    const account = session?.account;
    if (!session) {
      render(nothing, host);
      return;
    }
    render(
      account
        ? accountView(account)
        : html`<button type="button" class="button session-button" @click=${signIn}>
            ${glyph('person')}<span class="session-name">${t('session.signIn')}</span>
          </button>`,
      host,
    );
  }

  /** @param {import('../types.js').Account} account */
  function accountView(account) {
    const roles = roleWords(account.roles, i18n);
    return html`<button
        type="button"
        class="session-button session-account"
        aria-expanded=${open}
        aria-controls="account-menu"
        @click=${() => setOpen(!open)}
      >
        <span class="avatar" aria-hidden="true">${initialOf(account.displayName)}</span>
        <span class="visually-hidden">${t('session.account')}</span>
        <span class="session-name">${account.displayName}</span>
      </button>
      <div id="account-menu" class="account-menu" ?hidden=${!open}>
        <p class="account-name">${account.displayName}</p>
        <p class="account-login"><code>${account.name}</code></p>
        <ul class="account-roles" aria-label=${t('session.roles')}>
          ${roles.map((role) => html`<li class="badge">${role}</li>`)}
        </ul>
        <button type="button" class="button" @click=${signOut}>${t('session.signOut')}</button>
      </div>`;
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.key === 'Escape' && open) {
      event.stopPropagation();
      setOpen(false);
      toggle()?.focus();
    }
  }

  /** @param {Event} event */
  function onElsewhere(event) {
    if (open && !(event.target instanceof Node && host.contains(event.target))) {
      setOpen(false);
    }
  }

  const leave = store.subscribe(draw);
  host.addEventListener('keydown', onKey);
  document.addEventListener('pointerdown', onElsewhere);
  document.addEventListener('focusin', onElsewhere);
  draw();
  return () => {
    leave();
    host.removeEventListener('keydown', onKey);
    document.removeEventListener('pointerdown', onElsewhere);
    document.removeEventListener('focusin', onElsewhere);
    render(nothing, host);
  };
}
