// ui/toast.js: short messages at the foot of the page. Errors stay until closed, the rest goes by itself.
import { html, render } from '/webjars/lit-html/lit-html.js';
import { glyph } from './signs.js';

/**
 * @typedef {object} Toast
 * @property {string} text
 * @property {'info' | 'done' | 'error'} [kind]
 * @property {{label: string, run: () => void}} [action]
 *
 * @typedef {object} Toasts
 * @property {(toast: Toast) => () => void} show returns a function that takes it away
 */

const LIFE_MS = 6000;

/**
 * @param {HTMLElement} host
 * @param {{i18n: import('../i18n.js').I18n}} deps
 * @returns {Toasts}
 */
export function createToasts(host, { i18n }) {
  /** @type {Toast[]} */
  let shown = [];

  /** @param {Toast} toast */
  function drop(toast) {
    shown = shown.filter((other) => other !== toast);
    draw();
  }

  function draw() {
    render(
      shown.map(
        (
          toast,
        ) => html`<div class="toast toast-${toast.kind ?? 'info'}" role=${toast.kind === 'error' ? 'alert' : 'status'}>
          ${glyph(toast.kind === 'error' ? 'warn' : 'tick')}
          <span class="toast-text">${toast.text}</span>
          ${
            toast.action
              ? html`<button
                  type="button"
                  class="button-quiet"
                  @click=${() => {
                    drop(toast);
                    toast.action?.run();
                  }}
                >
                  ${toast.action.label}
                </button>`
              : null
          }
          <button type="button" class="button-icon" aria-label=${i18n.t('app.close')} @click=${() => drop(toast)}>${glyph('close')}</button>
        </div>`,
      ),
      host,
    );
  }

  return {
    show(toast) {
      shown = [...shown.slice(-2), toast];
      draw();
      if (toast.kind !== 'error') {
        setTimeout(() => drop(toast), LIFE_MS);
      }
      return () => drop(toast);
    },
  };
}
