// ui/regions.js: the keyboard's way through the page: F6 from region to region, skip links, "/" to search, Esc one level.

/**
 * @param {object} parts
 * @param {readonly (() => HTMLElement | null)[]} parts.regions in order; one that is not shown gives null
 * @param {HTMLElement} parts.skip holds the skip links; `data-skip` names the region's id
 * @param {() => void} parts.search puts the focus into the search box
 * @param {readonly (() => boolean)[]} parts.closers innermost first; each closes its level and says whether there was one
 * @returns {() => void} unmount
 */
export function mountRegions({ regions, skip, search, closers }) {
  /** @param {1 | -1} step */
  function cycle(step) {
    const shown = regions.map((region) => region()).filter((element) => element !== null);
    const at = shown.findIndex((element) => element.contains(document.activeElement));
    shown[(at + step + shown.length) % shown.length]?.focus();
  }

  // Styles ask by which hand the page is used: a heading that gets the focus shows it only to the keyboard.
  /** @param {KeyboardEvent} event */
  const byKey = (event) => {
    if (isWay(event)) {
      document.documentElement.dataset.hand = 'key';
    }
  };
  const byPointer = () => {
    document.documentElement.dataset.hand = 'pointer';
  };

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (document.querySelector('dialog[open]')) {
      return;
    }
    const typing = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
    if (event.key === 'F6') {
      event.preventDefault();
      cycle(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape') {
      closers.some((close) => close());
    } else if (event.key === '/' && !typing) {
      event.preventDefault();
      search();
    }
  }

  /** @param {MouseEvent} event */
  function skipped(event) {
    const link = event.target instanceof Element ? event.target.closest('[data-skip]') : null;
    if (link instanceof HTMLElement) {
      // The address holds the state, so a skip link must not write its own fragment there.
      event.preventDefault();
      document.getElementById(link.dataset.skip ?? '')?.focus();
    }
  }

  document.addEventListener('keydown', byKey, { capture: true });
  document.addEventListener('pointerdown', byPointer, { capture: true });
  document.addEventListener('keydown', pressed);
  skip.addEventListener('click', skipped);
  return () => {
    document.removeEventListener('keydown', byKey, { capture: true });
    document.removeEventListener('pointerdown', byPointer, { capture: true });
    document.removeEventListener('keydown', pressed);
    skip.removeEventListener('click', skipped);
  };
}

/** Held down while something else is pressed, be it with the mouse. */
const MODIFIERS = new Set(['Alt', 'AltGraph', 'CapsLock', 'Control', 'Meta', 'Shift']);

/**
 * Whether a key finds its way through the page: letters typed into a field do not, nor does a modifier alone.
 *
 * @param {KeyboardEvent} event
 */
function isWay({ key, target }) {
  const typing = target instanceof HTMLElement && target.matches('input, textarea');
  return !MODIFIERS.has(key) && !(typing && ([...key].length === 1 || EDITING.has(key)));
}

/** Also what a phone's keyboard sends for every letter, and what Chinese input sends while it is composing. */
const EDITING = new Set(['Backspace', 'Delete', 'Process', 'Unidentified']);
