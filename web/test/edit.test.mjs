// edit.test.mjs: typed values as the server takes them, and what becomes of them when somebody else was first.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createApi } from '../js/api.js';
import { conflictOf, resolved, rowsOf, usualChoice } from '../js/edit/conflict.js';
import { changed, editable, parsed, read, requestKey, startOf, typedOf } from '../js/edit/form.js';
import { checked } from '../js/versions/correction.js';
import { wordsIn } from './fixture/words.js';

const fields = [
  { name: 'name', type: 'text', required: true, maxLength: 5 },
  { name: 'area', type: 'number', minimum: 0, maximum: 100 },
  { name: 'floors', type: 'integer' },
  { name: 'rated', type: 'boolean' },
  { name: 'uses', type: 'text_list' },
];

describe('a typed value', () => {
  const field = (name) => fields.find((each) => each.name === name);

  it('that is left empty is no value, unless one is required', () => {
    assert.deepEqual(parsed(' ', field('area')), { value: null });
    assert.equal(parsed(' ', field('name')).problem, 'workflow.problem.required');
  });

  it('is what the field holds', () => {
    assert.deepEqual(parsed(' 12.5 ', field('area')), { value: 12.5 });
    assert.deepEqual(parsed('false', field('rated')), { value: false });
    assert.deepEqual(parsed('a\n\n b ', field('uses')), { value: ['a', 'b'] });
  });

  for (const [name, text, problem] of [
    ['area', '-1', 'workflow.problem.minimum'],
    ['area', '101', 'workflow.problem.maximum'],
    ['area', 'much', 'workflow.problem.number'],
    ['floors', '1.5', 'workflow.problem.integer'],
    ['name', 'abcdef', 'workflow.problem.long'],
  ]) {
    it(`is refused: ${name} ${text}`, () => assert.equal(parsed(text, field(name)).problem, problem));
  }

  it('is sent only where it was changed', () => {
    const start = startOf(fields, { name: 'A', area: 3, uses: ['x', 'y'] });
    const touched = changed({ ...start, area: '4', name: 'A ' }, start, fields);

    assert.equal(start.uses, typedOf(['x', 'y']));
    assert.deepEqual(read({ ...start, area: '4' }, touched), { values: { area: 4 }, problems: {} });
  });

  it('is never the state of a workflow, which moves by its steps', () => {
    const layer = { workflow: 'w', statusField: 'area', fields };

    assert.ok(!editable(layer).some(({ name }) => name === 'area'));
    assert.ok(editable({ ...layer, workflow: null }).some(({ name }) => name === 'area'));
  });
});

describe('a conflict', () => {
  const conflict = conflictOf({
    base: { version: 1, values: { name: 'A', area: 3, floors: 1 } },
    theirs: { version: 2, values: { name: 'B', area: 4, floors: 1 } },
    mine: { values: { name: 'C', area: 3, floors: 2 } },
    conflicts: ['name'],
    mergeable: false,
    currentVersion: 2,
    changedByName: '规划员',
    changedAt: '2026-03-02T08:00:00Z',
  });
  const rows = rowsOf(conflict);

  it('is told by base, theirs and mine only', () => {
    assert.equal(conflictOf({ currentVersion: 2 }), null);
    assert.equal(conflict.by, '规划员');
    assert.equal(conflict.version, 2);
  });

  it('keeps what only one has changed, and asks where both have', () => {
    assert.deepEqual(
      rows.map((row) => [row.field, usualChoice(row)]),
      [
        ['name', null],
        ['area', 'theirs'],
        ['floors', 'mine'],
      ],
    );
    assert.deepEqual(resolved(rows, {}).open, ['name']);
  });

  it('writes mine where mine was chosen, and nothing of theirs', () => {
    assert.deepEqual(resolved(rows, { name: 'mine' }), { values: { name: 'C', floors: 2 }, open: [] });
    assert.deepEqual(resolved(rows, { name: 'theirs', floors: 'theirs' }).values, {});
    assert.deepEqual(resolved(rows, { name: 'theirs', area: 'mine' }).values, { area: 3, floors: 2 });
  });
});

describe('a correction', () => {
  const whole = {
    validFrom: '2023-03-01',
    validTo: '',
    reason: '误读',
    secondPerson: 'admin',
    typed: { area: '5' },
  };

  it('is sent when all is there', () => {
    assert.deepEqual(checked(whole, fields, '2026-03-02', wordsIn('en')), { values: { area: 5 }, found: {} });
  });

  it('names everything that is wrong at once', () => {
    const bad = { validFrom: '2027-01-01', validTo: '2026-01-01', reason: ' ', secondPerson: '', typed: {} };

    assert.deepEqual(Object.keys(checked(bad, fields, '2026-03-02', wordsIn('en')).found).sort(), [
      'add',
      'reason',
      'secondPerson',
      'validFrom',
      'validTo',
    ]);
  });
});

describe('a write', () => {
  it('says which version was seen and has a key of its own', async () => {
    const asked = [];
    const api = createApi(async (url, init) => {
      asked.push({ url, ...init });
      return new Response(JSON.stringify({ csrf: { header: 'X-T', token: 't' } }), {
        headers: { 'Content-Type': 'application/json' },
      });
    });

    await api.edit('parcel', 'A', { area: 4 }, { seen: 3, note: '复核', key: 'k', merge: true });
    await api.restore('parcel', 'A', 2, { seen: 3, note: 'n', key: 'k' });
    await api.correct('parcel', 'A', { validFrom: '2023-01-01' }, { seen: 3, key: 'k' });

    const writes = asked.filter(({ method }) => method);
    assert.deepEqual(
      writes.map(({ method }) => method),
      ['PATCH', 'POST', 'POST'],
    );
    for (const { headers } of writes) {
      assert.equal(headers['If-Match'], '"3"');
      assert.equal(headers['Idempotency-Key'], '"k"');
    }
    assert.equal(writes[0].headers['Content-Type'], 'application/merge-patch+json');
    assert.equal(writes[0].headers.Prefer, 'conflict=merge');
    assert.match(writes[0].url, /items\/A\?note=/);
    assert.match(writes[1].url, /versions\/2\/restore$/);
  });

  it('never has the key of another', () => {
    assert.notEqual(requestKey(), requestKey());
  });
});
