// ui/side.js: a sheet beside the map, from below on a phone: heading, body, foot; asks before what was typed is lost.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { glyph } from './signs.js';

/**
 * @typedef {object} SideParts
 * @property {string} object what it is about, above the heading
 * @property {() => string} title
 * @property {() => unknown} body
 * @property {() => unknown} [foot]
 * @property {boolean} [wide] room for a table
 * @property {() => boolean} [dirty] something was typed: closing is asked for once more
 * @property {() => boolean} [busy] it cannot be closed now
 * @property {() => void} [submit]
 * @property {() => void} [closed]
 *
 * @typedef {{draw: () => void, close: () => void, leave: () => void, focus: (selector: string) => void}} Side
 */

/**
 * @param {Pick<import('../types.js').Deps, 'i18n'>} deps
 * @param {SideParts} parts
 * @returns {Side}
 */
export function openSide({ i18n }, parts) {
  const { t } = i18n;
  const host = document.createElement('div');
  const returnTo = document.activeElement;
  let leaving = false;

  const dialog = () => /** @type {HTMLDialogElement} */ (host.querySelector('dialog'));
  const close = () => dialog().close();
  /** @param {string} selector */
  const focus = (selector) => /** @type {HTMLElement | null} */ (host.querySelector(selector))?.focus();

  function leave() {
    if (parts.busy?.()) {
      return;
    }
    if (!leaving && parts.dirty?.()) {
      leaving = true;
      draw();
      focus('[data-keep]');
      return;
    }
    close();
  }

  function keep() {
    leaving = false;
    draw();
    focus('.sheet-body input, .sheet-body select, .sheet-body textarea');
  }

  function foot() {
    return leaving
      ? html`<p class="sheet-leaving" role="alert">${t('workflow.leaving')}</p>
          <button type="button" class="button" data-keep @click=${keep}>${t('workflow.keep')}</button>
          <button type="button" class="button button-danger" @click=${close}>${t('workflow.discard')}</button>`
      : html`<button type="button" class="button" @click=${leave}>${t('workflow.close')}</button>${parts.foot?.() ?? nothing}`;
  }

  function draw() {
    render(
      html`<dialog class="sheet ${parts.wide ? 'sheet-wide' : ''}" aria-labelledby="sheet-title" aria-describedby="sheet-object">
        <form
          class="sheet-form"
          novalidate
          @submit=${(/** @type {Event} */ event) => {
            event.preventDefault();
            leaving = false;
            parts.submit?.();
          }}
        >
          <header class="sheet-head">
            <div>
              <p id="sheet-object" class="sheet-object">${parts.object}</p>
              <h2 id="sheet-title" tabindex="-1">${parts.title()}</h2>
            </div>
            <button type="button" class="button-icon" aria-label=${t('workflow.close')} @click=${leave}>${glyph('close')}</button>
          </header>
          <div class="sheet-body">${parts.body()}</div>
          <footer class="sheet-foot">${foot()}</footer>
        </form>
      </dialog>`,
      host,
    );
  }

  document.body.append(host);
  draw();
  const element = dialog();
  element.addEventListener('cancel', (event) => {
    if (event.target === element) {
      event.preventDefault();
      leave();
    }
  });
  element.addEventListener('close', () => {
    render(nothing, host);
    host.remove();
    if (document.activeElement === document.body) {
      const back = returnTo instanceof HTMLElement && returnTo.isConnected ? returnTo : null;
      (back ?? document.getElementById('panel-heading'))?.focus();
    }
    parts.closed?.();
  });
  element.showModal();
  focus('#sheet-title');
  return { draw, close, leave, focus };
}
