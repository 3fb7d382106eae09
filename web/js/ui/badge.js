// ui/badge.js: the number beside an entry of the header, while its screen is not open.
import { ApiError } from '../api.js';

/**
 * Asks when somebody signs in and whenever the map comes to the front again.
 *
 * @param {Pick<import('../types.js').Deps, 'store'>} deps
 * @param {() => Promise<string | null>} ask the number in words; null: none
 * @param {(words: string | null) => void} say
 */
export function followCount({ store }, ask, say) {
  async function tell() {
    if (!store.get().session?.signedIn) {
      say(null);
      return;
    }
    try {
      say(await ask());
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
      void tell();
    }
  });
  void tell();
}
