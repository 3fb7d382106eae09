// live/subscriptions-screen.js: what one has subscribed to, each with its news: look, note as read, rename, end.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { attempt, confirmed } from '../access/parts.js';
import { followCount } from '../ui/badge.js';
import { glyph } from '../ui/signs.js';
import { boxOf, collect, unreadWords } from './news.js';
import { newsView } from './news-view.js';
import { openRename } from './rename.js';
import { subscriptionsOf } from './subscriptions.js';

/**
 * @typedef {import('./subscriptions.js').Subscription} Subscription
 * @typedef {import('./subscriptions.js').News} News
 * @typedef {{subscription: Subscription, news: News | null}} Entry `news` null: on their way
 * @typedef {import('../ui/screens.js').ScreenDeps} ScreenDeps
 */

/** News of one subscription that are shown at first, and that are added at a time. */
const PORTION = 50;

/** @type {import('../ui/screens.js').Screen} */
export const subscriptionsScreen = {
  path: 'subscriptions',
  title: 'subscription.title',
  sign: 'bell',
  roles: [],
  mount(host, deps) {
    const subscriptions = subscriptionsOf(deps.api);
    /** @type {Entry[] | null} */
    let entries = null;
    let left = false;

    function draw() {
      if (!left) {
        render(view(entries, deps, does), host);
      }
    }

    /** Draws, and counts what is there. */
    function tell() {
      draw();
      deps.count(unreadWords((entries ?? []).flatMap(({ news }) => news ?? [])));
    }

    async function load() {
      await attempt(deps, async () => {
        const found = await subscriptions.list();
        entries = found.map((subscription) => ({ subscription, news: null }));
        draw();
        // One after the other: each question reads some of the log.
        for (const entry of entries) {
          entry.news = await ask(entry.subscription, null);
          draw();
        }
      });
      tell();
    }

    /** @param {Subscription} subscription @param {string | null} after */
    const ask = ({ id }, after) =>
      collect((from, limit) => subscriptions.news(id, from, limit), after, PORTION);

    /** @param {() => Promise<unknown>} work @param {string} done */
    async function act(work, done) {
      if (await attempt(deps, work, deps.i18n.t(done))) {
        await load();
      }
    }

    const does = {
      load,
      /** @param {Entry} entry */
      async more(entry) {
        const { subscription, news } = entry;
        await attempt(deps, async () => {
          const further = await ask(subscription, news?.next ?? null);
          entry.news = { ...further, events: [...(news?.events ?? []), ...further.events] };
        });
        tell();
      },
      /** @param {Entry} entry */
      read: ({ subscription, news }) =>
        news && act(() => subscriptions.markRead(subscription.id, news.next), 'subscription.read.done'),
      /** @param {Entry} entry */
      rename: ({ subscription }) => openRename(deps, subscription, load),
      /** @param {Entry} entry */
      async end({ subscription }) {
        const title = deps.i18n.t('subscription.end');
        const text = deps.i18n.t('subscription.endWhy', { name: subscription.name });
        if (await confirmed(deps, { title, text, yes: title })) {
          await act(() => subscriptions.remove(subscription.id), 'subscription.ended');
        }
      },
    };

    draw();
    void load();
    return {
      draw,
      unmount() {
        left = true;
        render(nothing, host);
      },
    };
  },
};

/**
 * The number beside the entry in the header.
 *
 * @param {import('../types.js').Deps} deps
 * @param {(words: string | null) => void} say
 */
export function followNews(deps, say) {
  const subscriptions = subscriptionsOf(deps.api);
  const ask = async () => {
    const found = [];
    for (const { id } of await subscriptions.list()) {
      found.push(await subscriptions.news(id, null, PORTION));
    }
    return unreadWords(found);
  };
  followCount(deps, ask, say);
}

/**
 * @typedef {object} Does
 * @property {() => void} load
 * @property {(entry: Entry) => void} more
 * @property {(entry: Entry) => void} read
 * @property {(entry: Entry) => void} rename
 * @property {(entry: Entry) => void} end
 */

/**
 * @param {readonly Entry[] | null} entries null: on their way
 * @param {ScreenDeps} deps
 * @param {Does} does
 */
function view(entries, deps, does) {
  const { t } = deps.i18n;
  if (!entries) {
    return html`<p class="inbox-none" role="status"><span class="spinner"></span> ${t('subscription.loading')}</p>`;
  }
  return html`<div class="inbox">
    <p class="inbox-head"><button type="button" class="button" @click=${does.load}>${t('inbox.refresh')}</button></p>
    ${entries.length === 0 ? html`<p class="inbox-none">${t('subscription.none')}</p>` : nothing}
    ${entries.map((entry) => entryView(entry, deps, does))}
  </div>`;
}

/**
 * @param {Entry} entry
 * @param {ScreenDeps} deps
 * @param {Does} does
 */
function entryView(entry, deps, does) {
  const { subscription, news } = entry;
  const { i18n, store } = deps;
  const { t } = i18n;
  const layers = store.get().catalogue?.layers ?? [];
  const titles = (subscription.interest.layers ?? []).map(
    (id) => i18n.label(layers.find((layer) => layer.id === id)?.title) || id,
  );
  const about =
    titles.length === 0 || titles.length === layers.length
      ? t('subscription.all')
      : titles.join(t('access.comma'));
  const box = boxOf(subscription.interest.area);
  const title = `subscription-${subscription.id}`;
  const act = (/** @type {string} */ id, /** @type {() => void} */ run) =>
    html`<button type="button" class="button" data-act=${id} aria-describedby=${title} @click=${run}>${t(`subscription.${id}`)}</button>`;
  return html`<section class="inbox-group subscription" aria-labelledby=${title}>
    <h3 id=${title}>
      ${subscription.name}
      ${news ? html`<span class="inbox-count">${t('subscription.news', { count: unreadWords([news]) ?? 0 })}</span>` : nothing}
    </h3>
    <p class="inbox-layer">${glyph('layers')} ${about}</p>
    <div class="access-acts">
      ${box ? act('look', () => show(box, deps)) : nothing}
      ${news && news.events.length > 0 ? act('markRead', () => does.read(entry)) : nothing}
      ${act('rename', () => does.rename(entry))} ${act('end', () => does.end(entry))}
    </div>
    ${news ? newsView(news.events, deps) : html`<p role="status"><span class="spinner"></span> ${t('subscription.loading')}</p>`}
    ${news?.more ? html`<button type="button" class="button" @click=${() => does.more(entry)}>${t('subscription.more')}</button>` : nothing}
  </section>`;
}

/**
 * @param {readonly number[]} box
 * @param {ScreenDeps} deps
 */
function show(box, { store, actions }) {
  store.set({ screen: null });
  actions.fly(box);
}
