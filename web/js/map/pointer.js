// map/pointer.js: click to select, a short list when several things lie there, the name under the mouse, the crosshair.
import { html, render } from '/webjars/lit-html/lit-html.js';
import { formatNumber } from '../format.js';
import { glyph } from '../ui/signs.js';

/** @typedef {import('./map.js').Hit} Hit */

/** Longest list of things under one point. */
const MOST_HITS = 8;

/**
 * @param {HTMLElement} host lies over the map, lets clicks through where it is empty
 * @param {import('../types.js').Deps & {map: import('./map.js').MapDoor}} deps
 * @returns {{close: () => boolean}} `close` shuts what is open here, innermost first; false when nothing was
 */
export function mountPointer(host, deps) {
  const { map, store, i18n, actions, ui } = deps;
  /** @type {{hits: Hit[], at: readonly [number, number], open: boolean} | null} */
  let choice = null;
  /** @type {{name: string, kind: string, x: number, y: number} | null} */
  let tip = null;
  /** @type {{layer: string, count: number, at: readonly [number, number]} | null} a square that was pressed */
  let square = null;
  let crosshair = false;

  /** @param {Hit} hit */
  const kindOf = (hit) =>
    i18n.label(store.get().catalogue?.layers.find((layer) => layer.id === hit.layer)?.title);

  /** @param {{layer: string, count: number}} square */
  const wordsOf = ({ layer, count }) => {
    const kind = kindOf({ layer, id: '', name: '' });
    return i18n.t('map.gathered', { kind, count: formatNumber(count, i18n.lang()) });
  };

  function draw() {
    render(
      html`${crosshair ? html`<div class="crosshair" aria-hidden="true"></div>` : null}
      ${tip ? html`<div class="tip" aria-hidden="true"><b>${tip.name}</b> <span>${tip.kind}</span></div>` : null}
      ${choice ? chooser(deps, choice, { kindOf, unfold, choose, close }) : null}${square ? gathered(i18n, wordsOf(square), () => square && map.approach(...square.at), close) : null}`,
      host,
    );
    put(host.querySelector('.tip'), tip, 14);
    const place = choice ?? square;
    put(host.querySelector('.chooser'), place && map.project(...place.at), 10, map.covered());
  }

  function unfold() {
    if (choice) {
      choice = { ...choice, open: !choice.open };
      draw();
    }
  }

  /** @param {Hit} hit */
  function choose(hit) {
    map.hover(null);
    actions.select({ layer: hit.layer, id: hit.id });
    draw();
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {boolean} touch
   */
  function pickAt(x, y, touch) {
    const hits = map.pick(x, y, touch);
    tip = null;
    const [top] = hits;
    const under = top ? null : map.gatheredAt(x, y);
    choice = hits.length > 1 ? { hits, at: map.lonLatAt(x, y), open: true } : null;
    square = under && { ...under, at: map.lonLatAt(x, y) };
    if (square) {
      ui.announce(wordsOf(square));
      draw();
    } else if (top) {
      choose(top);
      if (choice && map.covered() > 0) {
        // A sheet leaves little of the map: the list waits folded.
        unfold();
      }
      ui.announce(
        hits.length > 1
          ? i18n.t('map.pickedOfMany', { name: top.name, kind: kindOf(top), count: hits.length })
          : i18n.t('map.picked', { name: top.name, kind: kindOf(top) }),
      );
    } else {
      ui.announce(i18n.t('map.pickedNothing'));
      draw();
    }
  }

  /** Shuts the list or the square's box; false when neither was open. */
  function shut() {
    const open = choice !== null || square !== null;
    choice = null;
    square = null;
    if (open) {
      draw();
    }
    return open;
  }

  function close() {
    if (shut()) {
      return true;
    }
    if (crosshair) {
      crosshair = false;
      draw();
      return true;
    }
    return false;
  }

  /** Says what lies under the crosshair. */
  function readCentre() {
    if (crosshair) {
      const under = foundAt(map, centre(), { kindOf, wordsOf });
      ui.announce(
        under ? [under.name, under.kind].filter(Boolean).join(', ') : i18n.t('map.crosshairNothing'),
      );
    }
  }

  /** @returns {[number, number]} */
  function centre() {
    return [map.element.clientWidth / 2, map.element.clientHeight / 2];
  }

  map.onClick(({ x, y, touch }) => pickAt(x, y, touch));
  map.onPointer((at) => {
    const under = at && foundAt(map, [at.x, at.y], { kindOf, wordsOf });
    map.hover(under?.hit ?? null);
    map.element.classList.toggle('map-hit', under !== null);
    const next = at && under && !choice && !square ? { ...under, x: at.x, y: at.y } : null;
    if (next || tip) {
      tip = next;
      draw();
    }
  });
  map.onMove(shut);
  map.element.addEventListener('keydown', (event) => {
    if (event.target !== map.element) {
      return;
    }
    if (event.key === '.') {
      crosshair = !crosshair;
      draw();
      ui.announce(i18n.t(crosshair ? 'map.crosshairOn' : 'map.crosshairOff'));
    } else if (event.key === 'Enter' && crosshair) {
      pickAt(...centre(), false);
    }
  });
  store.subscribe((state, previous) => {
    if (state.view !== previous.view) {
      readCentre();
    }
    if (
      state.view !== previous.view ||
      state.lang !== previous.lang ||
      state.selected !== previous.selected
    ) {
      draw();
    }
  });
  return { close };
}

/**
 * The name of what lies at a pixel, or the count of what does.
 *
 * @param {import('./map.js').MapDoor} map
 * @param {[number, number]} at
 * @param {{kindOf: (hit: Hit) => string, wordsOf: (square: {layer: string, count: number}) => string}} words
 */
function foundAt(map, [x, y], { kindOf, wordsOf }) {
  const [hit = null] = map.pick(x, y);
  const under = hit ? null : map.gatheredAt(x, y);
  const name = hit?.name ?? (under ? wordsOf(under) : '');
  return hit || under ? { hit, name, kind: hit ? kindOf(hit) : '' } : null;
}

/**
 * The list of what lies under one point.
 *
 * @param {import('../types.js').Deps & {map: import('./map.js').MapDoor}} deps
 * @param {{hits: readonly Hit[], open: boolean}} choice
 * @param {{kindOf: (hit: Hit) => string, unfold: () => void, choose: (hit: Hit) => void, close: () => void}} on
 */
function chooser({ map, store, i18n }, { hits, open }, { kindOf, unfold, choose, close }) {
  const { selected } = store.get();
  const title = i18n.t('map.chooser', { count: hits.length });
  return html`<div class="chooser" role="group" aria-label=${title}>
    <button type="button" class="chooser-title" aria-expanded=${open} @click=${unfold}>
      ${glyph('chevron')}<span>${title}</span>
    </button>
    <ul ?hidden=${!open}>
      ${hits.slice(0, MOST_HITS).map(
        (hit) => html`<li>
          <button
            type="button"
            aria-pressed=${hit.id === selected?.id && hit.layer === selected?.layer}
            @mouseenter=${() => map.hover(hit)}
            @mouseleave=${() => map.hover(null)}
            @click=${() => choose(hit)}
          >
            <span class="chooser-name">${hit.name}</span><span class="chooser-kind">${kindOf(hit)}</span>
          </button>
        </li>`,
      )}
    </ul>
    <button type="button" class="button-icon chooser-close" aria-label=${i18n.t('app.close')} @click=${close}>${glyph('close')}</button>
  </div>`;
}

/**
 * What a square stands for, and the way to see it.
 *
 * @param {import('../types.js').Deps['i18n']} i18n
 * @param {string} words
 * @param {() => void} approach
 * @param {() => void} close
 */
function gathered(i18n, words, approach, close) {
  return html`<div class="chooser gathered" role="group" aria-label=${words}>
    <p>${words}</p>
    <button type="button" class="button" @click=${approach}>${i18n.t('map.tools.zoomIn')}</button>
    <button type="button" class="button-icon chooser-close" aria-label=${i18n.t('app.close')} @click=${close}>${glyph('close')}</button>
  </div>`;
}

/**
 * Puts a small box beside a point, on the side where there is room.
 *
 * @param {Element | null} element
 * @param {{x: number, y: number} | null} at
 * @param {number} gap
 * @param {number} [covered] pixels at the foot that are not free
 */
function put(element, at, gap, covered = 0) {
  if (!(element instanceof HTMLElement) || !at) {
    return;
  }
  const area = /** @type {HTMLElement} */ (element.offsetParent);
  const left =
    at.x + gap + element.offsetWidth > area.clientWidth ? at.x - gap - element.offsetWidth : at.x + gap;
  const top = Math.min(at.y + gap, area.clientHeight - covered - element.offsetHeight - gap);
  element.style.transform = `translate(${Math.round(Math.max(gap, left))}px, ${Math.round(Math.max(gap, top))}px)`;
}
