// access/parts.js: what screens about accounts and other settings share: fields, a secret that is shown once, and asking
// twice.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { ApiError } from '../api.js';
import { glyph } from '../ui/signs.js';
import { problemOf } from './model.js';

/** @typedef {import('../types.js').Deps} Deps */

/**
 * Does it and says what went wrong in a toast.
 *
 * @param {Deps} deps
 * @param {() => Promise<unknown>} work
 * @param {string} [done] words when it went well
 * @returns {Promise<boolean>}
 */
export async function attempt({ ui, i18n }, work, done) {
  try {
    await work();
  } catch (failure) {
    if (!(failure instanceof ApiError)) {
      throw failure;
    }
    ui.toasts.show({ text: problemOf(failure, i18n).text, kind: 'error' });
    return false;
  }
  if (done) {
    ui.toasts.show({ text: done, kind: 'done' });
  }
  return true;
}

/**
 * A labelled input with what is wrong with it.
 *
 * @param {{id: string, label: string, problem?: string, hint?: string}} words
 * @param {(aria: {invalid: 'true' | 'false', described: string | typeof nothing}) => unknown} input
 */
export function field({ id, label, problem, hint }, input) {
  const described = problem ? `${id}-problem` : hint ? `${id}-hint` : nothing;
  return html`<div class="field">
    <label for=${id}>${label}</label>
    ${input({ invalid: problem ? 'true' : 'false', described })}
    ${hint && !problem ? html`<p class="field-hint" id="${id}-hint">${hint}</p>` : nothing}
    ${problem ? html`<p class="field-problem" id="${id}-problem">${problem}</p>` : nothing}
  </div>`;
}

/**
 * Shows a secret that is kept nowhere, with a button that copies it.
 *
 * @param {Deps} deps
 * @param {{title: string, why: string, secret: string}} words
 */
export function showSecret({ ui, i18n }, { title, why, secret }) {
  ui.dialog.open({
    title,
    mount(body, close) {
      let copied = false;
      const draw = () =>
        render(
          html`<p>${why}</p>
            <p class="access-secret"><code>${secret}</code></p>
            <div class="dialog-foot">
              <button type="button" class="button" @click=${copy}>
                ${glyph(copied ? 'tick' : 'doc')}${i18n.t(copied ? 'access.copied' : 'access.copy')}
              </button>
              <button type="button" class="button button-primary" @click=${close}>${i18n.t('access.kept')}</button>
            </div>`,
          body,
        );
      const copy = async () => {
        await navigator.clipboard.writeText(secret);
        copied = true;
        draw();
        ui.announce(i18n.t('access.copied'));
      };
      draw();
    },
  });
}

/**
 * Asks before what cannot be undone.
 *
 * @param {Deps} deps
 * @param {{title: string, text: string, yes: string}} words
 * @returns {Promise<boolean>}
 */
export function confirmed({ ui, i18n }, { title, text, yes }) {
  return new Promise((resolve) => {
    let answer = false;
    ui.dialog.open({
      title,
      mount(body, close) {
        const agree = () => {
          answer = true;
          close();
        };
        render(
          html`<p>${text}</p>
            <div class="dialog-foot">
              <button type="button" class="button" @click=${close}>${i18n.t('access.cancel')}</button>
              <button type="button" class="button button-primary" @click=${agree}>${yes}</button>
            </div>`,
          body,
        );
      },
      closed: () => resolve(answer),
    });
  });
}
