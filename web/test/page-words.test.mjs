// page-words.test.mjs: both languages have the same keys, and every key that the code asks for is there.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createI18n, startLang } from '../js/i18n.js';

const root = new URL('..', import.meta.url);
const read = (path) => readFileSync(new URL(path, root), 'utf8');
const zh = JSON.parse(read('i18n/zh-CN.json'));
const en = JSON.parse(read('i18n/en.json'));

const FORMS = new Set(['zero', 'one', 'two', 'few', 'many', 'other']);

/** Whether this is a text, or the plural forms of one. */
function isText(value) {
  return typeof value === 'string' || Object.keys(value).every((key) => FORMS.has(key));
}

/** Keys of all words; forms of a plural count as one. */
function keysOf(messages, path = '') {
  return Object.entries(messages).flatMap(([key, value]) => {
    const here = path ? `${path}.${key}` : key;
    return isText(value) ? [here] : keysOf(value, here);
  });
}

/** Names in braces of a text or of all forms of a plural. */
function holesOf(messages, key) {
  const found = key.split('.').reduce((here, part) => here[part], messages);
  const texts = typeof found === 'string' ? [found] : Object.values(found);
  return [...new Set(texts.flatMap((text) => text.match(/\{\w+\}/g) ?? []))].sort();
}

describe('words', () => {
  it('have the same keys in Chinese and English', () => {
    assert.deepEqual(keysOf(zh).sort(), keysOf(en).sort());
  });

  it('have the same places for values in both', () => {
    for (const key of keysOf(zh)) {
      assert.deepEqual(holesOf(zh, key), holesOf(en, key), key);
    }
  });

  it('are there for every key that the code or the page names in full', () => {
    const files = readdirSync(new URL('js/', root), { recursive: true }).filter((name) =>
      name.endsWith('.js'),
    );
    const known = new Set(keysOf(zh));
    const asked = new Set();
    for (const name of files) {
      for (const [, key] of read(`js/${name}`).matchAll(/\bt\('([a-z]\w*(?:\.\w+)+)'/g)) {
        asked.add(key);
      }
    }
    for (const [, key] of read('index.html').matchAll(/data-i18n(?:-label)?="([^"]+)"/g)) {
      asked.add(key);
    }

    assert.ok(asked.size > 40, `only ${asked.size} keys found in the code`);
    assert.deepEqual(
      [...asked].filter((key) => !known.has(key)),
      [],
    );
  });

  it('take the form that the number asks for', () => {
    const i18n = createI18n({ 'zh-CN': zh, en }, 'en');

    assert.equal(i18n.t('search.found', { count: 1 }), '1 result');
    assert.equal(i18n.t('search.found', { count: 3 }), '3 results');
  });

  it('show the key itself when there are no words, so that it is noticed', () => {
    assert.equal(createI18n({ 'zh-CN': zh, en }, 'en').t('no.such.key'), 'no.such.key');
  });

  it('fall back to the other language of a label from the server', () => {
    const i18n = createI18n({ 'zh-CN': zh, en }, 'en');

    assert.equal(i18n.label({ zh: '山前村', en: '' }), '山前村');
    assert.equal(i18n.labelLang({ zh: '山前村', en: '' }), 'zh-CN');
    assert.equal(i18n.label(null), '');
  });

  for (const [chosen, browser, lang] of [
    ['en', ['zh-CN'], 'en'],
    [null, ['zh-TW', 'en'], 'zh-CN'],
    [null, ['de-DE'], 'en'],
    [null, [], 'zh-CN'],
    ['fr', ['zh-CN'], 'zh-CN'],
  ]) {
    it(`starts in ${lang} when ${chosen} was chosen and the browser reads ${browser.join(', ') || 'nothing'}`, () => {
      assert.equal(startLang(chosen, browser), lang);
    });
  }
});
