// webhooks.test.mjs: how a webhook stands, how a call went, what a form says of one and what was wrong with it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError } from '../js/api.js';
import {
  isNarrower,
  lastWords,
  outcomeWords,
  problemOf,
  settingOf,
  standingOf,
} from '../js/live/webhook-model.js';
import { wordsIn } from './fixture/words.js';

const zh = wordsIn('zh-CN');
const call = (status, outcome) => ({
  message: 'm',
  at: '2026-12-01T00:00:00Z',
  status,
  outcome,
  millis: 1,
});

describe('a webhook', () => {
  it('that is called and fails is failing; paused and given up are said first', () => {
    assert.equal(standingOf({ state: 'active', failures: 0 }), 'active');
    assert.equal(standingOf({ state: 'active', failures: 2 }), 'failing');
    assert.equal(standingOf({ state: 'paused', failures: 2 }), 'paused');
    assert.equal(standingOf({ state: 'dead', failures: 9 }), 'dead');
  });

  it('that was never called says so', () => {
    assert.equal(lastWords(undefined, zh), '还没有发送过。');
    assert.match(lastWords(call(204, 'answered'), zh), /已送达（204）/);
  });

  it('keeps of its interest what the form does not ask about', () => {
    const form = new FormData();
    form.set('name', ' hook ');
    form.set('url', 'https://a.example/');
    form.append('layers', 'parcel');
    form.append('layers', 'block');

    assert.deepEqual(settingOf(form, { layers: ['road'], operations: ['transition'] }), {
      name: 'hook',
      url: 'https://a.example/',
      interest: { layers: ['parcel', 'block'], operations: ['transition'] },
    });
    assert.ok(isNarrower({ operations: ['transition'] }));
    assert.ok(!isNarrower({ layers: ['parcel'], features: [] }));
  });
});

describe('a call', () => {
  for (const [delivery, words] of [
    [call(204, 'answered'), '已送达（204）'],
    [call(500, 'answered'), '应答 500'],
    [call(302, 'redirects are not followed'), '应答 302 · 不跟随重定向'],
    [call(null, 'no answer in time'), '没有及时应答'],
    [call(null, 'refused: the host has no address'), '不能发往这个地址（the host has no address）'],
    [call(null, 'something new'), 'something new'],
  ]) {
    it(`is said to be: ${words}`, () => assert.equal(outcomeWords(delivery, zh), words));
  }
});

describe('a refused form', () => {
  const refused = (more) =>
    new ApiError({ type: '/problems/invalid-body', title: 'no', status: 400, detail: 'because', ...more });

  it('says what is allowed of an address', () => {
    const problem = problemOf(refused({ path: 'url', allowed: 'https://host' }), zh);

    assert.equal(problem.member, 'url');
    assert.match(problem.text, /https:\/\/host/);
  });

  it('points at the name, or says the server’s words', () => {
    assert.equal(problemOf(refused({ path: 'name' }), zh).member, 'name');
    assert.equal(problemOf(refused({ path: 'interest' }), zh).text, 'because');
  });
});
