// access/my-screen.js: one's own account: password, sessions and access tokens.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { ApiError } from '../api.js';
import { roleWords } from '../session/model.js';
import { mountCredentials } from './credentials.js';
import { problemOf } from './model.js';
import { field } from './parts.js';

/** @type {import('../ui/screens.js').Screen} */
export const myAccountScreen = {
  path: 'account',
  title: 'access.mine',
  sign: 'person',
  roles: [],
  mount(host, deps) {
    const { api, store, i18n, ui } = deps;
    const { t } = i18n;
    /** @type {{member: string, text: string}} */
    let problem = { member: '', text: '' };
    let busy = false;

    /** @param {SubmitEvent} event */
    async function change(event) {
      event.preventDefault();
      const form = /** @type {HTMLFormElement} */ (event.target);
      const typed = new FormData(form);
      if (busy) {
        return;
      }
      busy = true;
      problem = { member: '', text: '' };
      draw();
      try {
        const session = await api.changePassword(
          String(typed.get('password')),
          String(typed.get('newPassword')),
        );
        form.reset();
        store.set({ session });
        ui.toasts.show({ text: t('access.password.changed'), kind: 'done' });
      } catch (failure) {
        if (!(failure instanceof ApiError)) {
          throw failure;
        }
        const found = problemOf(failure, i18n);
        const member = found.member === 'password' ? 'password' : 'newPassword';
        const words = member === 'password' ? 'access.password.wrong' : 'access.password.refused';
        problem = { member, text: failure.slug === 'invalid-body' ? t(words) : found.text };
      } finally {
        busy = false;
      }
      draw();
      if (problem.member) {
        /** @type {HTMLElement | null} */ (form.querySelector(`[name="${problem.member}"]`))?.focus();
      }
    }

    /**
     * @param {'password' | 'newPassword'} member
     * @param {'current-password' | 'new-password'} autocomplete
     * @param {string} [hint]
     */
    const passwordField = (member, autocomplete, hint) =>
      field(
        {
          id: `my-${member}`,
          label: t(`access.password.${member}`),
          hint,
          problem: problem.member === member ? problem.text : undefined,
        },
        ({ invalid, described }) => html`<input
          id="my-${member}"
          name=${member}
          type="password"
          required
          maxlength="200"
          autocomplete=${autocomplete}
          aria-invalid=${invalid}
          aria-describedby=${described}
        />`,
      );

    function draw() {
      const account = store.get().session?.account;
      render(
        html`<p class="access-who">
            <strong>${account?.displayName}</strong> <code>${account?.name}</code>
            ${roleWords(account?.roles ?? [], i18n).map((role) => html`<span class="badge">${role}</span>`)}
          </p>
          <section class="access-part">
            <h3>${t('access.password.title')}</h3>
            <p class="access-why">${t('access.password.why')}</p>
            <form class="access-form" @submit=${change}>
              <input type="text" name="username" autocomplete="username" .value=${account?.name ?? ''} hidden />
              ${passwordField('password', 'current-password')}
              ${passwordField('newPassword', 'new-password', t('access.password.hint'))}
              <button type="submit" class="button" aria-busy=${busy}>${t('access.password.change')}</button>
            </form>
          </section>
          <div class="access-credentials"></div>`,
        host,
      );
    }

    draw();
    const credentials = mountCredentials(
      /** @type {HTMLElement} */ (host.querySelector('.access-credentials')),
      deps,
      store.get().session?.account?.name ?? '',
      { own: true },
    );
    return {
      draw() {
        draw();
        credentials.draw();
      },
      unmount() {
        credentials.unmount();
        render(nothing, host);
      },
    };
  },
};
