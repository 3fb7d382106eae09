// session/session.js: who is signed in, in the header.

/**
 * @param {HTMLElement} host
 * @param {import('../types.js').Deps} deps
 * @returns {() => void} unmount
 */
export function mountSession(host, deps) {
  return deps.store.subscribe((state) => {
    host.textContent = state.session?.account?.displayName ?? '';
  });
}
