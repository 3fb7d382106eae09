// draft.test.mjs: what a draft changes, what it keeps of what was typed, and how it catches up with what was approved since.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createApi } from '../js/api.js';
import { draftsOf, readDraft } from '../js/draft/drafts.js';
import { changesOf, conflictOf, drafted, isBehind, problemsOf, rebased } from '../js/draft/model.js';
import { rowsOf } from '../js/edit/conflict.js';
import { wordsIn } from './fixture/words.js';

const fields = [
  { name: 'name', type: 'text', required: true },
  { name: 'area', type: 'number', minimum: 0 },
  { name: 'remark', type: 'text' },
];
const point = (x) => ({ type: 'Point', coordinates: [x, 28] });
const base = { properties: { name: 'A', area: 1, remark: null }, geometry: point(1) };
const draft = (more = {}) => ({
  layer: 'parcel',
  id: 'P',
  version: 3,
  baseVersion: 1,
  currentVersion: 2,
  note: 'why',
  values: { name: 'B' },
  problems: [],
  ...more,
});
const now = (properties, geometry = point(1)) => ({
  version: 2,
  recordedBy: 'other',
  recordedAt: '2026-12-01T00:00:00Z',
  feature: { properties: { ...base.properties, ...properties }, geometry },
});

describe('a draft', () => {
  it('is behind when the approved version is another one', () => {
    assert.ok(isBehind(draft()));
    assert.ok(!isBehind(draft({ currentVersion: 1 })));
    assert.ok(!isBehind(draft({ baseVersion: 0, currentVersion: 0 })));
  });

  it('changes what differs from what it goes out from', () => {
    const values = { name: 'A', area: 2, remark: 'new' };

    assert.deepEqual(changesOf({ draft: draft({ values }), base, now: null }), [
      { field: 'area', old: 1, new: 2 },
      { field: 'remark', old: null, new: 'new' },
    ]);
    assert.deepEqual(changesOf({ draft: draft(), base: null, now: null }), [
      { field: 'name', old: null, new: 'B' },
    ]);
  });

  it('keeps what was typed, right or wrong, and nothing for nothing', () => {
    assert.deepEqual(drafted({ name: ' ', area: 'much', remark: ' x ' }, fields), {
      name: null,
      area: 'much',
      remark: 'x',
    });
  });

  it('says what is wrong in the page’s words where it has some, else in the server’s', () => {
    const problems = [
      { field: 'area', value: 'much', problem: 'allowed is a finite number' },
      { field: 'colour', value: 'red', problem: 'the layer has no such field' },
      { field: null, value: null, problem: 'not so' },
    ];

    assert.deepEqual(problemsOf({ problems }, fields, wordsIn('zh-CN')), {
      area: '须为数字。',
      colour: 'the layer has no such field',
      '': 'not so',
    });
  });
});

describe('a draft that is behind', () => {
  it('has no conflict while the approved version stands', () => {
    assert.equal(conflictOf({ draft: draft(), base, now: null }, fields), null);
  });

  it('can keep both when they changed different things', () => {
    const conflict = conflictOf({ draft: draft(), base, now: now({ area: 5 }) }, fields);

    assert.ok(conflict.mergeable);
    assert.deepEqual(rebased(draft(), conflict, {}), {
      saving: { baseVersion: 2, values: { name: 'B' }, note: 'why' },
      open: [],
    });
  });

  it('asks where both changed the same, and goes out from the newest with what was chosen', () => {
    const conflict = conflictOf({ draft: draft(), base, now: now({ name: 'C' }) }, fields);

    assert.deepEqual(conflict.conflicts, ['name']);
    assert.deepEqual(rebased(draft(), conflict, {}).open, ['name']);
    assert.deepEqual(rebased(draft(), conflict, { name: 'theirs' }).saving.values, {});
    assert.deepEqual(rebased(draft(), conflict, { name: 'mine' }).saving.values, { name: 'B' });
  });

  it('keeps its shape when only it changed that', () => {
    const shaped = draft({ geometry: point(2) });
    const conflict = conflictOf({ draft: shaped, base, now: now({ area: 5 }) }, fields);

    assert.ok(!rowsOf(conflict).some(({ field }) => field === 'geometry'));
    assert.deepEqual(rebased(shaped, conflict, {}).saving.geometry, point(2));
  });

  it('asks which shape when both changed it', () => {
    const shaped = draft({ geometry: null });
    const conflict = conflictOf({ draft: shaped, base, now: now({}, point(3)) }, fields);

    assert.deepEqual(rebased(shaped, conflict, {}).open, ['geometry']);
    assert.equal(rebased(shaped, conflict, { geometry: 'mine' }).saving.geometry, null);
    assert.ok(!('geometry' in rebased(shaped, conflict, { geometry: 'theirs' }).saving));
  });

  it('leaves their shape when it has none of its own', () => {
    const conflict = conflictOf({ draft: draft(), base, now: now({}, point(3)) }, fields);

    assert.ok(conflict.mergeable);
    assert.ok(!('geometry' in rebased(draft(), conflict, {}).saving));
  });
});

describe('drafts on the server', () => {
  const calls = [];
  const answers = {
    '/api/session': { csrf: null },
    '/api/features/parcel/P/draft': draft(),
    '/ogc/collections/parcel/items/P/versions/1': base,
    '/api/features/parcel/P': now({}),
    '/api/drafts?layer=parcel&id=P': { drafts: [] },
  };
  const api = createApi(async (url, init) => {
    calls.push([init.method ?? 'GET', url, init.headers['If-Match']]);
    return Response.json(answers[url] ?? {}, { headers: { ETag: '"2"' } });
  });

  it('are read with what they go out from, and what there is now', async () => {
    const found = await readDraft(api, { layer: 'parcel', id: 'P' });

    assert.deepEqual([found.base, found.now.version], [base, 2]);
    assert.equal(await draftsOf(api).find({ layer: 'parcel', id: 'P' }), null);
  });

  it('are changed only as they were seen', async () => {
    calls.length = 0;
    const ref = { layer: 'parcel', id: 'P' };
    await draftsOf(api).save(ref, { baseVersion: 1, values: {}, note: null }, null);
    await draftsOf(api).save(ref, { baseVersion: 1, values: {}, note: null }, 3);
    await draftsOf(api).promote(draft());
    await draftsOf(api).discard(draft());

    assert.deepEqual(
      calls.filter(([, url]) => url !== '/api/session').map(([method, , seen]) => [method, seen]),
      [
        ['PUT', undefined],
        ['PUT', '"3"'],
        ['POST', '"3"'],
        ['DELETE', '"3"'],
      ],
    );
  });
});
