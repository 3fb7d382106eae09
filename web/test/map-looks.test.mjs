// map-looks.test.mjs: labels that do not collide, colours that can be read, looks and legends from the catalogue.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromTop, legendOf, shapeOf, toggled } from '../js/layers/model.js';
import { contrast, inkOn, legible, mix } from '../js/map/colour.js';
import { AREA, POINT } from '../js/map/decode.js';
import { breakLines, placeLabels } from '../js/map/labels.js';
import { classesOf, isSchematic, lookOf as lookBy, themeOf } from '../js/map/look.js';

const FRAME = { width: 400, height: 300 };

/** Looks by properties as a feature has them. */
function lookOf(catalogue, layer, theme) {
  const look = lookBy(catalogue, layer, theme);
  return (properties, kind) => look((field) => properties[field], kind);
}

function wish(key, rank, ...spots) {
  return { key, rank, width: 60, height: 14, spots };
}

describe('labels', () => {
  it('places the more important of two that would touch', () => {
    const placed = placeLabels([wish('b', 2, [100, 100]), wish('a', 1, [120, 104])], FRAME);

    assert.deepEqual(
      placed.map((each) => each.wish.key),
      ['a'],
    );
  });

  it('moves to the next spot instead of giving up', () => {
    const placed = placeLabels([wish('a', 1, [100, 100]), wish('b', 2, [100, 100], [100, 150])], FRAME);

    assert.deepEqual(
      placed.map(({ wish: { key }, y }) => [key, y]),
      [
        ['a', 100],
        ['b', 150],
      ],
    );
  });

  it('keeps off pins of others but not off its own', () => {
    const pin = { minX: 90, minY: 90, maxX: 110, maxY: 110, key: 'a' };

    assert.equal(placeLabels([wish('a', 1, [100, 100])], FRAME, [pin]).length, 1);
    assert.equal(placeLabels([wish('b', 1, [100, 100])], FRAME, [pin]).length, 0);
  });

  it('leaves out what would be cut by the edge', () => {
    assert.equal(placeLabels([wish('a', 1, [10, 100])], FRAME).length, 0);
  });

  it('leaves out what the view’s edge would cut, though there is room beyond it', () => {
    const frame = { ...FRAME, view: { minX: 50, minY: 50, maxX: 350, maxY: 250 } };

    assert.equal(placeLabels([wish('cut', 1, [60, 100])], frame).length, 0);
    assert.equal(placeLabels([wish('inside', 1, [100, 100])], frame).length, 1);
    assert.equal(placeLabels([wish('beyond', 1, [200, 20])], frame).length, 1);
  });

  it('gives the same picture for the same wishes in any order', () => {
    const wishes = Array.from({ length: 40 }, (_, n) =>
      wish(`k${n}`, n % 3, [(n * 37) % 400, (n * 53) % 300]),
    );
    const keys = (list) => placeLabels(list, FRAME).map((each) => each.wish.key);

    assert.deepEqual(keys(wishes), keys([...wishes].reverse()));
  });

  it('leaves no two of a crowd overlapping', () => {
    const wishes = Array.from({ length: 300 }, (_, n) => ({
      ...wish(`k${n}`, n % 5, [(n * 97) % 400, (n * 61) % 300]),
      angle: n % 7 ? 0 : 0.5,
    }));
    const placed = placeLabels(wishes, FRAME).filter(({ wish: { angle } }) => angle === 0);

    for (const a of placed) {
      for (const b of placed) {
        const apart = Math.abs(a.x - b.x) >= 60 || Math.abs(a.y - b.y) >= 14;
        assert.ok(a === b || apart, `${a.wish.key} and ${b.wish.key} overlap`);
      }
    }
  });

  for (const [text, most, lines] of [
    ['山前村', 9, ['山前村']],
    ['浙江派克包装材料股份有限公司', 9, ['浙江派克包装材', '料股份有限公司']],
    ['方山下三期地块（工业上楼区块）', 8, ['方山下三期地块', '（工业上楼区块）']],
    ['Fangshanxia industry upstairs', 9, ['Fangshanxia', 'industry upstairs']],
    ['Unbreakableverylongword', 5, ['Unbreakableverylongword']],
  ]) {
    it(`breaks ${text} into ${lines.length}`, () => {
      assert.deepEqual(breakLines(text, most), lines);
    });
  }
});

describe('colours', () => {
  it('knows the contrast of black on white', () => {
    assert.ok(Math.abs(contrast('#000000', '#ffffff') - 21) < 1e-9);
  });

  it('pulls a pale line towards the ink until it can be seen, and no further', () => {
    assert.ok(contrast(legible('#d9dada', '#fbfaf6', '#1d2126', 3), '#fbfaf6') >= 3);
    assert.equal(legible('#0072b2', '#fbfaf6', '#1d2126', 3), '#0072b2');
  });

  it('writes dark on light and light on dark', () => {
    assert.equal(inkOn('#f6bc1d'), '#1a1a1a');
    assert.equal(inkOn('#0c2890'), '#ffffff');
    assert.equal(mix('#000000', '#ffffff', 0.5), '#808080');
  });
});

const catalogue = {
  layers: [],
  workflows: {
    life: {
      id: 'life',
      states: [
        {
          id: 'SIGNING',
          title: { zh: '签约', en: 'Signing' },
          color: '#0C2890',
          glyph: 'pen',
          pattern: 'none',
        },
        { id: 'IDLE', title: { zh: '闲置', en: 'Idle' }, color: '#B45AB9', pattern: 'cross' },
      ],
    },
  },
  codeLists: {
    use: {
      id: 'use',
      codes: [
        { code: '10', title: { zh: '工矿', en: 'Industry and mines' }, color: '#BB9674' },
        { code: '1001', title: { zh: '工业', en: 'Industry' }, parent: '10' },
      ],
    },
  },
};
const parcel = {
  id: 'parcel',
  order: 70,
  geometry: 'Polygon',
  workflow: 'life',
  fields: [{ name: 'landuse_code', codeList: 'use' }],
  style: { color: '#4A4A4A', fillOpacity: 0.7 },
  themes: [
    { id: 'status', field: 'status', colors: 'workflow' },
    { id: 'landuse', field: 'landuse_code', colors: 'codeList' },
  ],
};

describe('looks', () => {
  it('takes the colour and pattern of the state', () => {
    const look = lookOf(catalogue, parcel, 'status')({ status: 'IDLE', geometry_accuracy: 'surveyed' }, AREA);

    assert.equal(look.color, '#B45AB9');
    assert.equal(look.pattern, 'cross');
    assert.deepEqual([...look.dash], []);
  });

  it('draws everything below digitised with a dashed outline', () => {
    const look = lookOf(catalogue, parcel, 'status');

    for (const accuracy of ['anchored', 'derived_text', 'generalised', 'schematic', 'none', undefined]) {
      assert.ok(isSchematic({ geometry_accuracy: accuracy }), `${accuracy}`);
      assert.ok(look({ geometry_accuracy: accuracy }, AREA).dash.length > 0, `${accuracy}`);
    }
    assert.ok(!isSchematic({ geometry_accuracy: 'digitised' }));
  });

  it('lets a code without a colour inherit its parent’s', () => {
    const look = lookOf(catalogue, parcel, 'landuse')({ landuse_code: '1001' }, AREA);

    assert.equal(look.color, '#BB9674');
    assert.equal(look.mark, '1001');
  });

  it('falls back to the layer’s first theme, and shares equal looks', () => {
    assert.equal(themeOf(parcel, 'nothing').id, 'status');
    const look = lookOf(catalogue, parcel, 'status');
    assert.equal(look({ status: 'IDLE' }, AREA), look({ status: 'IDLE', name: 'other' }, AREA));
    assert.notEqual(look({ status: 'IDLE' }, AREA), look({ status: 'IDLE' }, POINT));
  });
});

describe('layer list', () => {
  it('runs from the top of the map downwards', () => {
    assert.deepEqual(
      fromTop([
        { id: 'low', order: 1 },
        { id: 'high', order: 9 },
      ]).map((layer) => layer.id),
      ['high', 'low'],
    );
  });

  it('shows the classes in view with their counts and says how many are not', () => {
    const { rows, hidden, none } = legendOf(
      catalogue,
      parcel,
      'status',
      new Map([
        ['IDLE', 3],
        ['', 2],
      ]),
      false,
    );

    assert.deepEqual(
      rows.map(({ entry, count }) => [entry.value, count]),
      [['IDLE', 3]],
    );
    assert.equal(hidden, 1);
    assert.equal(none, 2);
  });

  it('shows all classes when asked', () => {
    assert.equal(
      legendOf(catalogue, parcel, 'status', new Map(), true).rows.length,
      classesOf(catalogue, parcel, 'status').length,
    );
  });

  it('switches a layer on once and off again', () => {
    assert.deepEqual(toggled(['a'], 'b', true), ['a', 'b']);
    assert.deepEqual(toggled(['a', 'b'], 'b', true), ['a', 'b']);
    assert.deepEqual(toggled(['a', 'b'], 'a', false), ['b']);
  });

  it('knows the shape of a swatch from the geometry', () => {
    assert.equal(shapeOf({ geometry: 'MultiLineString', style: {} }), 'line');
    assert.equal(shapeOf({ geometry: 'Point', style: { glyph: 'pin' } }), 'point');
    assert.equal(shapeOf({ geometry: 'Polygon', style: { glyph: 'park' } }), 'area');
  });
});
