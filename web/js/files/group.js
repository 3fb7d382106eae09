// files/group.js: photos and documents about an object, as a group of its panel: look, open, add.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { ApiError } from '../api.js';
import { formatInstant } from '../format.js';
import { openSignIn } from '../session/sign-in.js';
import { isPast } from '../time/model.js';
import { glyph } from '../ui/signs.js';
import { isPhoto, refusedBefore, refusedBy, sizeText, TAKEN } from './model.js';

/**
 * @typedef {import('../types.js').Deps} Deps
 * @typedef {import('./api.js').FileInfo} FileInfo
 */

/** @type {import('../dossier/groups.js').Group} */
export const filesGroup = { id: 'files', title: 'files.title', mount };

/** Who may add files, beside the lead who looks after the object: the server knows that. */
const ADDING = ['lead', 'planner', 'admin'];

/**
 * @param {HTMLElement} host
 * @param {Deps} deps
 * @param {import('../types.js').Dossier} dossier
 * @param {import('../dossier/groups.js').GroupDoor} door
 * @returns {import('../dossier/groups.js').MountedGroup}
 */
function mount(host, deps, dossier, door) {
  const { api, store, i18n, ui } = deps;
  const { t } = i18n;
  const leaving = new AbortController();
  const { layer, id } = dossier;
  /** @type {{account: string | undefined, files: readonly FileInfo[] | null, trouble: boolean, consent: boolean, sending: {name: string, share: number} | null, problems: readonly string[]}} */
  let state = {
    account: undefined,
    files: null,
    trouble: false,
    consent: false,
    sending: null,
    problems: [],
  };

  /** @param {Partial<typeof state>} patch */
  function show(patch) {
    if (!leaving.signal.aborted) {
      state = { ...state, ...patch };
      draw();
    }
  }

  const account = () => store.get().session?.account ?? null;

  async function load() {
    const who = account()?.name;
    show({ account: who, files: null, trouble: false });
    if (!who) {
      door.count(null);
      return;
    }
    try {
      const files = await api.files(layer, id, { signal: leaving.signal });
      show({ files });
      door.count(files.length);
    } catch (failure) {
      if (leaving.signal.aborted) {
        return;
      }
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      show({ trouble: true });
    }
  }

  /** @param {readonly File[]} chosen */
  async function add(chosen) {
    /** @type {string[]} */
    const problems = [];
    show({ problems });
    for (const file of chosen) {
      const before = refusedBefore(file, i18n);
      if (before) {
        problems.push(before);
      } else {
        problems.push(...(await send(file)));
      }
      show({ sending: null, problems: [...problems] });
    }
    await load();
    host.querySelector('input')?.focus();
  }

  /**
   * @param {File} file
   * @returns {Promise<string[]>} what was wrong
   */
  async function send(file) {
    const { name } = file;
    show({ sending: { name, share: 0 } });
    try {
      await api.addFile(layer, id, file, {
        keepPlaceAndTime: state.consent,
        progress: (share) => show({ sending: { name, share } }),
      });
      ui.announce(t('files.added', { name }));
      return [];
    } catch (failure) {
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      return [refusedBy(failure, file, i18n)];
    }
  }

  /** @param {FileInfo} file */
  function fileView(file) {
    const { name, size, addedAt, addedBy, href, takenAt, longitude, latitude } = file;
    const facts = [sizeText(size, i18n.lang()), addedBy, formatInstant(addedAt, i18n.lang())];
    const place =
      longitude === null || latitude === null ? '' : `${latitude.toFixed(5)}° N ${longitude.toFixed(5)}° E`;
    return html`<li class="file-row">
      ${isPhoto(file) ? html`<img class="file-thumb" src=${href} alt="" loading="lazy" />` : html`<span class="file-thumb">${glyph('doc')}</span>`}
      <div>
        <a class="file-name" href=${href} target="_blank" rel="noopener">${name}<span class="visually-hidden"> ${t('files.opens')}</span></a>
        <p class="file-facts">${facts.join(' · ')}</p>
        ${takenAt || place ? html`<p class="file-facts">${t('files.taken', { when: takenAt ?? '', where: place })}</p>` : nothing}
      </div>
    </li>`;
  }

  function addView() {
    const { consent, sending, problems } = state;
    return html`<div class="file-add">
      <label class="file-consent-line"
        ><input type="checkbox" .checked=${consent} @change=${(/** @type {Event} */ event) => show({ consent: /** @type {HTMLInputElement} */ (event.target).checked })} /><span>${t('files.consent')}</span></label
      >
      <label class="field"
        ><span>${t('files.add')}</span
        ><input
          type="file"
          multiple
          accept=${TAKEN.join(',')}
          ?disabled=${sending !== null}
          @change=${(/** @type {Event} */ event) => {
            const input = /** @type {HTMLInputElement} */ (event.target);
            const chosen = [...(input.files ?? [])];
            input.value = '';
            void add(chosen);
          }}
      /></label>
      ${sending ? html`<progress max="1" .value=${sending.share} aria-label=${t('files.sending', { name: sending.name })}></progress>` : nothing}
      ${problems.length > 0 ? html`<div role="alert">${problems.map((words) => html`<p class="file-problem">${words}</p>`)}</div>` : nothing}
    </div>`;
  }

  function content() {
    const { files, trouble } = state;
    const who = account();
    if (!who) {
      return html`<p class="panel-empty">${t('files.signIn')}</p>
        <button type="button" class="button-quiet" @click=${() => openSignIn(deps)}>${glyph('person')}${t('session.signIn')}</button>`;
    }
    if (trouble) {
      return html`<p class="panel-empty" role="alert">${t('files.trouble')}</p>
        <button type="button" class="button-quiet" @click=${() => void load()}>${t('panel.retry')}</button>`;
    }
    const mayAdd = who.roles.some((role) => ADDING.includes(role)) && !isPast(store.get());
    return html`${files === null ? html`<p class="panel-empty" role="status">${t('panel.loading')}</p>` : nothing}
    ${files?.length === 0 ? html`<p class="panel-empty">${t('files.empty')}</p>` : nothing}
    ${files && files.length > 0 ? html`<ul class="files">${files.map(fileView)}</ul>` : nothing}
    ${mayAdd ? addView() : nothing}`;
  }

  const draw = () => render(content(), host);

  void load();
  return {
    update() {
      if (account()?.name === state.account) {
        draw();
      } else {
        void load();
      }
    },
    unmount() {
      leaving.abort();
      render(nothing, host);
    },
  };
}
