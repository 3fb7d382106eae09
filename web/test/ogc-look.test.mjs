// ogc-look.test.mjs: boxes, signs and degrees of the small map on data pages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inDegrees, nameOf, readBox, signOf } from '../js/ogc/look.js';

test('reads a box with latitude first, as Leaflet has it', () => {
  assert.deepEqual(readBox('121.2, 28.5, 121.3, 28.7'), [
    [28.5, 121.2],
    [28.7, 121.3],
  ]);
});

test('has no box where the page states none', () => {
  for (const text of [undefined, '', 'x', '1,2,3']) {
    assert.equal(readBox(text), null);
  }
});

test('dashes what is not surveyed or digitised', () => {
  assert.equal(signOf({ geometry_accuracy: 'surveyed' }), 'shape');
  assert.equal(signOf({ geometry_accuracy: 'schematic' }), 'shape sketch');
  assert.equal(signOf(null), 'shape sketch');
});

test('falls back on the id where there is no name', () => {
  assert.equal(nameOf({ id: 'A', properties: { name: '方山下' } }, 'name'), '方山下');
  assert.equal(nameOf({ id: 'A', properties: { name_en: null, name: '方山下' } }, 'name_en,name'), '方山下');
  assert.equal(nameOf({ id: 'A', properties: { name: null } }, 'name'), 'A');
  assert.equal(nameOf({ properties: null }, 'name'), '');
});

test('writes degrees as far as they go', () => {
  assert.equal(inDegrees(121), '121°');
  assert.equal(inDegrees(121.25), '121°15′');
  assert.equal(inDegrees(28 + 37 / 60 + 30 / 3600), '28°37′30″');
  assert.equal(inDegrees(28 + 5 / 3600), '28°00′05″');
  assert.equal(inDegrees(-0.5), '−0°30′');
  assert.equal(inDegrees(0), '0°');
});
