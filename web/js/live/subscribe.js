// live/subscribe.js: the dialog that subscribes to what happens in the part of the map that is in view.
import { html, render } from '/webjars/lit-html/lit-html.js';
import { field } from '../access/parts.js';
import { ApiError } from '../api.js';
import { formatDistance } from '../format.js';
import { openSignIn } from '../session/sign-in.js';
import { layerChoices } from './choices.js';
import { areaOf } from './news.js';
import { subscriptionsOf } from './subscriptions.js';

/**
 * @typedef {import('../types.js').Deps & {map: import('../map/map.js').MapDoor}} MapDeps
 */

/**
 * @param {MapDeps} deps
 */
export async function openSubscribe(deps) {
  const { store, i18n, ui } = deps;
  if (!store.get().session?.account) {
    await openSignIn(deps);
  }
  if (store.get().session?.account) {
    ui.dialog.open({
      title: i18n.t('subscription.make'),
      mount: (body, close) => mountForm(body, close, deps),
    });
  }
}

/**
 * @param {HTMLElement} body
 * @param {() => void} close
 * @param {MapDeps} deps
 */
function mountForm(body, close, deps) {
  const { api, store, i18n, ui, map } = deps;
  const { t } = i18n;
  const box = viewOf(map);
  /** @type {{name?: string, layers?: string}} */
  let problems = {};

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    const typed = new FormData(/** @type {HTMLFormElement} */ (event.target));
    const name = String(typed.get('name')).trim();
    const layers = typed.getAll('layers').map(String);
    problems = {
      ...(name ? {} : { name: t('subscription.problem.name') }),
      ...(layers.length > 0 ? {} : { layers: t('subscription.problem.layers') }),
    };
    if (Object.keys(problems).length === 0) {
      await send(name, layers);
      return;
    }
    draw();
    /** @type {HTMLElement | null} */ (
      body.querySelector(problems.name ? '#subscribe-name' : 'input[name="layers"]')
    )?.focus();
  }

  /**
   * @param {string} name
   * @param {readonly string[]} layers
   */
  async function send(name, layers) {
    try {
      await subscriptionsOf(api).create(name, { layers, area: areaOf(box) });
      close();
      ui.toasts.show({
        text: t('subscription.made', { name }),
        kind: 'done',
        action: {
          label: t('live.show'),
          run: () => store.set({ screen: { path: 'subscriptions', query: {} } }),
        },
      });
    } catch (failure) {
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      problems = { name: failure.status === 0 ? t('error.unreachable') : failure.message };
      draw();
    }
  }

  function draw() {
    render(
      html`<form class="access-form" novalidate @submit=${submit}>
        <p>${t('subscription.why')}</p>
        <p class="access-why">${t('subscription.view', sizeOf(map, i18n))}</p>
        ${field(
          {
            id: 'subscribe-name',
            label: t('subscription.name'),
            hint: t('subscription.nameHint'),
            problem: problems.name,
          },
          ({ invalid, described }) =>
            html`<input
              id="subscribe-name"
              name="name"
              autocomplete="off"
              maxlength="100"
              aria-invalid=${invalid}
              aria-describedby=${described}
            />`,
        )}
        ${layerChoices(deps, { legend: t('layers.title'), chosen: store.get().layers, problem: problems.layers })}
        <div class="dialog-foot">
          <button type="submit" class="button button-primary">${t('subscription.make')}</button>
        </div>
      </form>`,
      body,
    );
  }

  draw();
}

/** @param {import('../map/map.js').MapDoor} map */
function extentOf(map) {
  const { clientWidth: width, clientHeight } = map.element;
  return { width, height: Math.max(1, clientHeight - map.covered()) };
}

/**
 * What is in view, without what lies under the sheet.
 *
 * @param {import('../map/map.js').MapDoor} map
 * @returns {[number, number, number, number]}
 */
function viewOf(map) {
  const { width, height } = extentOf(map);
  const [west, north] = map.lonLatAt(0, 0);
  const [east, south] = map.lonLatAt(width, height);
  return [west, south, east, north];
}

/**
 * @param {import('../map/map.js').MapDoor} map
 * @param {import('../i18n.js').I18n} i18n
 */
function sizeOf(map, { t, lang }) {
  const { width, height } = extentOf(map);
  const words = (/** @type {number} */ pixels) => {
    const { value, unit } = formatDistance(pixels * map.info.get().metresPerPixel, lang());
    return `${value} ${t(`unit.${unit}`)}`;
  };
  return { width: words(width), height: words(height) };
}
