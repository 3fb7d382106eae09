// map/tools.js: buttons beside the map, and the line at its foot: scale, coordinates, what the ground is.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { formatDistance, formatNumber } from '../format.js';
import { openSubscribe } from '../live/subscribe.js';
import { isPast } from '../time/model.js';
import { glyph } from '../ui/signs.js';
import { scaleLength } from './scale.js';

/**
 * @param {{tools: HTMLElement, foot: HTMLElement}} hosts
 * @param {import('../types.js').Deps & {map: import('./map.js').MapDoor}} deps
 * @returns {() => void} unmount
 */
export function mountTools({ tools, foot }, deps) {
  const { map, store, i18n, ui } = deps;
  const { t } = i18n;

  function draw() {
    const items = [
      { id: 'rail', sign: 'layers', phone: true, run: () => store.set({ railOpen: !store.get().railOpen }) },
      { id: 'zoomIn', sign: 'plus', phone: false, run: () => map.zoomBy(1) },
      { id: 'zoomOut', sign: 'minus', phone: false, run: () => map.zoomBy(-1) },
      { id: 'home', sign: 'home', phone: true, run: () => map.home() },
      {
        id: 'time',
        sign: 'clock',
        phone: true,
        run: () => store.set({ timeOpen: !store.get().timeOpen }),
      },
      { id: 'locate', sign: 'locate', phone: true, run: () => locate({ map, i18n, ui }) },
      { id: 'subscribe', sign: 'bell', phone: true, run: () => void openSubscribe(deps) },
    ];
    render(
      items.map(
        ({ id, sign, phone, run }) => html`<button
          type="button"
          class="tool ${phone ? '' : 'tool-desktop'} ${id === 'rail' ? 'tool-phone' : ''}"
          data-tool=${id}
          aria-label=${t(`map.tools.${id}`)}
          title=${t(`map.tools.${id}`)}
          aria-pressed=${id === 'time' ? isTimeShown(store.get()) : nothing}
          @click=${run}
        >
          ${glyph(sign)}
        </button>`,
      ),
      tools,
    );
  }

  function drawFoot() {
    const { metresPerPixel, pointer } = map.info.get();
    const lang = i18n.lang();
    const metres = scaleLength(metresPerPixel);
    const { value, unit } = formatDistance(metres, lang);
    render(
      html`<span class="scale" role="img" aria-label=${t('map.scale', { length: `${value} ${t(`unit.${unit}`)}` })}>
          <span class="scale-bar"></span>${value} ${t(`unit.${unit}`)}
        </span>
        ${
          pointer
            ? html`<span class="coordinates" aria-hidden="true">${degrees(pointer[1], lang)}° N ${degrees(pointer[0], lang)}° E</span>`
            : null
        }
        <span class="attribution">${t('map.attribution')}</span>`,
      foot,
    );
    const bar = /** @type {HTMLElement} */ (foot.querySelector('.scale-bar'));
    bar.style.width = `${Math.round(metres / metresPerPixel)}px`;
  }

  draw();
  drawFoot();
  const leaveInfo = map.info.subscribe(drawFoot);
  const leaveStore = store.subscribe((state, previous) => {
    if (
      state.lang !== previous.lang ||
      state.catalogue !== previous.catalogue ||
      isTimeShown(state) !== isTimeShown(previous)
    ) {
      draw();
      drawFoot();
    }
  });
  return () => {
    leaveInfo();
    leaveStore();
  };
}

/** @param {import('../types.js').State} state */
function isTimeShown(state) {
  return state.timeOpen || isPast(state);
}

/**
 * @param {number} value
 * @param {import('../i18n.js').Lang} lang
 */
function degrees(value, lang) {
  return formatNumber(value, lang, 5);
}

/** Longest wait for a position, milliseconds. */
const PATIENCE = 10000;

/** @param {Pick<import('../types.js').Deps, 'i18n' | 'ui'> & {map: import('./map.js').MapDoor}} deps */
function locate({ map, i18n, ui }) {
  if (!window.isSecureContext || !navigator.geolocation) {
    ui.toasts.show({ kind: 'error', text: i18n.t('error.locateInsecure') });
    return;
  }
  navigator.geolocation.getCurrentPosition(
    ({ coords: { longitude, latitude, accuracy } }) => {
      const d = Math.max(accuracy, 50) / 111000;
      map.fly([longitude - d, latitude - d, longitude + d, latitude + d]);
      const { value, unit } = formatDistance(accuracy, i18n.lang());
      ui.toasts.show({ text: i18n.t('map.located', { accuracy: `${value} ${i18n.t(`unit.${unit}`)}` }) });
    },
    () => ui.toasts.show({ kind: 'error', text: i18n.t('error.locate') }),
    { enableHighAccuracy: true, timeout: PATIENCE },
  );
}
