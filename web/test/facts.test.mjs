// facts.test.mjs: the key facts that the object panel picks, and how values are written.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf, rawAttributes } from '../js/dossier/facts.js';
import { codeText, dayText, fieldText, quantityText } from '../js/dossier/value.js';
import { catalogue, dossier, label, layer, link } from './fixture/dossier.js';
import { wordsIn } from './fixture/words.js';

const zh = wordsIn('zh-CN');
const en = wordsIn('en');

describe('facts', () => {
  it('gives the stated area in mu, hectares and square metres', () => {
    const measures = { areaStatedM2: 136900, areaComputedM2: null, areaNote: 'schematic', bbox: null };

    const { area } = factsOf(dossier({ area_stated_m2: 136900 }, { measures }), layer, catalogue, zh);

    assert.match(area.stated.mu, /^205(\.4)? 亩$/);
    assert.equal(area.stated.ha, '13.69 公顷');
    assert.equal(area.stated.m2, '136,900 m²');
  });

  it('says why there is no computed area instead of a number', () => {
    const measures = { areaStatedM2: null, areaComputedM2: null, areaNote: 'schematic', bbox: null };

    const { area } = factsOf(dossier({}, { measures }), layer, catalogue, zh);

    assert.equal(area.computed, null);
    assert.equal(zh.t(area.why), '不提供：图形为示意');
  });

  it('does not miss an area at a point', () => {
    const measures = { areaStatedM2: null, areaComputedM2: null, areaNote: 'schematic', bbox: null };
    const feature = { type: 'Feature', id: 'E', geometry: { type: 'Point' }, properties: {} };

    assert.equal(factsOf(dossier({}, { measures, feature }), layer, catalogue, zh).area, null);
  });

  it('keeps planning limits apart from the other rows', () => {
    const facts = factsOf(
      dossier({ far_max: 3, coverage_max: 60, landuse_code: '1001' }),
      layer,
      catalogue,
      zh,
    );

    assert.deepEqual(
      facts.limits.map(({ title, text }) => [title, text]),
      [
        ['容积率上限', '3'],
        ['建筑密度上限', '60%'],
      ],
    );
    assert.deepEqual(facts.rows, [
      { field: 'landuse_code', title: '用地分类', text: '1001 工业用地', color: '#BB9674' },
    ]);
  });

  it('leaves out fields without a value, and those that the heading shows', () => {
    const facts = factsOf(
      dossier({ name: 'x', status: 'SIGNING', parcel_code: 'GB1', landuse_code: null, remark: 'r' }),
      layer,
      catalogue,
      zh,
    );

    assert.deepEqual(facts.rows, []);
  });

  it('shows floor area among the rows though it is an area', () => {
    const measures = { areaStatedM2: 200, areaComputedM2: null, areaNote: null, bbox: null };

    const facts = factsOf(
      dossier({ area_stated_m2: 200, floor_area_m2: 352200 }, { measures }),
      layer,
      catalogue,
      zh,
    );

    assert.deepEqual(
      facts.rows.map((row) => row.field),
      ['floor_area_m2'],
    );
  });

  it('counts signed households towards their total', () => {
    const [signing] = factsOf(
      dossier({ households_total: 145, households_signed: 143 }),
      layer,
      catalogue,
      zh,
    ).progress;

    assert.equal(signing.text, '143 / 145');
    assert.equal(signing.percent, '98.6%');
  });

  it('shows no progress without a total', () => {
    const facts = factsOf(dossier({ households_total: 0, households_signed: 0 }), layer, catalogue, zh);

    assert.deepEqual(facts.progress, []);
    assert.equal(facts.rows.length, 2);
  });

  it('takes a bound from its field and finds the road that is linked by that name', () => {
    const links = [
      link('内环路', 'bounded_by', { layer: 'road', id: 'RD-NH' }, { note: label('东至', 'on the east') }),
      link('规划路', 'bounded_by', { layer: 'road', id: 'RD-GH' }, { note: label('北至', 'on the north') }),
    ];

    const { bounds } = factsOf(dossier({ bound_east: '内环路' }, { links }), layer, catalogue, zh);

    assert.deepEqual(bounds, [
      { side: 'north', text: '规划路', target: { layer: 'road', id: 'RD-GH' } },
      { side: 'east', text: '内环路', target: { layer: 'road', id: 'RD-NH' } },
    ]);
  });

  it('marks anything below digitised as a sketch and says how far it may be off', () => {
    const properties = { geometry_accuracy: 'schematic', horizontal_uncertainty_m: 2500 };

    const { position } = factsOf(dossier(properties), layer, catalogue, zh);

    assert.equal(position.sketch, true);
    assert.equal(position.accuracy, '示意');
    assert.match(position.uncertainty, /2\.5 公里/);
  });

  it('lists raw attributes in the layer’s order, unknown ones last', () => {
    const raw = rawAttributes(dossier({ version: 1, far_max: 3, name: 'x' }), layer);

    assert.deepEqual(
      raw.map(({ name }) => name),
      ['name', 'far_max', 'version'],
    );
  });
});

describe('values', () => {
  it('carry their unit in the reader’s language', () => {
    assert.equal(quantityText(4000, 'wan_yuan', zh), '4,000 万元');
    assert.equal(quantityText(150000, 'wan_yuan', zh), '15 亿元');
    assert.equal(quantityText(150000, 'wan_yuan', en), '1.5 billion yuan');
    assert.equal(quantityText(4000, 'wan_yuan', en), '40 million yuan');
    assert.equal(quantityText(98.6, '%', zh), '98.6%');
    assert.equal(quantityText(960, 'day', en), '960 days');
    assert.equal(quantityText(3, 'furlong', zh), '3 furlong');
  });

  it('tell floors from land: only land is counted in mu', () => {
    assert.equal(quantityText(352200, 'm2_floor', zh), '352,200 m²');
    assert.equal(quantityText(352200, 'm2', zh), '528.3 亩（352,200 m²）');
  });

  it('show a code with its words, and keep one that no list knows', () => {
    assert.equal(codeText('1001', 'landuse', catalogue, en), '1001 Industry');
    assert.equal(codeText('schematic', 'geometry-accuracy', catalogue, zh), '示意');
    assert.equal(codeText('9999', 'landuse', catalogue, zh), '9999');
  });

  it('leave a day that was entered as a day on that day', () => {
    assert.equal(dayText('2023-12-08T00:00:00Z', en), 'Dec 8, 2023');
    assert.equal(dayText('2023-12', zh), '2023年12月');
    assert.equal(dayText(null, zh), '');
  });

  it('are empty when there is none, and never "null"', () => {
    assert.equal(fieldText(null, undefined, catalogue, zh), '');
    assert.equal(fieldText('', undefined, catalogue, zh), '');
    assert.equal(fieldText(false, undefined, catalogue, zh), '否');
    assert.equal(fieldText(['模具', '五金', '包装'], undefined, catalogue, zh), '模具、五金和包装');
    assert.equal(fieldText(['a', 'b'], undefined, catalogue, en), 'a and b');
    const seen = /** @type {const} */ ({ name: 'seen', type: 'timestamp', title: { zh: '', en: '' } });
    assert.match(fieldText('2022-04-16T10:13:19Z', seen, catalogue, en), /^Apr 1[67], 2022/);
  });
});
