// search-model.test.mjs: grouping, marking and the arrow keys of the search box; the stops of the phone's sheet.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { grouped, marked, stepped } from '../js/search/model.js';
import { heightOf, nearestStop, nextStop } from '../js/ui/stops.js';

describe('search results', () => {
  it('stand by layer, the best result’s layer first', () => {
    const groups = grouped([
      { layer: 'zone', id: '1' },
      { layer: 'village', id: '2' },
      { layer: 'zone', id: '3' },
    ]);

    assert.deepEqual(
      groups.map(({ layer, results }) => [layer, results.map((each) => each.id)]),
      [
        ['zone', ['1', '3']],
        ['village', ['2']],
      ],
    );
  });

  it('mark the words that were searched, in any case', () => {
    assert.deepEqual(marked('Tuyu Hill', 'tuyu'), [
      { text: 'Tuyu', hit: true },
      { text: ' Hill', hit: false },
    ]);
    assert.deepEqual(marked('土屿', '山前'), [{ text: '土屿', hit: false }]);
    assert.deepEqual(marked('土屿', ''), [{ text: '土屿', hit: false }]);
  });

  it('are walked by arrow keys, through the box and round', () => {
    assert.equal(stepped(-1, 3, 'ArrowDown'), 0);
    assert.equal(stepped(2, 3, 'ArrowDown'), -1);
    assert.equal(stepped(-1, 3, 'ArrowUp'), 2);
    assert.equal(stepped(0, 3, 'ArrowUp'), -1);
    assert.equal(stepped(-1, 0, 'ArrowDown'), -1);
  });
});

describe('phone sheet', () => {
  it('has three stops, each higher than the one before', () => {
    assert.ok(heightOf('peek', 700) < heightOf('half', 700));
    assert.ok(heightOf('half', 700) < heightOf('full', 700));
  });

  it('settles at the nearest stop', () => {
    assert.equal(nearestStop(150, 700), 'peek');
    assert.equal(nearestStop(400, 700), 'half');
    assert.equal(nearestStop(690, 700), 'full');
  });

  it('goes up by pressing and from the top down again', () => {
    assert.deepEqual(['peek', 'half', 'full'].map(nextStop), ['half', 'full', 'peek']);
  });
});
