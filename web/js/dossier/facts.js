// dossier/facts.js: picks the key facts of a feature and orders them: area, land use, place, limits, bounds, the rest. Pure.
import { formatDate, formatDistance, formatNumber } from '../format.js';
import { areaText, fieldText } from './value.js';

/**
 * @typedef {import('../i18n.js').I18n} I18n
 * @typedef {import('../types.js').Dossier} Dossier
 * @typedef {import('../types.js').LayerDef} LayerDef
 * @typedef {import('../types.js').FieldDef} FieldDef
 * @typedef {import('../types.js').Catalogue} Catalogue
 * @typedef {import('../types.js').Ref} Ref
 *
 * @typedef {object} Area
 * @property {{mu: string, ha: string, m2: string} | null} stated
 * @property {{mu: string, ha: string, m2: string} | null} computed
 * @property {string | null} why key of the words that say why there is no computed area
 *
 * @typedef {object} Row
 * @property {string} field
 * @property {string} title
 * @property {string} text
 * @property {string | null} color of the code's swatch
 *
 * @typedef {object} Progress
 * @property {string} title
 * @property {number} done
 * @property {number} total
 * @property {string} text such as `143 / 145`
 * @property {string} percent
 *
 * @typedef {object} Side
 * @property {'north' | 'west' | 'east' | 'south'} side
 * @property {string} text
 * @property {Ref | null} target the linked feature of that name
 *
 * @typedef {object} Facts
 * @property {Area | null} area
 * @property {readonly Row[]} limits planning limits: FAR, coverage, green ratio, height
 * @property {readonly Progress[]} progress counts towards a total, such as households signed
 * @property {readonly Row[]} rows the layer's other fields that have a value
 * @property {readonly {title: string, text: string, target: Ref}[]} places what it lies in, by links
 * @property {readonly Side[]} bounds the four bounds; empty when none is known
 * @property {{accuracy: string, uncertainty: string, basis: string, sketch: boolean} | null} position
 */

const LIMIT =
  /^(far|floor_area_ratio|coverage|building_coverage|building_density|density|green|green_ratio|height|height_limit|building_height)(_(min|max|limit|ratio|pct|percent|m|planned|stated))*$/;
const BOUND = /^(?:bound(?:ary|s)?_)?(north|west|east|south)(?:_(?:bound|boundary|side))?$/;
const AREA = /^area(_|$)/;
/** Accuracies good enough to measure on. */
const MEASURED = new Set(['surveyed', 'digitised']);
/** Shown elsewhere in the panel, so not among the rows. */
const ELSEWHERE = new Set([
  'name',
  'name_en',
  'name_in_article',
  'geometry_accuracy',
  'horizontal_uncertainty_m',
  'position_basis',
  'source',
  'as_of',
  'remark',
]);
const PLACES = new Set(['village', 'subdistrict', 'block', 'park']);

/**
 * @param {Dossier} dossier
 * @param {LayerDef | undefined} layer
 * @param {Catalogue | null} catalogue
 * @param {I18n} i18n
 * @returns {Facts}
 */
export function factsOf(dossier, layer, catalogue, i18n) {
  const values = dossier.feature.properties;
  const fields = (layer?.fields ?? []).filter((field) => !hidden(field, layer) && has(values[field.name]));
  const progress = progressOf(fields, values, i18n);
  const counted = new Set(progress.flatMap((entry) => entry.fields));
  const rowOf = (/** @type {FieldDef} */ field) => row(field, values[field.name], catalogue, i18n);
  return {
    area: areaOf(dossier, layer, i18n),
    limits: fields.filter((field) => LIMIT.test(field.name)).map(rowOf),
    progress,
    rows: fields
      .filter((field) => !LIMIT.test(field.name) && !BOUND.test(field.name) && !isStatedArea(field, dossier))
      .filter((field) => !counted.has(field.name))
      .map(rowOf),
    places: placesOf(dossier, i18n),
    bounds: boundsOf(dossier, fields, i18n),
    position: positionOf(values, layer, catalogue, i18n),
  };
}

/**
 * All attributes, by the layer's order, then those the layer does not know.
 *
 * @param {Dossier} dossier
 * @param {LayerDef | undefined} layer
 * @returns {readonly {name: string, field: FieldDef | undefined, value: unknown}[]}
 */
export function rawAttributes(dossier, layer) {
  const values = dossier.feature.properties;
  const known = layer?.fields ?? [];
  const names = new Set(known.map((field) => field.name));
  return [
    ...known
      .filter((field) => field.name in values)
      .map((field) => ({ name: field.name, field, value: values[field.name] })),
    ...Object.keys(values)
      .filter((name) => !names.has(name))
      .map((name) => ({ name, field: undefined, value: values[name] })),
  ];
}

/**
 * @param {FieldDef} field
 * @param {LayerDef | undefined} layer
 */
function hidden(field, layer) {
  return (
    ELSEWHERE.has(field.name) ||
    field.name === layer?.nameField ||
    field.name === layer?.codeField ||
    field.name === layer?.statusField
  );
}

/** @param {unknown} value */
function has(value) {
  return (
    value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0)
  );
}

/**
 * The stated area has its own row in three units; other areas (building land, floor area) stay among the rows.
 *
 * @param {FieldDef} field
 * @param {Dossier} dossier
 */
function isStatedArea(field, dossier) {
  return (
    field.unit === 'm2' &&
    AREA.test(field.name) &&
    dossier.measures?.areaStatedM2 === dossier.feature.properties[field.name]
  );
}

/**
 * @param {FieldDef} field
 * @param {unknown} value
 * @param {Catalogue | null} catalogue
 * @param {I18n} i18n
 * @returns {Row}
 */
function row(field, value, catalogue, i18n) {
  const code = catalogue?.codeLists[field.codeList ?? '']?.codes.find((entry) => entry.code === value);
  return {
    field: field.name,
    title: i18n.label(field.title) || field.name,
    text: fieldText(value, field, catalogue, i18n),
    color: code?.color ?? null,
  };
}

/**
 * Pairs of fields `…_signed` and `…_total`: how far the signing has come.
 *
 * @param {readonly FieldDef[]} fields that have a value
 * @param {Record<string, unknown>} values
 * @param {I18n} i18n
 * @returns {readonly (Progress & {fields: readonly string[]})[]}
 */
function progressOf(fields, values, i18n) {
  return fields.flatMap((field) => {
    const stem = /^(\w+)_signed$/.exec(field.name)?.[1];
    const done = values[field.name];
    const total = values[`${stem}_total`];
    if (!stem || typeof done !== 'number' || typeof total !== 'number' || total <= 0 || done > total) {
      return [];
    }
    const percent = new Intl.NumberFormat(i18n.lang(), { style: 'percent', maximumFractionDigits: 1 });
    return [
      {
        title: i18n.label(field.title) || field.name,
        done,
        total,
        text: `${formatNumber(done, i18n.lang())} / ${formatNumber(total, i18n.lang())}`,
        percent: percent.format(done / total),
        fields: [field.name, `${stem}_total`],
      },
    ];
  });
}

/**
 * A point or a line has no area that could be missing.
 *
 * @param {Dossier} dossier
 * @param {LayerDef | undefined} layer
 * @param {I18n} i18n
 * @returns {Area | null}
 */
function areaOf(dossier, layer, i18n) {
  const measures = dossier.measures;
  if (!measures) {
    return null;
  }
  const shape = dossier.feature.geometry?.type ?? layer?.geometry ?? '';
  const known = measures.areaStatedM2 !== null || measures.areaComputedM2 !== null;
  if (!known && !(measures.areaNote && shape.includes('Polygon'))) {
    return null;
  }
  return {
    stated: measures.areaStatedM2 === null ? null : areaText(measures.areaStatedM2, i18n),
    computed: measures.areaComputedM2 === null ? null : areaText(measures.areaComputedM2, i18n),
    why: measures.areaComputedM2 === null && measures.areaNote ? 'panel.area.schematic' : null,
  };
}

/**
 * @param {Dossier} dossier
 * @param {I18n} i18n
 */
function placesOf(dossier, i18n) {
  return dossier.links
    .filter(
      (link) =>
        link.direction === 'out' &&
        PLACES.has(link.target.layer) &&
        ['part_of', 'located_in'].includes(link.type),
    )
    .map((link) => ({
      title: i18n.t(`panel.place.${link.target.layer}`),
      text: i18n.label(link.target.name),
      target: { layer: link.target.layer, id: link.target.id },
    }));
}

/**
 * Bounds from the layer's four fields; what they lack comes from links whose note says the side.
 *
 * @param {Dossier} dossier
 * @param {readonly FieldDef[]} fields
 * @param {I18n} i18n
 * @returns {readonly Side[]}
 */
function boundsOf(dossier, fields, i18n) {
  const values = dossier.feature.properties;
  const linked = dossier.links.filter((link) => link.type === 'bounded_by' && link.direction === 'out');
  /** @type {Side[]} */
  const found = [];
  for (const side of /** @type {const} */ (['north', 'west', 'east', 'south'])) {
    const field = fields.find((candidate) => BOUND.exec(candidate.name)?.[1] === side);
    const text = field ? String(values[field.name]) : null;
    const link =
      linked.find((candidate) =>
        text ? namesOf(candidate.target.name).includes(text) : sideOf(candidate.note) === side,
      ) ?? linked.find((candidate) => sideOf(candidate.note) === side);
    if (text || link) {
      const linkName = link ? i18n.label(link.target.name) : '';
      found.push({
        side,
        text: linkName || (text ?? ''),
        target: link ? { layer: link.target.layer, id: link.target.id } : null,
      });
    }
  }
  return found;
}

/** @param {import('../types.js').Label} name */
function namesOf(name) {
  return [name.zh, name.en].filter(Boolean);
}

/**
 * @param {import('../types.js').Label | null} note
 * @returns {'north' | 'west' | 'east' | 'south' | null}
 */
function sideOf(note) {
  const zh = note?.zh ?? '';
  const en = (note?.en ?? '').toLowerCase();
  const sides = /** @type {const} */ ([
    ['north', '北'],
    ['west', '西'],
    ['east', '东'],
    ['south', '南'],
  ]);
  // The English word decides first: a Chinese note may name a road with another side in it (环城南路).
  const byWord = sides.filter(([side]) => new RegExp(`\\b${side}`).test(en));
  const hits = byWord.length === 1 ? byWord : sides.filter(([, sign]) => zh.startsWith(sign));
  return hits.length === 1 ? (hits[0]?.[0] ?? null) : null;
}

/**
 * How far the drawn place may be trusted.
 *
 * @param {Record<string, unknown>} values
 * @param {LayerDef | undefined} layer
 * @param {Catalogue | null} catalogue
 * @param {I18n} i18n
 */
function positionOf(values, layer, catalogue, i18n) {
  if (!has(values.geometry_accuracy)) {
    return null;
  }
  const words = (/** @type {string} */ name) =>
    fieldText(
      values[name],
      layer?.fields.find((field) => field.name === name),
      catalogue,
      i18n,
    );
  const metres = values.horizontal_uncertainty_m;
  return {
    accuracy: words('geometry_accuracy'),
    uncertainty:
      typeof metres === 'number'
        ? i18n.t('panel.position.within', { distance: distanceText(metres, i18n) })
        : '',
    basis: words('position_basis'),
    sketch: !MEASURED.has(String(values.geometry_accuracy)),
  };
}

/**
 * @param {number} metres
 * @param {I18n} i18n
 */
function distanceText(metres, i18n) {
  const { value, unit } = formatDistance(metres, i18n.lang());
  return i18n.t(`panel.position.${unit}`, { value });
}

/**
 * Source and date of the feature's own facts.
 *
 * @param {Dossier} dossier
 * @param {I18n} i18n
 * @returns {{source: string | null, asOf: string}}
 */
export function provenanceOf(dossier, i18n) {
  const { source, as_of: asOf } = dossier.feature.properties;
  return {
    source: has(source) ? String(source) : null,
    asOf: has(asOf) ? formatDate(String(asOf), i18n.lang()) : '',
  };
}
