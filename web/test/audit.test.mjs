// audit.test.mjs: what the audit's list is asked for, and the words of its entries.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressOf, isOnMap, queryOf, subjectOf, wordsOf } from '../js/audit/model.js';

describe('audit', () => {
  it('asks for everything when the form says nothing', () => {
    assert.equal(addressOf({}), '/api/audit');
    assert.equal(addressOf({ kind: '', account: ' ' }), '/api/audit');
  });

  it('asks by kind, account, subject and days, open at either end', () => {
    assert.equal(
      addressOf({ kind: 'feature', account: 'planner', layer: 'parcel', id: 'PCL 1' }),
      '/api/audit?kind=feature&account=planner&layer=parcel&id=PCL+1',
    );
    assert.equal(addressOf({ from: '2026-01-01' }), '/api/audit?datetime=2026-01-01%2F..');
    assert.equal(addressOf({ to: '2026-02-01' }), '/api/audit?datetime=..%2F2026-02-01');
  });

  it('keeps of the form what is filled in', () => {
    const form = new FormData();
    form.set('kind', 'link');
    form.set('account', '  ');
    form.set('other', 'x');

    assert.deepEqual(queryOf(form), { kind: 'link' });
  });

  it('names what an entry is about, and leads to the map from features only', () => {
    const feature = { kind: 'feature', layer: 'parcel', id: 'PCL-1' };

    assert.equal(subjectOf(feature), 'parcel/PCL-1');
    assert.equal(subjectOf({ layer: null, id: 'planner' }), 'planner');
    assert.equal(isOnMap(feature), true);
    assert.equal(isOnMap({ ...feature, kind: 'link' }), false);
  });

  it('shows a name that it has no words for', () => {
    const i18n = { t: (/** @type {string} */ key) => (key === 'audit.kind.link' ? 'Link' : key) };

    assert.equal(wordsOf('kind', 'link', i18n), 'Link');
    assert.equal(wordsOf('operation', 'unheard-of', i18n), 'unheard-of');
  });
});
