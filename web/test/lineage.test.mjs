// lineage.test.mjs: operations as the page asks for them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  areasOf,
  cornersOf,
  countsOf,
  drawnOf,
  mergeOf,
  operationsOf,
  positionsOf,
  splitOf,
  typedOf,
  undoable,
} from '../js/lineage/model.js';
import { snapped } from '../js/lineage/snap.js';

const layer = { id: 'parcel', reshaping: { operations: ['split', 'merge'], areaField: 'area_stated_m2' } };
const dossier = { layer: 'parcel', id: 'P1', version: 3 };

test('offers operations to planners and administrators, of layers that have them', () => {
  assert.deepEqual(operationsOf(layer, ['planner']), ['split', 'merge']);
  assert.deepEqual(operationsOf(layer, ['lead']), []);
  assert.deepEqual(operationsOf({ id: 'road' }, ['admin']), []);
});

test('undoes the last operation, unless it was undone or is an undoing', () => {
  assert.equal(undoable([{ id: 'a', kind: 'split' }])?.id, 'a');
  assert.equal(undoable([{ id: 'a', kind: 'split', undoneBy: 'b' }]), null);
  assert.equal(
    undoable([
      { id: 'a', kind: 'split', undoneBy: 'b' },
      { id: 'b', kind: 'undo' },
    ]),
    null,
  );
  assert.equal(undoable([]), null);
});

test('reads positions as people type them', () => {
  assert.deepEqual(positionsOf('121.1 28.6\n 121.2，28.7 \n\n'), [
    [121.1, 28.6],
    [121.2, 28.7],
  ]);
  assert.equal(positionsOf('121.1 28.6'), null);
  assert.equal(positionsOf('121.1 28.6\nhere there'), null);
  assert.equal(positionsOf('121.1 28.6 3\n121 28 4'), null);
});

test('reads areas as people type them', () => {
  assert.deepEqual(areasOf('4000, 3668'), [4000, 3668]);
  assert.deepEqual(areasOf('  '), []);
  assert.equal(areasOf('many'), null);
  assert.equal(areasOf('-1 2'), null);
});

test('sends a split with the areas in the layer’s field', () => {
  const split = splitOf(dossier, layer, {
    line: [
      [1, 2],
      [3, 4],
    ],
    areas: [5, 6],
    reason: 'r',
  });
  assert.deepEqual(split.parents, [{ id: 'P1', version: 3 }]);
  assert.deepEqual(split.children, [{ values: { area_stated_m2: 5 } }, { values: { area_stated_m2: 6 } }]);
  assert.deepEqual(split.line, {
    type: 'LineString',
    coordinates: [
      [1, 2],
      [3, 4],
    ],
  });
});

test('sends a merge with the object first', () => {
  assert.deepEqual(mergeOf(dossier, [{ id: 'P2', version: 1 }], 'r').parents, [
    { id: 'P1', version: 3 },
    { id: 'P2', version: 1 },
  ]);
});

test('names each corner once', () => {
  const ring = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 0],
  ];
  assert.equal(cornersOf({ type: 'Polygon', coordinates: [ring] }).length, 3);
  assert.equal(cornersOf({ type: 'MultiPolygon', coordinates: [[ring]] }).length, 3);
  assert.deepEqual(cornersOf({ type: 'Point', coordinates: [0, 0] }), []);
  assert.deepEqual(cornersOf(null), []);
});

test('counts what ends and what begins', () => {
  const report = {
    links: [{ role: 'parent' }, { role: 'child' }, { role: 'child' }],
    observations: [{ role: 'parent' }],
  };
  assert.deepEqual(countsOf(report), { linksEnded: 1, linksMade: 2, figuresBefore: 1, figuresMade: 0 });
});

test('keeps what is drawn already while the next line is being typed', () => {
  assert.deepEqual(drawnOf('121.1 28.6\n121.2'), [[121.1, 28.6]]);
  assert.equal(
    typedOf([
      [121.1, 28.6],
      [121.2, 28.7],
    ]),
    '121.1 28.6\n121.2 28.7',
  );
});

const ring = [
  [0, 0],
  [100, 0],
  [100, 50],
  [0, 50],
  [0, 0],
];

test('takes a corner that is near before a side', () => {
  assert.deepEqual(snapped([96, 4], [ring]), [100, 0]);
  assert.deepEqual(snapped([50, 6], [ring]), [50, 0]);
  assert.deepEqual(snapped([104, 20], [ring]), [100, 20]);
});

test('leaves a place alone that is near nothing', () => {
  assert.deepEqual(snapped([50, 25], [ring]), [50, 25]);
  assert.deepEqual(snapped([-30, 25], [ring]), [-30, 25]);
});
