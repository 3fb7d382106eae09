// dossier/panel.js: the object panel.

/**
 * @param {HTMLElement} host
 * @param {import('../types.js').Deps} deps
 * @returns {() => void} unmount
 */
export function mountPanel(host, deps) {
  return deps.store.subscribe((state) => {
    host.textContent = state.selected ? state.selected.id : '';
  });
}
