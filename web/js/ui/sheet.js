// ui/sheet.js: on a phone the object panel is a sheet with three stops; its grip is dragged or pressed.
import { html, render } from '/webjars/lit-html/lit-html.js';
import { heightOf, nearestStop, nextStop, PEEK } from './stops.js';

/** A drag shorter than this is a press, pixels. */
const PRESS = 6;

/**
 * @param {{panel: HTMLElement, grip: HTMLElement, stage: HTMLElement}} hosts
 * @param {Pick<import('../types.js').Deps, 'store' | 'i18n'>} deps
 * @returns {() => void} unmount
 */
export function mountSheet({ panel, grip, stage }, { store, i18n }) {
  /** @type {{y: number, height: number, moved: boolean} | null} */
  let drag = null;

  function place() {
    const { stop } = store.get();
    panel.dataset.stop = stop;
    panel.style.setProperty('--sheet', `${heightOf(stop, stage.clientHeight)}px`);
  }

  function draw() {
    const { stop } = store.get();
    render(
      html`<button
        type="button"
        class="grip-handle"
        aria-label=${i18n.t('app.sheet', { stop: i18n.t(`app.stops.${nextStop(stop)}`) })}
        @click=${press}
      ></button>`,
      grip,
    );
    place();
  }

  function press() {
    store.set({ stop: nextStop(store.get().stop) });
  }

  /** @param {PointerEvent} event */
  function down(event) {
    drag = { y: event.clientY, height: panel.offsetHeight, moved: false };
    grip.setPointerCapture(event.pointerId);
  }

  /** @param {PointerEvent} event */
  function move(event) {
    if (drag && (drag.moved || Math.abs(event.clientY - drag.y) > PRESS)) {
      drag.moved = true;
      panel.classList.add('panel-dragged');
      panel.style.setProperty('--sheet', `${Math.max(PEEK, drag.height + drag.y - event.clientY)}px`);
    }
  }

  /** @param {PointerEvent} event */
  function up(event) {
    const done = drag;
    drag = null;
    panel.classList.remove('panel-dragged');
    if (done?.moved) {
      store.set({ stop: nearestStop(done.height + done.y - event.clientY, stage.clientHeight) });
      place();
    } else if (done) {
      // The captured pointer keeps the click from the button.
      press();
    }
  }

  /** @param {MouseEvent} event */
  function swallow(event) {
    // A press by pointer was handled on release; what is left is the keyboard's click.
    if (event.detail > 0) {
      event.stopPropagation();
    }
  }

  grip.addEventListener('pointerdown', down);
  grip.addEventListener('pointermove', move);
  grip.addEventListener('pointerup', up);
  grip.addEventListener('pointercancel', up);
  grip.addEventListener('click', swallow, { capture: true });
  const resized = new ResizeObserver(place);
  resized.observe(stage);
  draw();
  const leave = store.subscribe((state, previous) => {
    if (state.stop !== previous.stop || state.lang !== previous.lang) {
      draw();
    }
  });
  return () => {
    resized.disconnect();
    leave();
  };
}
