// session/sign-in.js: the sign-in dialog; may be opened from anywhere, also above another dialog.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { ApiError } from '../api.js';
import { glyph } from '../ui/signs.js';
import { signInProblem } from './model.js';

/** @typedef {import('../types.js').Deps} Deps */

/**
 * Asks for name and password until they are right or the dialog is closed; the store then has the new session.
 *
 * @param {Deps} deps
 * @returns {Promise<boolean>} whether somebody signed in
 */
export function openSignIn(deps) {
  return new Promise((resolve) => {
    let signedIn = false;
    let stop = () => {};
    deps.ui.dialog.open({
      title: deps.i18n.t('session.title'),
      mount(body, close) {
        stop = mountForm(body, deps, () => {
          signedIn = true;
          close();
        });
      },
      closed() {
        stop();
        resolve(signedIn);
      },
    });
  });
}

/**
 * @param {HTMLElement} body
 * @param {Deps} deps
 * @param {() => void} done
 * @returns {() => void} stops the countdown
 */
function mountForm(body, deps, done) {
  const { api, store, i18n } = deps;
  const { t } = i18n;
  let busy = false;
  let visible = false;
  /** The password serves once: another one is asked for. */
  let renew = false;
  let problem = '';
  /** @type {Record<string, string>} */
  let missing = {};
  let waitUntil = 0;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let clock;

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.target);
    const typed = new FormData(form);
    const name = String(typed.get('name') ?? '').trim();
    const password = String(typed.get('password') ?? '');
    const newPassword = renew ? String(typed.get('newPassword') ?? '') : undefined;
    missing = {
      ...(name ? {} : { name: t('session.problem.noName') }),
      ...(password ? {} : { password: t('session.problem.noPassword') }),
      ...(newPassword === '' ? { newPassword: t('session.problem.noNewPassword') } : {}),
    };
    problem = '';
    if (busy || secondsLeft() > 0 || Object.keys(missing).length > 0) {
      draw();
      focusFirst(form);
      return;
    }
    busy = true;
    draw();
    try {
      const session = await api.signIn(name, password, newPassword);
      store.set({ session });
      deps.ui.toasts.show({
        text: t('session.welcome', { name: session.account?.displayName ?? name }),
        kind: 'done',
      });
      done();
    } catch (failure) {
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      renew ||= failure.slug === 'new-password-needed';
      const { text, seconds } = signInProblem(failure, i18n);
      problem = text;
      if (seconds > 0) {
        startClock(seconds);
      }
    } finally {
      busy = false;
    }
    if (body.isConnected) {
      draw();
      focusFirst(form);
    }
  }

  function secondsLeft() {
    return Math.max(0, Math.ceil((waitUntil - Date.now()) / 1000));
  }

  /** @param {number} seconds */
  function startClock(seconds) {
    waitUntil = Date.now() + seconds * 1000;
    clearInterval(clock);
    clock = setInterval(() => {
      if (secondsLeft() === 0) {
        clearInterval(clock);
        problem = '';
      }
      draw();
    }, 1000);
  }

  /** @param {HTMLFormElement} form */
  function focusFirst(form) {
    const wrong = missing.name ? 'name' : renew && !missing.password ? 'newPassword' : 'password';
    const field = /** @type {HTMLInputElement | null} */ (form.elements.namedItem(wrong));
    field?.focus();
    if (problem) {
      field?.select();
    }
  }

  /**
   * @param {string} field
   * @param {import('/webjars/lit-html/lit-html.js').TemplateResult} input
   */
  const fieldView = (field, input) => html`<div class="field ${missing[field] ? 'is-wrong' : ''}">
    <label for="session-${field}">${t(`session.${field}`)}</label>
    ${input}
    ${missing[field] ? html`<p class="field-problem" id="session-${field}-problem">${missing[field]}</p>` : nothing}
  </div>`;

  function draw() {
    const left = secondsLeft();
    const provider = deps.store.get().session?.provider;
    const words = left > 0 ? t('session.problem.wait', { count: left }) : problem;
    render(
      html`<form class="sign-in" novalidate @submit=${submit}>
        <p class="sign-in-why">${t('session.why')}</p>
        <div class="callout callout-error" role="alert" ?hidden=${!words}>
          ${glyph('warn')}
          <p>${words}</p>
        </div>
        ${fieldView(
          'name',
          html`<input
            id="session-name"
            name="name"
            autocomplete="username"
            autocapitalize="none"
            spellcheck="false"
            maxlength="100"
            autofocus
            aria-invalid=${missing.name ? 'true' : 'false'}
            aria-describedby=${missing.name ? 'session-name-problem' : nothing}
          />`,
        )}
        ${fieldView(
          'password',
          html`<div class="with-button">
            <input
              id="session-password"
              name="password"
              type=${visible ? 'text' : 'password'}
              autocomplete="current-password"
              maxlength="200"
              aria-invalid=${missing.password ? 'true' : 'false'}
              aria-describedby=${missing.password ? 'session-password-problem' : nothing}
            />
            <button
              type="button"
              class="button-icon"
              aria-pressed=${visible}
              aria-label=${t('session.showPassword')}
              @click=${() => {
                visible = !visible;
                draw();
              }}
            >
              ${glyph(visible ? 'eyeOff' : 'eye')}
            </button>
          </div>`,
        )}
        ${
          renew
            ? fieldView(
                'newPassword',
                html`<input
                  id="session-newPassword"
                  name="newPassword"
                  type=${visible ? 'text' : 'password'}
                  autocomplete="new-password"
                  maxlength="200"
                  aria-invalid=${missing.newPassword ? 'true' : 'false'}
                  aria-describedby=${missing.newPassword ? 'session-newPassword-problem' : nothing}
                />`,
              )
            : nothing
        }
        <div class="dialog-foot">
          ${provider ? html`<a class="button" href=${provider.address}>${t('session.provider', { label: provider.label })}</a>` : nothing}
          <button type="submit" class="button button-primary" ?disabled=${left > 0} aria-busy=${busy}>
            ${busy ? t('session.signingIn') : t('session.signIn')}
          </button>
        </div>
      </form>`,
      body,
    );
  }

  draw();
  return () => clearInterval(clock);
}
