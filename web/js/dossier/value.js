// dossier/value.js: turns stored values into words: numbers with units, areas in three units, dates of any precision. Pure.
import { formatArea, formatDate, formatInstant, formatList, formatNumber } from '../format.js';

/**
 * @typedef {import('../i18n.js').I18n} I18n
 * @typedef {import('../types.js').FieldDef} FieldDef
 * @typedef {import('../types.js').Catalogue} Catalogue
 */

/**
 * An area in the three units a planner reads, with their names.
 *
 * @param {number} squareMetres not negative
 * @param {I18n} i18n
 * @returns {{mu: string, ha: string, m2: string}}
 */
export function areaText(squareMetres, i18n) {
  const { mu, ha, m2 } = formatArea(squareMetres, i18n.lang());
  return {
    mu: i18n.t('panel.area.mu', { value: mu }),
    ha: i18n.t('panel.area.ha', { value: ha }),
    m2: i18n.t('panel.area.m2', { value: m2 }),
  };
}

/**
 * A value with its unit, such as `4,000 万元`; areas in mu and square metres; an unknown unit as it is written.
 *
 * @param {number} value
 * @param {string | null | undefined} unit
 * @param {I18n} i18n
 * @returns {string}
 */
export function quantityText(value, unit, i18n) {
  if (unit === 'm2') {
    const { mu, m2 } = areaText(value, i18n);
    return i18n.t('panel.area.pair', { mu, m2 });
  }
  const number = formatNumber(value, i18n.lang(), 4);
  if (!unit) {
    return number;
  }
  if (unit === 'wan_yuan' && i18n.lang() === 'en') {
    const yuan = new Intl.NumberFormat('en', {
      notation: 'compact',
      compactDisplay: 'long',
      maximumFractionDigits: 2,
    });
    return i18n.t('observation.unit.yuan', { value: yuan.format(value * 10000) });
  }
  if (unit === 'wan_yuan' && Math.abs(value) >= 10000) {
    return i18n.t('observation.unit.yi_yuan', { value: formatNumber(value / 10000, i18n.lang(), 4) });
  }
  const key = `observation.unit.${unit === '%' ? 'percent' : unit}`;
  const words = i18n.t(key, { value: number, count: value });
  return words === key ? `${number} ${unit}` : words;
}

/**
 * The day of an instant. Midnight UTC was entered as a day and stays that day wherever it is read.
 *
 * @param {string | null | undefined} instant ISO 8601
 * @param {I18n} i18n
 * @returns {string}
 */
export function dayText(instant, i18n) {
  if (!instant) {
    return '';
  }
  const midnight = /^(\d{4}-\d{2}-\d{2})T00:00(?::00(?:\.0+)?)?(?:Z|\+00:00)$/.exec(instant);
  return formatDate(midnight ? midnight[1] : instant, i18n.lang());
}

/**
 * The calendar day at the reader's place, `YYYY-MM-DD`.
 *
 * @param {Date} at
 * @returns {string}
 */
export function localDay(at) {
  const two = (/** @type {number} */ n) => String(n).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/**
 * One field's value in words; the empty string when there is none.
 *
 * @param {unknown} value
 * @param {FieldDef | undefined} field undefined: a value of unknown kind is written as it is
 * @param {Catalogue | null} catalogue
 * @param {I18n} i18n
 * @returns {string}
 */
export function fieldText(value, field, catalogue, i18n) {
  if (value === null || value === undefined || value === '') {
    return '';
  }
  if (typeof value === 'boolean') {
    return i18n.t(value ? 'panel.yes' : 'panel.no');
  }
  if (typeof value === 'number') {
    return quantityText(value, field?.unit, i18n);
  }
  if (Array.isArray(value)) {
    return formatList(value.map(String), i18n.lang());
  }
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  if (field?.type === 'code' || field?.codeList) {
    return codeText(text, field.codeList, catalogue, i18n);
  }
  if (field?.name === 'source') {
    return i18n.label(catalogue?.sources[text]?.title) || text;
  }
  if (field?.type === 'timestamp') {
    return formatInstant(text, i18n.lang());
  }
  return field?.type === 'date' || field?.type === 'partial_date' || !field
    ? formatDate(text, i18n.lang())
    : text;
}

/**
 * A code with its words, such as `1001 工业用地`; codes that are words themselves (`derived_text`) are left out.
 *
 * @param {string} code
 * @param {string | null | undefined} list
 * @param {Catalogue | null} catalogue
 * @param {I18n} i18n
 * @returns {string}
 */
export function codeText(code, list, catalogue, i18n) {
  const found = catalogue?.codeLists[list ?? '']?.codes.find((entry) => entry.code === code);
  const words = i18n.label(found?.title);
  if (!words) {
    return code;
  }
  return /^[A-Z]?\d/.test(code) ? `${code} ${words}` : words;
}

/**
 * Language of a free text, for `lang` attributes: data comes in Chinese only where nobody has translated it.
 *
 * @param {string} text
 * @returns {'zh-CN' | undefined} undefined: the page's own
 */
export function langOf(text) {
  return /\p{Script=Han}/u.test(text) ? 'zh-CN' : undefined;
}
