// lineage/reshape.js: the dialogs that split an object or merge it with neighbours, each with a preview of what comes of it.
import { html, nothing, render } from '/webjars/lit-html/lit-html.js';
import { ApiError } from '../api.js';
import { formatArea } from '../format.js';
import { areasOf, cornersOf, countsOf, drawnOf, mergeOf, positionsOf, splitOf, typedOf } from './model.js';
import { sketchView } from './sketch.js';

/**
 * @typedef {import('../types.js').Deps} Deps
 * @typedef {import('../types.js').Dossier} Dossier
 * @typedef {import('./types.js').OperationReport} OperationReport
 */

/** About 10 m round an object, in degrees: what may touch it. */
const BESIDE = 0.0001;

/**
 * A dialog whose form is previewed before it is carried out.
 *
 * @param {Deps} deps
 * @param {string} title
 * @param {(report: OperationReport | null) => import('/webjars/lit-html/lit-html.js').TemplateResult} fields with what would
 *   come of it, once that is known
 * @param {(typed: FormData) => object | string} read the operation, or what is wrong with what was typed
 * @param {() => void} reload
 * @returns {{draw: () => void, forget: () => void}} draws the fields again; forgets what would have come of it, too
 */
function openForm(deps, title, fields, read, reload) {
  const { t } = deps.i18n;
  const form = { draw: () => {}, forget: () => {} };
  deps.ui.dialog.open({
    title,
    mount(body, close) {
      let problem = '';
      /** @type {{asked: object, report: OperationReport} | null} */
      let preview = null;

      /** @param {() => Promise<void>} work */
      async function attempt(work) {
        problem = '';
        try {
          await work();
        } catch (failure) {
          if (!(failure instanceof ApiError)) {
            throw failure;
          }
          preview = null;
          problem = failure.message;
        }
        if (body.isConnected) {
          form.draw();
        }
      }

      /** @param {SubmitEvent} event */
      function submit(event) {
        event.preventDefault();
        const asked = read(new FormData(/** @type {HTMLFormElement} */ (event.target)));
        if (typeof asked === 'string') {
          preview = null;
          problem = asked;
          form.draw();
          return;
        }
        void attempt(async () => {
          preview = { asked, report: await deps.api.operation({ ...asked, dryRun: true }) };
        });
      }

      function carryOut() {
        const asked = preview?.asked ?? {};
        void attempt(async () => {
          const report = await deps.api.operation(asked);
          close();
          deps.ui.toasts.show({ text: t('lineage.done'), kind: 'done' });
          const [child] = report.children;
          if (child) {
            deps.actions.select({ layer: child.layer, id: child.id }, { fly: true });
          } else {
            reload();
          }
        });
      }

      form.forget = () => {
        preview = null;
        form.draw();
      };
      form.draw = () => {
        render(
          html`<form class="lineage-form" novalidate @submit=${submit} @input=${form.forget}>
            <div class="callout callout-error" role="alert" ?hidden=${!problem}><p>${problem}</p></div>
            ${fields(preview?.report ?? null)}
            <div class="field">
              <label for="lineage-reason">${t('lineage.reason')}</label>
              <input id="lineage-reason" name="reason" maxlength="2000" />
            </div>
            <div role="status">${preview ? previewView(preview.report, deps) : nothing}</div>
            <div class="dialog-foot">
              <button type="submit" class="button">${t('lineage.preview')}</button>
              <button type="button" class="button button-primary" data-act="carry-out" ?disabled=${!preview} @click=${carryOut}>
                ${t('lineage.carryOut')}
              </button>
            </div>
          </form>`,
          body,
        );
      };
      form.draw();
    },
  });
  return form;
}

/**
 * @param {OperationReport} report
 * @param {Deps} deps
 */
function previewView(report, { i18n, store }) {
  const { t, label } = i18n;
  const { lang } = store.get();
  const area = (/** @type {number | null | undefined} */ number) =>
    number == null ? '–' : formatArea(number, lang);
  return html`<table class="lineage-preview">
      <caption>
        ${t('lineage.becomes')}
      </caption>
      <thead>
        <tr>
          <th scope="col">${t('lineage.name')}</th>
          <th scope="col">${t('lineage.stated')}</th>
          <th scope="col">${t('lineage.computed')}</th>
        </tr>
      </thead>
      <tbody>
        ${[
          ...report.parents.map((parent) => ({ ...parent, sign: '−', part: '' })),
          ...report.children.map((child, at) => ({ ...child, sign: '+', part: `sketch-part-${at % 2}` })),
        ].map(
          (member) =>
            html`<tr>
              <th scope="row">
                ${member.sign} <i class="sketch-sign ${member.part}" ?hidden=${!member.part}></i>
                ${label(member.name)} <span class="lineage-quiet">${member.id}</span>
              </th>
              <td>${area(member.areaStatedM2)}</td>
              <td>${area(member.areaComputedM2)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p>${t('lineage.counts', countsOf(report))}</p>`;
}

/**
 * @param {Deps} deps
 * @param {Dossier} dossier
 * @param {() => void} reload
 */
export function openSplit(deps, dossier, reload) {
  const { t } = deps.i18n;
  const layer = deps.store.get().catalogue?.layers.find(({ id }) => id === dossier.layer);
  const shape = dossier.feature.geometry;
  const corners = cornersOf(shape);
  let text = '';
  /** @type {import('./model.js').Position | null} */
  let next = null;

  /** @param {string} typed */
  function write(typed) {
    text = typed;
    form.forget();
  }

  /** @param {Event} event */
  function take(event) {
    const chosen = new FormData(/** @type {HTMLSelectElement} */ (event.target).form ?? undefined);
    const [from, to] = ['from', 'to'].map((name) => corners[Number(chosen.get(name) || -1)]);
    if (from && to) {
      write(typedOf([from, to]));
    }
  }

  const pen = {
    put: (/** @type {import('./model.js').Position} */ position) =>
      write(typedOf([...drawnOf(text), position])),
    point(/** @type {import('./model.js').Position | null} */ position) {
      next = position;
      form.draw();
    },
  };

  const corner = (/** @type {string} */ name) =>
    html`<div class="field">
      <label for="split-${name}">${t(`lineage.split.${name}`)}</label>
      <select id="split-${name}" name=${name} @change=${take}>
        <option value="">–</option>
        ${corners.map((position, at) => html`<option value=${at}>${at + 1}: ${position.join(', ')}</option>`)}
      </select>
    </div>`;

  const form = openForm(
    deps,
    t('lineage.split.title'),
    (report) =>
      html`<p class="lineage-quiet">${t('lineage.split.how')}</p>
        ${sketchView({ shape, corners, line: drawnOf(text), next, parts: partsOf(report) }, pen, t('lineage.split.picture'))}
        <div class="lineage-pair">${corner('from')} ${corner('to')}</div>
        <div class="field">
          <label for="split-line">${t('lineage.split.line')}</label>
          <textarea
            id="split-line"
            name="line"
            rows="3"
            spellcheck="false"
            aria-describedby="split-line-how"
            .value=${text}
            @input=${(/** @type {Event} */ event) => write(/** @type {HTMLTextAreaElement} */ (event.target).value)}
          ></textarea>
          <p class="lineage-quiet" id="split-line-how">${t('lineage.split.lineHow')}</p>
          <button type="button" class="button" data-act="back" ?disabled=${text.trim() === ''} @click=${() => write(typedOf(drawnOf(text).slice(0, -1)))}>
            ${t('lineage.split.back')}
          </button>
        </div>
        <div class="field">
          <label for="split-areas">${t('lineage.split.areas')}</label>
          <input id="split-areas" name="areas" inputmode="decimal" aria-describedby="split-areas-how" />
          <p class="lineage-quiet" id="split-areas-how">${t('lineage.split.areasHow')}</p>
        </div>`,
    (typed) => {
      const line = positionsOf(text);
      const areas = areasOf(String(typed.get('areas') ?? ''));
      if (!line) {
        return t('lineage.split.noLine');
      }
      return areas
        ? splitOf(dossier, layer, { line, areas, reason: String(typed.get('reason') ?? '') })
        : t('lineage.split.noAreas');
    },
    reload,
  );
}

/**
 * Shapes of what follows.
 *
 * @param {OperationReport | null} report
 */
function partsOf(report) {
  return (report?.children ?? []).flatMap(({ geometry }) => (geometry ? [geometry] : []));
}

/**
 * @param {Deps} deps
 * @param {Dossier} dossier
 * @param {() => void} reload
 */
export function openMerge(deps, dossier, reload) {
  const { t } = deps.i18n;
  /** @type {{id: string, version: number, name: string}[] | null} */
  let beside = null;
  const form = openForm(
    deps,
    t('lineage.merge.title'),
    () =>
      html`<fieldset class="lineage-beside">
        <legend>${t('lineage.merge.with')}</legend>
        ${beside === null ? html`<p>${t('lineage.merge.looking')}</p>` : nothing}
        ${beside?.length === 0 ? html`<p>${t('lineage.merge.nothing')}</p>` : nothing}
        ${(beside ?? []).map(
          ({ id, name }) =>
            html`<label><input type="checkbox" name="other" value=${id} /> ${name} <span class="lineage-quiet">${id}</span></label>`,
        )}
      </fieldset>`,
    (typed) => {
      const chosen = new Set(typed.getAll('other').map(String));
      const others = (beside ?? [])
        .filter(({ id }) => chosen.has(id))
        .map(({ id, version }) => ({ id, version }));
      return others.length > 0
        ? mergeOf(dossier, others, String(typed.get('reason') ?? ''))
        : t('lineage.merge.noOther');
    },
    reload,
  );
  void neighbours(deps, dossier).then((found) => {
    beside = found;
    form.draw();
  });
}

/**
 * @param {Deps} deps
 * @param {Dossier} dossier
 */
async function neighbours({ api, store }, dossier) {
  const [west = 0, south = 0, east = 0, north = 0] = dossier.measures?.bbox ?? [];
  const bbox = [west - BESIDE, south - BESIDE, east + BESIDE, north + BESIDE];
  const nameField = store.get().catalogue?.layers.find(({ id }) => id === dossier.layer)?.nameField ?? 'name';
  const found = [];
  for await (const page of api.items(dossier.layer, { bbox })) {
    for (const { id, properties } of page) {
      if (id !== dossier.id) {
        found.push({ id, version: Number(properties.version), name: String(properties[nameField] ?? id) });
      }
    }
  }
  return found;
}
