// access.test.mjs: words for browsers, the ends of tokens, and what went wrong with an account.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accountsOf } from '../js/access/accounts.js';
import { browserName, endOf, problemOf } from '../js/access/model.js';
import { ApiError } from '../js/api.js';

describe('a browser', () => {
  test('is called as people call it', () => {
    const edge =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0';
    assert.equal(browserName(edge), 'Edge · Windows');
    assert.equal(browserName('Mozilla/5.0 (Linux; Android 15) Firefox/140.0'), 'Firefox · Android');
    assert.equal(browserName('curl/8.5.0'), 'curl/8.5.0');
    assert.equal(browserName(''), '');
  });
});

describe('a token', () => {
  test('ends after whole days', () => {
    assert.equal(endOf(30, new Date('2026-03-01T08:00:00Z')), '2026-03-31T08:00:00.000Z');
  });
});

describe('a refusal', () => {
  const i18n = /** @type {any} */ ({
    t: (key) => (key === 'access.problem.last-admin' ? 'the last one' : key),
  });
  const refusal = (type, more) =>
    new ApiError({ type: `/problems/${type}`, title: 't', detail: 'd', status: 409, ...more });

  test('has words of its own where there are some, else those of the server', () => {
    assert.deepEqual(problemOf(refusal('last-admin'), i18n), { member: '', text: 'the last one' });
    assert.deepEqual(problemOf(refusal('invalid-body', { path: 'name' }), i18n), {
      member: 'name',
      text: 'd',
    });
  });
});

describe('an account', () => {
  test('is changed by the version that was seen, at an address without loopholes', async () => {
    const asked = [];
    const api = /** @type {any} */ ({ ask: async (...request) => asked.push(request) });
    const seen = /** @type {any} */ ({ name: 'a/b', version: 3 });

    await accountsOf(api).change(seen, { enabled: false });
    await accountsOf(api).withdraw('a', { layer: 'village', id: 'V 1' });

    assert.deepEqual(asked, [
      ['PATCH', '/api/accounts/a%2Fb', { enabled: false }, { 'If-Match': '"3"' }],
      ['DELETE', '/api/accounts/a/assignments/village/V%201'],
    ]);
  });
});
