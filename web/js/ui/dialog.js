// ui/dialog.js: one modal dialog at a time, on the browser's own <dialog> (focus stays inside, Esc closes, focus returns).
import { html, render } from '/webjars/lit-html/lit-html.js';
import { glyph } from './signs.js';

/**
 * @typedef {object} DialogOptions
 * @property {string} title shown as the dialog's heading and used as its name
 * @property {(body: HTMLElement, close: () => void) => void} mount fills the body; called once
 * @property {() => boolean} [mayClose] asked before Esc, the cross or a click outside closes it
 * @property {() => void} [closed] after it has gone
 *
 * @typedef {object} DialogHost
 * @property {(options: DialogOptions) => {close: () => void, element: HTMLDialogElement}} open
 */

/**
 * @param {HTMLElement} host
 * @param {{i18n: import('../i18n.js').I18n}} deps
 * @returns {DialogHost}
 */
export function createDialog(host, { i18n }) {
  /** @type {(() => void) | null} */
  let closeCurrent = null;

  return {
    open({ title, mount, mayClose = () => true, closed }) {
      closeCurrent?.();
      const returnTo = document.activeElement;
      const close = () => {
        element.close();
      };
      const ask = () => {
        if (mayClose()) {
          close();
        }
      };
      render(
        html`<dialog class="dialog" aria-labelledby="dialog-title">
          <header class="dialog-head">
            <h2 id="dialog-title">${title}</h2>
            <button type="button" class="button-icon" aria-label=${i18n.t('app.close')} @click=${ask}>${glyph('close')}</button>
          </header>
          <div class="dialog-body"></div>
        </dialog>`,
        host,
      );
      const element = /** @type {HTMLDialogElement} */ (host.querySelector('dialog'));
      const body = /** @type {HTMLElement} */ (host.querySelector('.dialog-body'));
      element.addEventListener('cancel', (event) => {
        event.preventDefault();
        ask();
      });
      element.addEventListener('click', (event) => {
        if (event.target === element) {
          ask();
        }
      });
      element.addEventListener(
        'close',
        () => {
          closeCurrent = null;
          render(null, host);
          if (returnTo instanceof HTMLElement && returnTo.isConnected) {
            returnTo.focus();
          }
          closed?.();
        },
        { once: true },
      );
      closeCurrent = close;
      mount(body, close);
      element.showModal();
      return { close, element };
    },
  };
}
