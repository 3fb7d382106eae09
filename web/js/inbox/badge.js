// inbox/badge.js: the number beside the inbox in the header, while the inbox itself is not open.
import { ApiError } from '../api.js';
import { badgeOf } from './model.js';

const PHONE = '(width <= 820px)';

/**
 * Whether the page opens with the inbox: for a project lead, who works with a phone.
 *
 * @param {import('../types.js').Session | null} session
 */
export function beginsInInbox(session) {
  return window.matchMedia(PHONE).matches && (session?.account?.roles.includes('lead') ?? false);
}

/**
 * Asks when somebody signs in and whenever the map comes to the front again.
 *
 * @param {import('../types.js').Deps} deps
 * @param {(words: string | null) => void} say
 */
export function followInbox({ api, store }, say) {
  async function ask() {
    if (!store.get().session?.signedIn) {
      say(null);
      return;
    }
    try {
      say(badgeOf(await api.inbox()));
    } catch (failure) {
      // The number is a hint: without the server there is none.
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      say(null);
    }
  }
  store.subscribe((state, before) => {
    const other = state.session?.account?.name !== before.session?.account?.name;
    const left = before.screen !== null && state.screen === null;
    if (other || left) {
      ask();
    }
  });
  ask();
}
