// i18n.js: words by key in the chosen language; labels that come from the server in both.

/**
 * @typedef {'zh-CN' | 'en'} Lang
 * @typedef {{[key: string]: string | Messages}} Messages
 * @typedef {object} I18n
 * @property {() => Lang} lang
 * @property {(lang: Lang) => void} setLang
 * @property {(key: string, vars?: Record<string, string | number>) => string} t
 *   the words of a dotted key, `{name}` replaced by `vars.name`; a plural takes the form `key.one` or `key.other` by `vars.count`
 * @property {(label: {zh?: string | null, en?: string | null} | null | undefined) => string} label
 *   a server label in the chosen language, or in the other one when that is missing
 * @property {(label: {zh?: string | null, en?: string | null} | null | undefined) => string} labelLang
 *   the language tag of what `label` returns, for `lang` attributes
 */

/**
 * @param {Record<Lang, Messages>} messages
 * @param {Lang} initial
 * @returns {I18n}
 */
export function createI18n(messages, initial) {
  let lang = initial;
  const plural = { 'zh-CN': new Intl.PluralRules('zh-CN'), en: new Intl.PluralRules('en') };
  return {
    lang: () => lang,
    setLang(next) {
      lang = next;
    },
    t(key, vars = {}) {
      let found = find(messages[lang], key);
      if (typeof found === 'object') {
        found = found[plural[lang].select(Number(vars.count))] ?? found.other;
      }
      if (typeof found !== 'string') {
        return key;
      }
      return found.replace(/\{(\w+)\}/g, (whole, name) => (name in vars ? String(vars[name]) : whole));
    },
    label(label) {
      return (lang === 'en' ? label?.en || label?.zh : label?.zh || label?.en) ?? '';
    },
    labelLang(label) {
      const wanted = lang === 'en' ? label?.en : label?.zh;
      const other = lang === 'en' ? 'zh-CN' : 'en';
      return wanted ? lang : other;
    },
  };
}

/**
 * @param {Messages} messages
 * @param {string} key
 * @returns {string | Messages | undefined}
 */
function find(messages, key) {
  /** @type {string | Messages | undefined} */
  let here = messages;
  for (const part of key.split('.')) {
    here = typeof here === 'object' ? here[part] : undefined;
  }
  return here;
}

/**
 * Language to start with: the one the visitor chose before, else the browser's, else Chinese.
 *
 * @param {string | null} chosen
 * @param {readonly string[]} browser
 * @returns {Lang}
 */
export function startLang(chosen, browser) {
  if (chosen === 'zh-CN' || chosen === 'en') {
    return chosen;
  }
  return browser[0] !== undefined && !browser[0].toLowerCase().startsWith('zh') ? 'en' : 'zh-CN';
}
