// inbox/badge.js: whether the page opens with the inbox, and the number beside it in the header.
import { followCount } from '../ui/badge.js';
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
 * @param {import('../types.js').Deps} deps
 * @param {(words: string | null) => void} say
 */
export function followInbox(deps, say) {
  followCount(deps, async () => badgeOf(await deps.api.inbox()), say);
}
