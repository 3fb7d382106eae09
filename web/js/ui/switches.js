// ui/switches.js: language and colours, in the header or, on a phone, below the layer list.
import { html } from '/webjars/lit-html/lit-html.js';
import { glyph } from './signs.js';

/**
 * @param {Pick<import('../types.js').Deps, 'store' | 'i18n'> & {setLang: (lang: import('../i18n.js').Lang) => void, setDark: (dark: boolean) => void}} deps
 */
export function switches({ store, i18n, setLang, setDark }) {
  const { lang, dark } = store.get();
  const other = lang === 'en' ? 'zh-CN' : 'en';
  const colour = i18n.t(dark ? 'app.light' : 'app.dark');
  return html`<button type="button" class="button-icon" aria-label=${colour} title=${colour} @click=${() => setDark(!dark)}>
      ${glyph(dark ? 'sun' : 'moon')}
    </button>
    <button type="button" class="button-quiet" lang=${other} data-lang=${other} @click=${() => setLang(other)}>
      ${i18n.t('app.otherLanguage')}
    </button>`;
}
