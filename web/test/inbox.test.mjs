// inbox.test.mjs: what waits for the reader, and words of deadlines.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { badgeOf, filled } from '../js/inbox/model.js';

const item = (id) => ({ layer: 'parcel', id });
const group = (kind, items, more = false) => ({ kind, count: items.length + (more ? 1 : 0), more, items });

describe('badgeOf', () => {
  it('counts an object once that is due and suspected of lying idle', () => {
    const inbox = {
      day: '2026-12-01',
      groups: [group('due', [item('A'), item('B')]), group('idle', [item('B')])],
    };

    assert.equal(badgeOf(inbox), '2');
  });

  it('does not count what merely is the reader’s or waits for others', () => {
    const inbox = { day: '2026-12-01', groups: [group('mine', [item('A')]), group('proposed', [item('B')])] };

    assert.equal(badgeOf(inbox), null);
  });

  it('says when there is more than was listed', () => {
    assert.equal(badgeOf({ day: '2026-12-01', groups: [group('decide', [item('A')], true)] }), '1+');
  });
});

describe('filled', () => {
  it('leaves out empty groups and keeps the order', () => {
    const inbox = {
      day: '2026-12-01',
      groups: [group('decide', []), group('due', [item('A')]), group('mine', [item('A')])],
    };

    assert.deepEqual(
      filled(inbox).map(({ kind }) => kind),
      ['due', 'mine'],
    );
  });
});
