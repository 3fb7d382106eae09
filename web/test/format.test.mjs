// format.test.mjs: numbers, areas and dates as a planner reads them, no more exact than they are.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatArea, formatDate, formatDistance, formatInstant, formatNumber } from '../js/format.js';
import { scaleLength } from '../js/map/scale.js';

describe('areas', () => {
  for (const [m2, mu, ha, text] of [
    [136900, '205.4', '13.69', '136,900'],
    [666.6667, '1', '0.07', '667'],
    [10000, '15', '1', '10,000'],
    [0, '0', '0', '0'],
  ]) {
    it(`shows ${m2} m² as ${mu} mu and ${ha} ha`, () => {
      assert.deepEqual(formatArea(m2, 'en'), { mu, ha, m2: text });
    });
  }
});

describe('dates', () => {
  for (const [value, zh, en] of [
    ['2023', '2023年', '2023'],
    ['2023-12', '2023年12月', 'Dec 2023'],
    ['2023-12-08', '2023年12月8日', 'Dec 8, 2023'],
  ]) {
    it(`keeps the precision of ${value}`, () => {
      assert.equal(formatDate(value, 'zh-CN'), zh);
      assert.equal(formatDate(value, 'en'), en);
    });
  }

  it('returns what is no date unchanged', () => {
    assert.equal(formatDate('about 2023', 'en'), 'about 2023');
    assert.equal(formatDate(null, 'en'), '');
    assert.equal(formatInstant('soon', 'en'), 'soon');
  });

  it('shows an instant in the reader’s time zone', () => {
    assert.match(formatInstant('2026-11-01T18:30:00Z', 'en', 'Asia/Shanghai'), /Nov 2, 2026.*2:30/);
  });
});

describe('numbers and distances', () => {
  it('shows at most the given decimals', () => {
    assert.equal(formatNumber(2.5726, 'en'), '2.57');
    assert.equal(formatNumber(145, 'zh-CN'), '145');
  });

  it('changes to kilometres at one thousand metres', () => {
    assert.deepEqual(formatDistance(999, 'en'), { value: '999', unit: 'm' });
    assert.deepEqual(formatDistance(2500, 'en'), { value: '2.5', unit: 'km' });
  });

  it('makes the scale bar the longest round length that fits', () => {
    assert.equal(scaleLength(8.4), 500);
    assert.equal(scaleLength(0.5), 50);
    assert.ok(scaleLength(0.001) / 0.001 >= 110, 'the shortest bar may be wider than the room');
  });
});
