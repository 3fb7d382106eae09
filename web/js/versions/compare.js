// versions/compare.js: two versions of a feature side by side, and the earlier one made the newest again.
import { html, nothing } from '/webjars/lit-html/lit-html.js';
import { ApiError } from '../api.js';
import { plainFieldView } from '../edit/field-view.js';
import { requestKey } from '../edit/form.js';
import { refusedView } from '../edit/refused-view.js';
import { openSide } from '../ui/side.js';
import { glyph } from '../ui/signs.js';
import { refusalOf } from '../workflow/problems.js';
import { shapeView, tableView } from './compare-view.js';

/**
 * @typedef {import('../types.js').Deps} Deps
 * @typedef {import('../types.js').Dossier} Dossier
 * @typedef {import('../types.js').Feature} Feature
 */

/**
 * Opens a version beside another; from there the earlier one can be restored by who may.
 *
 * @param {Deps} deps
 * @param {Dossier} dossier the newest
 * @param {{from: number, to: number, versions: readonly number[], mayRestore: boolean}} how
 * @param {(dossier: Dossier) => void} written
 */
export function openComparison(deps, dossier, { from, to, versions, mayRestore }, written) {
  const { api, store, i18n, ui, actions } = deps;
  const { t } = i18n;
  const { catalogue } = store.get();
  const layer = catalogue?.layers.find((candidate) => candidate.id === dossier.layer);
  const state = {
    from,
    to,
    /** @type {{comparison: import('./api.js').Comparison, one: Feature, other: Feature} | null} */
    found: null,
    /** @type {import('../workflow/problems.js').Refusal | null} */
    refusal: null,
    restoring: false,
    sending: false,
    note: '',
    /** @type {string | undefined} */
    noteProblem: undefined,
    key: requestKey(),
  };

  /** @param {Partial<typeof state>} patch */
  function show(patch) {
    Object.assign(state, patch);
    side.draw();
  }

  /** @param {ApiError} failure */
  const refused = (failure) => refusalOf(failure, ['note'], i18n);

  async function load() {
    const asked = [state.from, state.to];
    try {
      const [comparison, one, other] = await Promise.all([
        api.compare(dossier.layer, dossier.id, state.from, state.to),
        api.version(dossier.layer, dossier.id, state.from),
        api.version(dossier.layer, dossier.id, state.to),
      ]);
      if (asked[0] === state.from && asked[1] === state.to) {
        show({ found: { comparison, one, other }, refusal: null });
        ui.announce(t('version.compare.found', { count: comparison.changes.length }));
      }
    } catch (failure) {
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      show({ refusal: refused(failure) });
    }
  }

  async function restore() {
    if (state.note.trim() === '') {
      show({ noteProblem: t('workflow.problem.required') });
      side.focus('#edit-note');
      return;
    }
    show({ sending: true, refusal: null });
    try {
      const how = { seen: dossier.version, note: state.note.trim(), key: state.key };
      const now = await api.restore(dossier.layer, dossier.id, state.from, how);
      actions.changed(dossier, now.feature.properties);
      state.note = '';
      written(now);
      side.close();
      ui.toasts.show({ text: t('version.restore.done', { version: state.from }), kind: 'done' });
    } catch (failure) {
      if (!(failure instanceof ApiError)) {
        throw failure;
      }
      const key = failure.status === 0 ? state.key : requestKey();
      show({ sending: false, refusal: refused(failure), key });
      side.focus('.refusal');
    } finally {
      state.sending = false;
    }
  }

  /**
   * @param {'from' | 'to'} which
   */
  function pickView(which) {
    return html`<label class="version-pick"
      ><span>${t(`version.compare.${which}`)}</span
      ><select
        id="version-${which}"
        @change=${(/** @type {Event} */ event) => {
          show({
            [which]: Number(/** @type {HTMLSelectElement} */ (event.target).value),
            found: null,
            restoring: false,
          });
          void load();
        }}
      >
        ${versions.map((version) => html`<option value=${version} ?selected=${version === state[which]}>${t('history.version', { version })}</option>`)}
      </select></label
    >`;
  }

  /** @param {NonNullable<typeof state.found>} found */
  const foundView = ({ comparison, one, other }) =>
    html`${tableView(comparison, layer, deps)} ${shapeView({ shape: comparison.shape, one, other }, i18n)}`;

  function body() {
    return html`${state.refusal ? refusedView(state.refusal) : nothing}
      <div class="version-picks">${pickView('from')}${glyph('arrow')}${pickView('to')}</div>
      ${state.found ? foundView(state.found) : html`<p role="status">${t('panel.loading')}</p>`}
      ${
        state.restoring
          ? html`<div class="callout callout-warn">
                ${glyph('undo')}<span>${t('version.restore.about', { version: state.from })}</span>
              </div>
              ${plainFieldView(
                { id: 'note', title: t('version.restore.reason'), type: 'lines', required: true },
                { typed: state.note, problem: state.noteProblem },
                (note) => show({ note, noteProblem: undefined, key: requestKey() }),
              )}`
          : nothing
      }`;
  }

  function foot() {
    if (!mayRestore || state.from === dossier.version) {
      return nothing;
    }
    return state.restoring
      ? html`<button type="submit" class="button button-primary" aria-disabled=${state.sending}>
          ${t(state.sending ? 'workflow.sendingShort' : 'version.restore.confirm')}
        </button>`
      : html`<button type="submit" class="button" data-restore>${glyph('undo')}${t('version.restore.title', { version: state.from })}</button>`;
  }

  function submit() {
    if (state.restoring) {
      void restore();
    } else if (mayRestore && state.from !== dossier.version) {
      show({ restoring: true });
      side.focus('#edit-note');
    }
  }

  const side = openSide(deps, {
    object: i18n.label(dossier.name),
    title: () => t('version.compare.title'),
    wide: true,
    body,
    foot,
    dirty: () => state.note !== '',
    busy: () => state.sending,
    submit,
  });
  void load();
}
