// dossier/model.js: what the object panel shows, worked out from the server's answer. Pure: no DOM, no words of its own.

/**
 * @typedef {import('../i18n.js').I18n} I18n
 * @typedef {import('../types.js').Label} Label
 * @typedef {import('../types.js').Dossier} Dossier
 * @typedef {import('../types.js').Link} Link
 * @typedef {import('../types.js').Observation} Observation
 * @typedef {import('../types.js').LayerDef} LayerDef
 * @typedef {import('../types.js').Catalogue} Catalogue
 * @typedef {import('../types.js').Alias} Alias
 */

/**
 * Name in the reader's language, the other one below it, the code, and what another text calls it.
 *
 * @param {Dossier} dossier
 * @param {LayerDef | undefined} layer
 * @param {Catalogue | null} catalogue
 * @param {I18n} i18n
 */
export function headlineOf(dossier, layer, catalogue, i18n) {
  const values = dossier.feature.properties;
  const main = i18n.label(dossier.name);
  const other = i18n.lang() === 'en' ? dossier.name.zh : dossier.name.en;
  const inArticle = text(values.name_in_article);
  return {
    main,
    mainLang: i18n.labelLang(dossier.name),
    sub: other && other !== main ? other : '',
    subLang: i18n.lang() === 'en' ? 'zh-CN' : 'en',
    code: layer?.codeField ? text(values[layer.codeField]) : '',
    calledAlso: calledAlso(inArticle, dossier.name, catalogue?.aliases ?? []),
    remark: text(values.remark),
  };
}

/**
 * What the article calls the object when that is not its name: another name for it, or one that the article misprints.
 *
 * @param {string} inArticle
 * @param {Label} name
 * @param {readonly Alias[]} aliases
 * @returns {{text: string, misprint: Alias | null} | null}
 */
function calledAlso(inArticle, name, aliases) {
  if (!inArticle || inArticle === name.zh || inArticle === name.en) {
    return null;
  }
  const misprint = aliases.find(
    (known) =>
      known.misprint &&
      inArticle.includes(known.alias) &&
      name.zh.includes(known.meant) &&
      !name.zh.includes(known.alias),
  );
  return { text: inArticle, misprint: misprint ?? null };
}

/** @param {unknown} value */
function text(value) {
  return value === null || value === undefined ? '' : String(value);
}

/** Which group of the panel a linked layer belongs to; what is not named here is a place. */
const GROUP_OF_LAYER = Object.freeze(
  /** @type {Record<string, string>} */ ({
    enterprise: 'enterprises',
    zone: 'zones',
    village: 'zones',
    subdistrict: 'zones',
    project: 'projects',
    water_project: 'projects',
  }),
);
export const LINK_GROUPS = Object.freeze(['enterprises', 'zones', 'projects', 'places']);

/**
 * Links in the panel's four groups, always all four, each sorted by wording and then by name.
 *
 * @param {readonly Link[]} links
 * @param {I18n} i18n
 * @returns {readonly {id: string, links: readonly Link[]}[]}
 */
export function groupLinks(links, i18n) {
  const order = new Intl.Collator(i18n.lang(), { numeric: true });
  const key = (/** @type {Link} */ link) => `${i18n.label(link.title)}\u0000${i18n.label(link.target.name)}`;
  return LINK_GROUPS.map((id) => ({
    id,
    links: links
      .filter((link) => (GROUP_OF_LAYER[link.target.layer] ?? 'places') === id)
      .sort((a, b) => order.compare(key(a), key(b))),
  }));
}

/**
 * The links of one group under the server's wording, such as "包含" with three parcels below it.
 *
 * @param {readonly Link[]} links sorted by wording
 * @param {I18n} i18n
 * @returns {readonly {wording: string, links: readonly Link[]}[]}
 */
export function byWording(links, i18n) {
  /** @type {{wording: string, links: Link[]}[]} */
  const found = [];
  for (const link of links) {
    const wording = i18n.label(link.title);
    const last = found[found.length - 1];
    if (last?.wording === wording) {
      last.links.push(link);
    } else {
      found.push({ wording, links: [link] });
    }
  }
  return found;
}

/**
 * @typedef {object} Indicator
 * @property {string} id
 * @property {Label} title
 * @property {string} group such as `land` or `industry`; empty when the catalogue has none
 * @property {readonly Observation[]} values newest first
 * @property {boolean} differs more than one value was observed: none of them is preferred
 */

/**
 * Observations under their indicators, in the catalogue's order; unlike values of one indicator stay beside each other.
 *
 * @param {readonly Observation[]} observations
 * @param {Catalogue | null} catalogue
 * @returns {readonly Indicator[]}
 */
export function groupObservations(observations, catalogue) {
  /** @type {Map<string, Observation[]>} */
  const groups = new Map();
  for (const observation of observations) {
    groups.set(observation.indicator, [...(groups.get(observation.indicator) ?? []), observation]);
  }
  const known = Object.values(catalogue?.indicators ?? {});
  const kinds = [...new Set(known.map((indicator) => indicator.group ?? ''))];
  const groupOf = (/** @type {string} */ id) => catalogue?.indicators[id]?.group ?? '';
  const rank = (/** @type {string} */ id) => {
    const at = known.findIndex((indicator) => indicator.id === id);
    return at < 0 ? Number.MAX_SAFE_INTEGER : kinds.indexOf(groupOf(id)) * known.length + at;
  };
  return [...groups]
    .sort(([a], [b]) => rank(a) - rank(b))
    .map(([id, values]) => ({
      id,
      title: values[0]?.title ?? { zh: id, en: id },
      group: groupOf(id),
      values: values.sort((a, b) => (a.asOf < b.asOf ? 1 : a.asOf > b.asOf ? -1 : 0)),
      differs: new Set(values.map(sameness)).size > 1,
    }));
}

/** @param {Observation} observation */
function sameness({ value, text: words, unit, qualifier }) {
  return JSON.stringify([value, words, unit, qualifier]);
}

/**
 * Footnote numbers of the sources, in the order in which the panel cites them; sources that nothing cites come last.
 *
 * @param {Dossier} dossier
 * @param {readonly Indicator[]} indicators in the order shown
 * @param {readonly {links: readonly Link[]}[]} groups in the order shown
 * @returns {ReadonlyMap<string, number>}
 */
export function numberSources(dossier, indicators, groups) {
  const cited = [
    dossier.feature.properties.source,
    ...groups.flatMap((group) => group.links.map((link) => link.source)),
    ...indicators.flatMap((indicator) => indicator.values.map((value) => value.source)),
    ...Object.keys(dossier.sources),
  ];
  /** @type {Map<string, number>} */
  const numbers = new Map();
  for (const id of cited) {
    if (id && dossier.sources[id] && !numbers.has(id)) {
      numbers.set(id, numbers.size + 1);
    }
  }
  return numbers;
}

/**
 * Why the reader is offered no next step: the key of the words, or null when steps are offered.
 *
 * @param {Dossier['workflow']} workflow
 * @returns {'not-signed-in' | 'not-yours' | 'role' | 'end' | null}
 */
export function whyNoStep(workflow) {
  if (!workflow || workflow.transitions.length > 0) {
    return null;
  }
  if (workflow.reason === 'not-signed-in' || workflow.reason === 'not-yours' || workflow.reason === 'role') {
    return workflow.reason;
  }
  return 'end';
}

/**
 * Who takes the steps that the reader may not: each step forward from here, or else each other one, with its roles.
 *
 * @param {Dossier['workflow']} workflow
 * @param {Catalogue | null} catalogue
 * @returns {readonly {label: Label, roles: readonly string[]}[]}
 */
export function othersSteps(workflow, catalogue) {
  const known = catalogue?.workflows[workflow?.id ?? ''];
  const steps = (known?.transitions ?? []).filter((step) => step.from === workflow?.state);
  const forward = steps.filter((step) => step.direction === 'forward');
  return (forward.length > 0 ? forward : steps).map(({ to, title, roles }) => ({
    label: title ?? known?.states.find((state) => state.id === to)?.title ?? { zh: to, en: to },
    roles: roles ?? [],
  }));
}

/**
 * Whether a step leaves the state as it is, such as an update of progress: it is named, not drawn as a move.
 *
 * @param {Dossier['workflow']} workflow
 * @param {{to: string}} step
 */
export function staysHere(workflow, { to }) {
  return to === workflow?.state;
}

/**
 * What an entry of the history did when it left the state as it was: the title of that step, if it has one.
 *
 * @param {import('../types.js').HistoryEntry} entry
 * @param {import('../types.js').Workflow | undefined} workflow
 * @returns {Label | null} null for a move from one state to another
 */
export function stayedFor({ from, to }, workflow) {
  const step = workflow?.transitions?.find((known) => known.from === from && known.to === to);
  return from !== null && from === to ? (step?.title ?? null) : null;
}

/**
 * Next steps in the order of the buttons: forward first, then aside, then back.
 *
 * @param {Dossier['workflow']} workflow
 * @returns {readonly import('../types.js').Transition[]}
 */
export function orderedSteps(workflow) {
  const rank = { forward: 0, side: 1, backward: 2 };
  return [...(workflow?.transitions ?? [])].sort(
    (a, b) => (rank[a.direction] ?? 1) - (rank[b.direction] ?? 1),
  );
}
