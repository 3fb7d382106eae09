// inbox/screen.js: the inbox: what waits for the reader, in groups, and drafts; an entry leads to the object. A lead's home
// on a phone.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { ApiError } from '../api.js';
import { draftsOf } from '../draft/drafts.js';
import { draftsView } from '../draft/list-view.js';
import { DRAFTING } from '../draft/model.js';
import { formatInstant } from '../format.js';
import { isFor } from '../session/model.js';
import { glyph, stateChip } from '../ui/signs.js';
import { dueWords, urgencyOf } from '../workflow/due-view.js';
import { badgeOf, filled } from './model.js';

/**
 * @typedef {import('../types.js').InboxItem} InboxItem
 * @typedef {import('../ui/screens.js').ScreenDeps} ScreenDeps
 */

/** @type {import('../ui/screens.js').Screen} */
export const inboxScreen = {
  path: 'inbox',
  title: 'inbox.title',
  sign: 'list',
  roles: [],
  mount(host, deps) {
    const asked = new AbortController();
    /** @type {import('../types.js').Inbox | null} */
    let inbox = null;
    /** @type {readonly import('../draft/drafts.js').DraftHead[]} */
    let drafts = [];
    let failed = false;

    const draw = () => render(view({ inbox, drafts, failed }, deps, load), host);
    const hasDrafts = isFor({ roles: DRAFTING }, deps.store.get().session);

    async function load() {
      failed = false;
      draw();
      try {
        [inbox, drafts] = await Promise.all([
          deps.api.inbox({ signal: asked.signal }),
          hasDrafts ? draftsOf(deps.api).list() : [],
        ]);
        deps.count(badgeOf(inbox));
        deps.ui.announce(
          deps.i18n.t('inbox.count', { count: filled(inbox).reduce((sum, { count }) => sum + count, 0) }),
        );
      } catch (failure) {
        if (failure instanceof DOMException && failure.name === 'AbortError') {
          return;
        }
        if (!(failure instanceof ApiError)) {
          throw failure;
        }
        failed = true;
      }
      draw();
    }

    load();
    return {
      draw,
      unmount() {
        asked.abort();
        render(nothing, host);
      },
    };
  },
};

/**
 * @param {object} found
 * @param {import('../types.js').Inbox | null} found.inbox
 * @param {readonly import('../draft/drafts.js').DraftHead[]} found.drafts
 * @param {boolean} found.failed
 * @param {ScreenDeps} deps
 * @param {() => void} load
 */
function view({ inbox, drafts, failed }, deps, load) {
  const { t } = deps.i18n;
  if (failed) {
    return html`<div class="inbox-none" role="alert">
      <p>${glyph('warn')} ${t('inbox.failed')}</p>
      <button type="button" class="button" @click=${load}>${t('inbox.retry')}</button>
    </div>`;
  }
  if (!inbox) {
    return html`<p class="inbox-none" role="status"><span class="spinner"></span> ${t('inbox.loading')}</p>`;
  }
  const groups = filled(inbox);
  return html`<div class="inbox">
    <p class="inbox-head">
      <button type="button" class="button" @click=${load}>${t('inbox.refresh')}</button>
    </p>
    ${groups.length + drafts.length === 0 ? html`<p class="inbox-none">${glyph('tick')} ${t('inbox.empty')}</p>` : nothing}
    ${groups.map(
      ({
        kind,
        count,
        more,
        items,
      }) => html`<section class="inbox-group is-${kind}" aria-labelledby="inbox-${kind}">
        <h3 id="inbox-${kind}">
          ${t(`inbox.group.${kind}`)}
          <span class="inbox-count">${more ? t('inbox.many', { count: count - 1 }) : t('inbox.count', { count })}</span>
        </h3>
        <ul>
          ${items.map((item) => html`<li>${itemView(item, deps)}</li>`)}
        </ul>
        ${more ? html`<p class="inbox-more">${t('inbox.more', { count: items.length })}</p>` : nothing}
      </section>`,
    )}
    ${draftsView(drafts, deps, load)}
  </div>`;
}

/**
 * One button as large as the entry: a thumb hits it.
 *
 * @param {InboxItem} item
 * @param {ScreenDeps} deps
 */
function itemView(item, { i18n, store, actions }) {
  const { catalogue } = store.get();
  const layer = catalogue?.layers.find(({ id }) => id === item.layer);
  const states = catalogue?.workflows[layer?.workflow ?? '']?.states ?? [];
  const chip = item.state
    ? stateChip(
        states.find(({ id }) => id === item.state),
        i18n.label(item.label) || item.state,
      )
    : nothing;
  return html`<button type="button" class="inbox-item" @click=${() => actions.select({ layer: item.layer, id: item.id }, { fly: true })}>
    <span class="inbox-name"><strong>${i18n.label(item.name)}</strong> <span class="inbox-layer">${i18n.label(layer?.title)}</span></span>
    ${chip}
    ${item.due ? html`<span class="inbox-due is-${urgencyOf(item.due)}">${i18n.label(item.due.title)} · ${dueWords(item.due, i18n)}</span>` : nothing}
    ${item.proposal ? proposalView(item.proposal, i18n) : nothing}
    ${item.steps.length > 0 ? html`<span class="inbox-steps">${i18n.t('inbox.steps', { steps: item.steps.slice(0, 3).map(i18n.label).join(' · ') })}</span>` : nothing}
  </button>`;
}

/**
 * @param {NonNullable<InboxItem['proposal']>} proposal
 * @param {import('../i18n.js').I18n} i18n
 */
function proposalView({ label, by, at, comment }, i18n) {
  return html`<span class="inbox-wants">${i18n.t('inbox.wants', { state: i18n.label(label) })}</span>
    <span class="inbox-last">${i18n.t('inbox.last', { who: by.displayName, when: formatInstant(at, i18n.lang()) })}</span>
    ${comment ? html`<q class="inbox-comment">${comment}</q>` : nothing}`;
}
