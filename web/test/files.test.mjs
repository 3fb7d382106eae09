// files.test.mjs: what a file is in words, and why one was refused, by its name.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError } from '../js/api.js';
import { isPhoto, refusedBefore, refusedBy, sizeText } from '../js/files/model.js';
import { wordsIn } from './fixture/words.js';

describe('a file', () => {
  it('has a size that people read', () => {
    assert.equal(sizeText(1_234, 'en'), '1.2 kB');
    assert.equal(sizeText(2_500_000, 'en'), '2.5 MB');
  });

  it('is a photo or not', () => {
    assert.equal(isPhoto({ type: 'image/png' }), true);
    assert.equal(isPhoto({ type: 'application/pdf' }), false);
  });

  it('is refused by its name before it is sent when that can be seen', () => {
    const i18n = wordsIn('en');

    assert.equal(refusedBefore({ name: 'a.jpg', size: 10, type: 'image/jpeg' }, i18n), null);
    assert.match(refusedBefore({ name: 'a.gif', size: 10, type: 'image/gif' }, i18n), /a\.gif/);
    assert.match(refusedBefore({ name: 'a.pdf', size: 21e6, type: 'application/pdf' }, i18n), /a\.pdf.*21/);
  });

  it('is refused by the server in its words', () => {
    const failure = new ApiError({
      type: '/problems/invalid-file',
      title: 't',
      detail: 'cut short',
      status: 422,
    });

    assert.match(refusedBy(failure, { name: 'a.jpg', size: 1 }, wordsIn('en')), /a\.jpg.*cut short/);
  });
});
