// lineage/group.js: what an object came from and what came of it, the way back, and for planners split and merge.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { ApiError } from '../api.js';
import { formatDate } from '../format.js';
import { operationsOf, undoable } from './model.js';
import { openMerge, openSplit } from './reshape.js';

/**
 * @typedef {import('../types.js').Deps} Deps
 * @typedef {import('../types.js').Dossier} Dossier
 * @typedef {import('./types.js').OperationSummary} OperationSummary
 */

/**
 * @param {Dossier} dossier
 * @param {Deps} deps
 */
function offered(dossier, { store }) {
  const { catalogue, session } = store.get();
  const layer = catalogue?.layers.find(({ id }) => id === dossier.layer);
  return operationsOf(layer, session?.account?.roles ?? []);
}

/** @type {import('../dossier/groups.js').Group} */
export const lineageGroup = {
  id: 'lineage',
  title: 'lineage.title',
  shown: (dossier, deps) => (dossier.lineage?.length ?? 0) > 0 || offered(dossier, deps).length > 0,
  mount(host, deps, first, door) {
    let dossier = first;

    function draw() {
      const { t } = deps.i18n;
      const operations = dossier.lineage ?? [];
      const may = offered(dossier, deps);
      const last = undoable(operations);
      door.count(operations.length || null);
      render(
        html`${operations.length === 0 ? html`<p class="lineage-quiet">${t('lineage.none')}</p>` : nothing}
          <ol class="lineage-list" ?hidden=${operations.length === 0}>
            ${operations.map((operation) => operationView(operation, dossier, deps))}
          </ol>
          <div class="lineage-actions" ?hidden=${may.length === 0}>
            ${
              may.includes('split')
                ? html`<button type="button" class="button lineage-desk" data-act="split" @click=${() => openSplit(deps, dossier, door.reload)}>
                    ${t('lineage.split.open')}
                  </button>`
                : nothing
            }
            ${
              may.includes('merge')
                ? html`<button type="button" class="button lineage-desk" data-act="merge" @click=${() => openMerge(deps, dossier, door.reload)}>
                    ${t('lineage.merge.open')}
                  </button>`
                : nothing
            }
            ${
              last
                ? html`<button type="button" class="button" data-act="undo" @click=${() => openUndo(deps, dossier, last, door.reload)}>
                    ${t('lineage.undo.open')}
                  </button>`
                : nothing
            }
            <p class="lineage-quiet lineage-phone">${t('lineage.onDesk')}</p>
          </div>`,
        host,
      );
    }

    draw();
    return {
      update(next) {
        dossier = next;
        draw();
      },
      unmount() {
        render(nothing, host);
      },
    };
  },
};

/**
 * @param {OperationSummary} operation
 * @param {Dossier} dossier
 * @param {Deps} deps
 */
function operationView(operation, dossier, { i18n, store, actions }) {
  const { t } = i18n;
  const side = (/** @type {readonly {id: string}[]} */ versions) =>
    versions.map(({ id }) =>
      id === dossier.id
        ? html`<strong>${id}</strong> `
        : html`<button type="button" class="link-inline" @click=${() => actions.select({ layer: dossier.layer, id }, { fly: true })}>
              ${id}</button
            > `,
    );
  return html`<li class=${operation.undoneBy ? 'is-undone' : ''}>
    <p>
      <strong>${t(`lineage.kind.${operation.kind}`)}</strong>
      <span class="lineage-quiet">${formatDate(operation.validFrom.slice(0, 10), store.get().lang)}</span>
      ${operation.undoneBy ? html`<span class="lineage-quiet">${t('lineage.undone')}</span>` : nothing}
    </p>
    <p>${side(operation.parents)} → ${side(operation.children)}</p>
    <p class="lineage-quiet">${operation.reason}</p>
  </li>`;
}

/**
 * Asks for a reason, then takes the operation back.
 *
 * @param {Deps} deps
 * @param {Dossier} dossier
 * @param {OperationSummary} operation
 * @param {() => void} reload
 */
function openUndo(deps, dossier, operation, reload) {
  const { t } = deps.i18n;
  deps.ui.dialog.open({
    title: t('lineage.undo.title'),
    mount(body, close) {
      let problem = '';
      /** @param {SubmitEvent} event */
      async function submit(event) {
        event.preventDefault();
        const typed = new FormData(/** @type {HTMLFormElement} */ (event.target));
        try {
          const undone = await deps.api.undoOperation(operation.id, String(typed.get('reason') ?? ''));
          close();
          deps.ui.toasts.show({ text: t('lineage.undo.done'), kind: 'done' });
          const again = undone.children[0];
          if (again && again.id !== dossier.id) {
            deps.actions.select({ layer: again.layer, id: again.id }, { fly: true });
          } else {
            reload();
          }
        } catch (failure) {
          if (!(failure instanceof ApiError)) {
            throw failure;
          }
          problem = failure.message;
          draw();
        }
      }
      function draw() {
        render(
          html`<form class="lineage-form" @submit=${submit}>
            <p>${t('lineage.undo.what', { kind: t(`lineage.kind.${operation.kind}`), id: operation.id })}</p>
            <div class="callout callout-error" role="alert" ?hidden=${!problem}><p>${problem}</p></div>
            <div class="field">
              <label for="undo-reason">${t('lineage.reason')}</label>
              <input id="undo-reason" name="reason" maxlength="2000" required autofocus />
            </div>
            <div class="dialog-foot">
              <button type="submit" class="button button-primary">${t('lineage.undo.confirm')}</button>
            </div>
          </form>`,
          body,
        );
      }
      draw();
    },
  });
}
