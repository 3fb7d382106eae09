// ui/ui.js: the small parts that everybody uses: toasts, the dialog, the live region.
import { createDialog } from './dialog.js';
import { createToasts } from './toast.js';

/**
 * @typedef {object} Ui
 * @property {import('./toast.js').Toasts} toasts
 * @property {import('./dialog.js').DialogHost} dialog
 * @property {(text: string) => void} announce says it through the live region
 */

/**
 * @param {{dialog: HTMLElement, toasts: HTMLElement, live: HTMLElement}} hosts
 * @param {{i18n: import('../i18n.js').I18n}} deps
 * @returns {Ui}
 */
export function createUi(hosts, { i18n }) {
  return {
    toasts: createToasts(hosts.toasts, { i18n }),
    dialog: createDialog(hosts.dialog, { i18n }),
    announce(text) {
      // The same words twice are only read again when the region was empty in between.
      hosts.live.textContent = '';
      requestAnimationFrame(() => {
        hosts.live.textContent = text;
      });
    },
  };
}
