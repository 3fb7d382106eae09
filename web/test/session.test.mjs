// session.test.mjs: words for who is signed in and why signing in failed.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { initialOf, roleWords, signInProblem } from '../js/session/model.js';
import { wordsIn } from './fixture/words.js';

const zh = wordsIn('zh-CN');
const en = wordsIn('en');
const failure = (status, more = {}) => ({ status, slug: '', message: 'm', problem: { status, ...more } });

describe('roles', () => {
  it('come with the highest first, unknown ones last and by their name', () => {
    assert.deepEqual(roleWords(['viewer', 'surveyor', 'admin'], zh), ['管理员', '查阅者', 'surveyor']);
  });

  it('have one letter of the name as a mark, also for characters outside the basic plane', () => {
    assert.equal(initialOf('项目负责人'), '项');
    assert.equal(initialOf(' lead'), 'L');
    assert.equal(initialOf('𠮷田'), '𠮷');
    assert.equal(initialOf(''), '?');
  });
});

describe('a failed sign-in', () => {
  it('says that name or password is wrong, not which', () => {
    assert.equal(signInProblem(failure(401), zh).text, '账号或密码不对。');
  });

  it('says how long to wait', () => {
    assert.deepEqual(signInProblem(failure(429, { retryAfter: 8.2 }), en), {
      text: 'Too many attempts. Wait 9 seconds.',
      seconds: 9,
    });
    assert.equal(signInProblem(failure(429), en).text, 'Too many attempts. Try again later.');
  });

  it('tells a missing network from another fault', () => {
    assert.equal(signInProblem(failure(0), zh).text, '连不上服务器，请检查网络。');
    assert.equal(signInProblem(failure(503), zh).text, '登录失败：m');
  });
});
