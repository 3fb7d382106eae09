// map/notice.js: says that the map is a sketch while anything in view is one. Can be made small, never sent away.
import { html, render } from '/webjars/lit-html/lit-html.js';
import { glyph } from '../ui/signs.js';

/**
 * @param {HTMLElement} host
 * @param {Pick<import('../types.js').Deps, 'store' | 'i18n'> & {map: import('./map.js').MapDoor}} deps
 * @returns {() => void} unmount
 */
export function mountNotice(host, { map, store, i18n }) {
  let small = false;

  /** @param {boolean} next */
  function toggle(next) {
    small = next;
    draw();
    host.querySelector('button')?.focus();
  }

  function draw() {
    const { catalogue } = store.get();
    if (!map.info.get().schematic) {
      render(null, host);
      return;
    }
    const words = i18n.label(catalogue?.instance.notice) || i18n.t('notice.schematic');
    render(
      small
        ? html`<button type="button" class="notice-chip" aria-expanded="false" title=${words} @click=${() => toggle(false)}>
            ${glyph('warn')}<span>${i18n.t('notice.chip')}</span>
          </button>`
        : html`<div class="notice" role="note">
            ${glyph('warn')}<span>${words}</span>
            <button type="button" class="button-icon" aria-expanded="true" aria-label=${i18n.t('notice.shrink')} title=${i18n.t('notice.shrink')} @click=${() => toggle(true)}>
              ${glyph('minus')}
            </button>
          </div>`,
      host,
    );
  }

  draw();
  const leaveInfo = map.info.subscribe((info, previous) => {
    if (info.schematic !== previous.schematic) {
      draw();
    }
  });
  const leaveStore = store.subscribe((state, previous) => {
    if (state.lang !== previous.lang) {
      draw();
    }
  });
  return () => {
    leaveInfo();
    leaveStore();
  };
}
