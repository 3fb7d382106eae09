// audit/screen.js: the audit as administrators read it: how the chain stands, a form to find by, entries, newest first.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { ApiError } from '../api.js';
import { formatInstant } from '../format.js';
import { glyph } from '../ui/signs.js';
import { addressOf, isOnMap, KINDS, queryOf, subjectOf, wordsOf } from './model.js';

/**
 * @typedef {import('./api.js').AuditEntry} AuditEntry
 * @typedef {import('./api.js').AuditChain} AuditChain
 * @typedef {import('../ui/screens.js').ScreenDeps} ScreenDeps
 *
 * @typedef {object} Found
 * @property {AuditEntry[]} entries
 * @property {string | null} next
 * @property {AuditChain | null} chain
 * @property {'loading' | 'failed' | 'done'} state
 */

/** @type {import('../ui/screens.js').Screen} */
export const auditScreen = {
  path: 'audit',
  title: 'audit.title',
  sign: 'list',
  roles: ['admin'],
  mount(host, deps) {
    let asked = new AbortController();
    /** @type {Found} */
    const found = { entries: [], next: null, chain: null, state: 'loading' };

    const draw = () => render(view(found, deps, { search, more, retry }), host);

    /** @param {string} url @param {boolean} further */
    async function load(url, further) {
      asked.abort();
      asked = new AbortController();
      const { signal } = asked;
      found.state = 'loading';
      draw();
      try {
        const [page, chain] = await Promise.all([
          deps.api.audit(url, { signal }),
          deps.api.auditChain({ signal }),
        ]);
        found.entries = further ? [...found.entries, ...page.entries] : page.entries;
        found.next = page.next;
        found.chain = chain;
        found.state = 'done';
        deps.ui.announce(deps.i18n.t('audit.count', { count: found.entries.length }));
      } catch (failure) {
        if (failure instanceof DOMException && failure.name === 'AbortError') {
          return;
        }
        if (!(failure instanceof ApiError)) {
          throw failure;
        }
        found.state = 'failed';
      }
      draw();
    }

    const retry = () => load(addressOf(deps.query()), false);

    /** @param {SubmitEvent} event */
    function search(event) {
      event.preventDefault();
      deps.setQuery(queryOf(new FormData(/** @type {HTMLFormElement} */ (event.currentTarget))));
      retry();
    }

    function more() {
      if (found.next) {
        load(found.next, true);
      }
    }

    retry();
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
 * @param {Found} found
 * @param {ScreenDeps} deps
 * @param {{search: (event: SubmitEvent) => void, more: () => void, retry: () => void}} does
 */
function view(found, deps, { search, more, retry }) {
  const { t } = deps.i18n;
  return html`<div class="audit">
    ${found.chain ? chainView(found.chain, deps) : nothing} ${formView(deps, search)}
    ${
      found.state === 'failed'
        ? html`<div class="audit-none" role="alert">
            <p>${glyph('warn')} ${t('audit.failed')}</p>
            <button type="button" class="button" @click=${retry}>${t('audit.retry')}</button>
          </div>`
        : nothing
    }
    ${found.state === 'done' && found.entries.length === 0 ? html`<p class="audit-none">${t('audit.empty')}</p>` : nothing}
    <ol class="audit-list" aria-label=${t('audit.entries')} reversed>
      ${found.entries.map((entry) => html`<li>${entryView(entry, deps)}</li>`)}
    </ol>
    ${found.state === 'loading' ? html`<p class="audit-none" role="status"><span class="spinner"></span> ${t('audit.loading')}</p>` : nothing}
    ${found.next && found.state === 'done' ? html`<button type="button" class="button" @click=${more}>${t('audit.more')}</button>` : nothing}
  </div>`;
}

/**
 * @param {AuditChain} chain
 * @param {ScreenDeps} deps
 */
function chainView({ head, pending, checked }, { i18n }) {
  const { t, lang } = i18n;
  const broken = checked?.broken;
  return html`<section class="audit-chain ${broken ? 'is-broken' : ''}" aria-label=${t('audit.chain')}>
    <p>
      ${glyph(broken ? 'warn' : 'tick')}
      ${t('audit.chained', { count: head.position })}${pending > 0 ? html` · ${t('audit.pending', { count: pending })}` : nothing}
    </p>
    ${
      broken
        ? html`<p role="alert">
            <strong>${t('audit.broken', { position: broken.position, number: broken.number })}</strong> ${broken.what} –
            ${broken.reason}
          </p>`
        : html`<p class="audit-quiet">
            ${checked ? t('audit.checked', { at: formatInstant(checked.at, lang()) }) : t('audit.unchecked')}
          </p>`
    }
    <p class="audit-hash"><span>${t('audit.head')}</span> <code>${head.hash}</code></p>
  </section>`;
}

/**
 * @param {ScreenDeps} deps
 * @param {(event: SubmitEvent) => void} search
 */
function formView({ i18n, query, store }, search) {
  const { t } = i18n;
  const said = query();
  const layers = store.get().catalogue?.layers ?? [];
  const text = (/** @type {string} */ name, /** @type {string} */ label, /** @type {string} */ type) =>
    html`<p class="field">
      <label for="audit-${name}">${label}</label>
      <input id="audit-${name}" name=${name} type=${type} .value=${said[name] ?? ''} autocomplete="off" />
    </p>`;
  return html`<form class="audit-form" @submit=${search} aria-label=${t('audit.find')}>
    <p class="field">
      <label for="audit-kind">${t('audit.what')}</label>
      <select id="audit-kind" name="kind">
        <option value="">${t('audit.anything')}</option>
        ${KINDS.map((kind) => html`<option value=${kind} ?selected=${said.kind === kind}>${wordsOf('kind', kind, i18n)}</option>`)}
      </select>
    </p>
    ${text('account', t('audit.who'), 'text')}
    <p class="field">
      <label for="audit-layer">${t('audit.layer')}</label>
      <select id="audit-layer" name="layer">
        <option value="">${t('audit.anything')}</option>
        ${layers.map(({ id, title }) => html`<option value=${id} ?selected=${said.layer === id}>${i18n.label(title)}</option>`)}
      </select>
    </p>
    ${text('id', t('audit.subject'), 'text')} ${text('from', t('audit.from'), 'date')} ${text('to', t('audit.to'), 'date')}
    <button type="submit" class="button button-primary">${t('audit.find')}</button>
  </form>`;
}

/**
 * @param {AuditEntry} entry
 * @param {ScreenDeps} deps
 */
function entryView(entry, deps) {
  const { i18n, actions } = deps;
  const { t, lang } = i18n;
  const { layer, id } = entry;
  return html`<details class="audit-entry">
    <summary>
      <span class="audit-what">
        ${wordsOf('kind', entry.kind, i18n)} · ${wordsOf('operation', entry.operation, i18n)}
        <span class="audit-subject">${subjectOf(entry)}</span>
      </span>
      <span class="audit-who">${entry.account}</span>
      <time datetime=${entry.at}>${formatInstant(entry.at, lang())}</time>
    </summary>
    <dl>
      ${fact(t('audit.number'), entry.number)} ${fact(t('audit.at'), entry.at)} ${fact(t('audit.address'), entry.address)}
      ${fact(t('audit.version'), entry.version)} ${fact(t('audit.change'), entry.change)}
      ${fact(t('audit.detail'), entry.detail)} ${fact(t('audit.digest'), entry.digest)}
      ${fact(t('audit.position'), entry.position ?? t('audit.notYet'))} ${fact(t('audit.hash'), entry.hash)}
    </dl>
    ${
      isOnMap(entry) && layer && id
        ? html`<button type="button" class="button-link" @click=${() => actions.select({ layer, id }, { fly: true })}>
            ${t('audit.onMap')}
          </button>`
        : nothing
    }
  </details>`;
}

/**
 * @param {string} name
 * @param {string | number | null} value
 */
function fact(name, value) {
  return value === null ? nothing : html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}
