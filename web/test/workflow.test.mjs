// workflow.test.mjs: the evidence form, what it sends, and how refusals are read.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { carryOver, emptyForm, groupsOf, isDay, isDirty, moveOf, problemsOf } from '../js/workflow/form.js';
import { differences, noLonger, refusalOf } from '../js/workflow/problems.js';
import { wordsIn } from './fixture/words.js';

const zh = wordsIn('zh-CN');
const label = (text) => ({ zh: text, en: text });
const wants = (field, type, more = {}) => ({ field, type, label: label(field), required: true, ...more });

const CLEARED = {
  to: 'CLEARED',
  label: label('腾空拆除'),
  direction: 'forward',
  requires: [
    wants('cleared_on', 'date', { notAfterToday: true }),
    wants('photo', 'text', { required: false, group: 'proof' }),
    wants('minute', 'text', { required: false, group: 'proof' }),
    wants('households_signed', 'integer', { required: false, minimum: 0, maximum: 145 }),
    wants('area', 'number', { required: false, minimum: 0 }),
    wants('use', 'code', { required: false, codeList: 'landuse' }),
    wants('second_person', 'account', { required: false }),
  ],
};
const TODAY = '2024-03-01';
const world = { today: TODAY, caller: 'lead', isCode: (list, code) => list === 'landuse' && code === '1001' };

function filled(values = {}, more = {}) {
  const form = emptyForm(CLEARED, {}, TODAY);
  return { ...form, ...more, values: { ...form.values, cleared_on: '2024-02-28', minute: '3号', ...values } };
}

const problemKeys = (form) =>
  Object.fromEntries(
    Object.entries(problemsOf(form, CLEARED, world)).map(([field, { key }]) => [field, key]),
  );

describe('the empty form', () => {
  it('is dated today and takes over what the feature knows', () => {
    const form = emptyForm(CLEARED, { households_signed: 143, second_person: 'planner' }, TODAY);

    assert.equal(form.validFrom, TODAY);
    assert.equal(form.values.households_signed, '143');
    assert.equal(form.values.second_person, '');
  });

  it('is dirty only after something was typed', () => {
    const start = emptyForm(CLEARED, {}, TODAY);

    assert.equal(isDirty({ ...start }, start), false);
    assert.equal(isDirty({ ...start, note: 'x' }, start), true);
  });

  it('keeps what was typed when a newer version is taken', () => {
    const form = carryOver(filled({ photo: '' }, { note: 'n' }), CLEARED, {
      households_signed: 144,
      photo: 'IMG 1',
    });

    assert.equal(form.note, 'n');
    assert.equal(form.values.cleared_on, '2024-02-28');
    assert.equal(form.values.households_signed, '144');
    assert.equal(form.values.photo, 'IMG 1');
  });
});

describe('the check before sending', () => {
  it('passes a complete form', () => {
    assert.deepEqual(problemsOf(filled(), CLEARED, world), {});
  });

  it('asks for what is required, and for one of a group', () => {
    assert.deepEqual(problemKeys(emptyForm(CLEARED, {}, TODAY)), {
      cleared_on: 'workflow.problem.required',
      photo: 'workflow.problem.group',
    });
  });

  it('takes blanks for nothing', () => {
    assert.equal(problemKeys(filled({ cleared_on: '  ' })).cleared_on, 'workflow.problem.required');
  });

  it('refuses a day that is not in the calendar or lies ahead', () => {
    assert.equal(problemKeys(filled({ cleared_on: '2023-02-30' })).cleared_on, 'workflow.problem.date');
    assert.equal(problemKeys(filled({ cleared_on: '2024-03-02' })).cleared_on, 'workflow.problem.future');
    assert.equal(problemKeys(filled({}, { validFrom: '2024-03-02' })).validFrom, 'workflow.problem.future');
    assert.equal(problemKeys(filled({}, { validFrom: '' })).validFrom, 'workflow.problem.date');
  });

  it('refuses numbers that are none or lie outside', () => {
    assert.equal(
      problemKeys(filled({ households_signed: '12.5' })).households_signed,
      'workflow.problem.integer',
    );
    assert.equal(
      problemKeys(filled({ households_signed: '146' })).households_signed,
      'workflow.problem.maximum',
    );
    assert.equal(
      problemKeys(filled({ households_signed: '-1' })).households_signed,
      'workflow.problem.minimum',
    );
    assert.equal(problemKeys(filled({ area: 'many' })).area, 'workflow.problem.number');
    assert.equal(problemKeys(filled({ area: '0x10' })).area, 'workflow.problem.number');
  });

  it('refuses a code outside the list and oneself as the second person', () => {
    assert.equal(problemKeys(filled({ use: '9' })).use, 'workflow.problem.code');
    assert.equal(problemKeys(filled({ second_person: 'lead' })).second_person, 'workflow.problem.self');
  });

  it('knows leap years', () => {
    assert.equal(isDay('2024-02-29'), true);
    assert.equal(isDay('2023-02-29'), false);
  });

  it('has words in both languages for each of its problems', () => {
    const form = filled({
      cleared_on: 'x',
      households_signed: 'x',
      area: '-1',
      use: '9',
      second_person: 'lead',
    });
    for (const lang of ['zh-CN', 'en']) {
      for (const { key, vars } of Object.values(problemsOf(form, CLEARED, world))) {
        assert.notEqual(wordsIn(lang).t(key, vars), key);
      }
    }
  });
});

describe('groups of evidence', () => {
  it('stand where the first of them is asked for', () => {
    assert.deepEqual(
      groupsOf(CLEARED).map(({ group, fields }) => [group, fields.length]),
      [
        [null, 1],
        ['proof', 2],
        [null, 1],
        [null, 1],
        [null, 1],
        [null, 1],
      ],
    );
  });
});

describe('what is sent', () => {
  it('leaves out what is empty and sends numbers as numbers', () => {
    const move = moveOf(
      filled({ households_signed: ' 143 ', area: '13.5' }, { note: ' done ' }),
      CLEARED,
      3,
      TODAY,
    );

    assert.deepEqual(move, {
      version: 3,
      to: 'CLEARED',
      note: 'done',
      evidence: { cleared_on: '2024-02-28', minute: '3号', households_signed: 143, area: 13.5 },
    });
  });

  it('names the effective date only when it is not today', () => {
    assert.equal('validFrom' in moveOf(filled(), CLEARED, 3, TODAY), false);
    assert.equal(moveOf(filled({}, { validFrom: '2024-02-01' }), CLEARED, 3, TODAY).validFrom, '2024-02-01');
  });
});

describe('a refusal', () => {
  const asked = ['validFrom', 'note', 'cleared_on', 'photo'];
  const refuse = (status, slug, more = {}) =>
    refusalOf(
      { status, slug, problem: { type: `/problems/${slug}`, title: slug, status, ...more } },
      asked,
      zh,
    );

  it('of evidence puts each message at its field', () => {
    const refusal = refuse(422, 'evidence-missing', {
      fields: [
        {
          field: 'cleared_on',
          label: label('腾空日期'),
          problem: 'missing',
          message: { zh: '必填', en: 'is required' },
        },
        { field: 'photo', label: label('照片'), problem: 'missing' },
        { field: 'stranger', problem: 'is not asked for' },
      ],
    });

    assert.equal(refusal.kind, 'fields');
    assert.equal(refusal.title, '有 3 处需要修改');
    assert.deepEqual(refusal.fields, { cleared_on: '必填', photo: '必填。' });
    assert.deepEqual(refusal.elsewhere, ['is not asked for']);
  });

  it('of a malformed body finds the field by its path', () => {
    const refusal = refuse(400, 'invalid-body', { path: 'validFrom', detail: 'before the last step' });

    assert.deepEqual(refusal.fields, { validFrom: 'before the last step' });
    assert.deepEqual(refuse(400, 'invalid-body', { path: '/evidence/photo', detail: 'd' }).fields, {
      photo: 'd',
    });
  });

  it('of a stale version says whose version there is', () => {
    const more = {
      currentVersion: 4,
      changedBy: { name: 'planner', displayName: '规划员' },
      changedAt: '2024-03-01T02:00:00Z',
    };

    assert.deepEqual(refuse(412, 'stale-version', more).theirs, {
      version: 4,
      by: '规划员',
      at: '2024-03-01T02:00:00Z',
    });
    assert.equal(refuse(412, 'stale-version', { changedBy: 'planner' }).theirs.by, 'planner');
  });

  it('of a jump lists what is allowed', () => {
    const allowed = [{ to: 'CONSULTED', label: label('意愿征询') }];

    const refusal = refuse(409, 'transition-not-allowed', { state: 'SURVEYED', allowed, detail: 'no' });

    assert.equal(refusal.kind, 'not-allowed');
    assert.deepEqual(refusal.allowed, allowed);
  });

  it('for want of a session or a right says so', () => {
    assert.equal(refuse(401, 'not-signed-in').kind, 'sign-in');
    assert.equal(refuse(403, 'forbidden', { detail: 'not assigned' }).detail, 'not assigned');
  });

  it('of a server that is away says that nothing was sent', () => {
    assert.equal(refuse(0, 'unreachable').title, '连不上服务器，没有提交');
    assert.equal(refuse(503, 'unavailable').title, '服务器正忙，没有提交，请稍后重试');
    assert.equal(refuse(500, 'about:blank').title, '没能提交（500）');
  });
});

describe('after a newer version', () => {
  it('the differences are named, bookkeeping left out', () => {
    assert.deepEqual(
      differences(
        { status: 'A', n: 1, version: 1, same: [1] },
        { status: 'B', n: 1, version: 2, same: [1], added: 'x' },
      ),
      [
        { field: 'status', before: 'A', now: 'B' },
        { field: 'added', before: null, now: 'x' },
      ],
    );
  });

  it('a step that is not offered any more is explained by the reason', () => {
    const steps = [{ to: 'KEEP', label: label('现状保留'), direction: 'side', requires: [] }];

    assert.equal(noLonger({ reason: 'not-signed-in', transitions: [] }, zh).kind, 'sign-in');
    assert.equal(noLonger({ reason: 'not-yours', transitions: [] }, zh).kind, 'forbidden');
    assert.deepEqual(noLonger({ reason: null, transitions: steps }, zh).allowed, [
      { to: 'KEEP', label: label('现状保留') },
    ]);
  });
});
