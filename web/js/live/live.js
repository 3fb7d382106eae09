// live/live.js: keeps map and panel right while others work: repaints what was touched, tells the panel.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { listen } from './stream.js';

/** @typedef {import('./stream.js').LiveEvent} LiveEvent */

/**
 * @param {HTMLElement} host for the badge
 * @param {import('../types.js').Deps & {map: Pick<import('../map/map.js').MapDoor, 'touched' | 'renew'>}} deps
 * @returns {() => void} unmount
 */
export function mountLive(host, deps) {
  const { api, store, i18n, map } = deps;
  /** @type {import('./stream.js').StreamState} */
  let state = 'live';

  const draw = () =>
    render(
      state === 'live'
        ? nothing
        : html`<span class="live-badge" role="status">${i18n.t(`live.${state}`)}</span>`,
      host,
    );

  /** @param {LiveEvent} event */
  function touch(event) {
    const { catalogue } = store.get();
    if (event.kind === 'layer') {
      map.renew(event.layer);
    } else if (event.kind === 'feature' && event.validTo === undefined) {
      const field = catalogue?.layers.find((layer) => layer.id === event.layer)?.statusField;
      map.touched(event, field && event.state !== undefined ? { [field]: event.state } : {});
    }
    if (event.kind === 'feature') {
      store.set({ heard: event });
    }
  }

  const stop = listen(
    {
      open: (url) => new EventSource(url),
      list: api.changes,
      channel: typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('tuban-live'),
      locks: navigator.locks ?? null,
      later(run, millis) {
        const timer = setTimeout(run, millis);
        return () => clearTimeout(timer);
      },
    },
    (word) => {
      if (word.kind === 'event') {
        touch(word.event);
      } else if (word.kind === 'reset') {
        map.renew();
      } else {
        state = word.state;
        draw();
      }
    },
  );
  const leave = store.subscribe((now, before) => {
    if (now.lang !== before.lang) {
      draw();
    }
  });
  return () => {
    leave();
    stop();
  };
}
