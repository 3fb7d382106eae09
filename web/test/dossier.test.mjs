// dossier.test.mjs: what the object panel makes of the server's answer: heading, links, indicators, sources, steps.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  byWording,
  groupLinks,
  groupObservations,
  headlineOf,
  numberSources,
  orderedSteps,
  othersSteps,
  stayedFor,
  staysHere,
  whyNoStep,
} from '../js/dossier/model.js';
import { catalogue, dossier, label, layer, link } from './fixture/dossier.js';
import { wordsIn } from './fixture/words.js';

const zh = wordsIn('zh-CN');
const en = wordsIn('en');

describe('headline', () => {
  it('puts the reader’s language first and the other below', () => {
    const shown = headlineOf(dossier({ parcel_code: 'GB1' }), layer, catalogue, en);

    assert.equal(shown.main, 'Example 01');
    assert.equal(shown.sub, '示例01号');
    assert.equal(shown.code, 'GB1');
  });

  const calledAlso = (name, inArticle) =>
    headlineOf(dossier({ name_in_article: inArticle }, { name: label(name) }), layer, catalogue, zh)
      .calledAlso;

  it('doubts a name that the article misprints', () => {
    const [misprint] = catalogue.aliases;

    assert.deepEqual(calledAlso('土屿党建联建', '土岭党建联建'), { text: '土岭党建联建', misprint });
    assert.equal(calledAlso('土岭村', '土岭党建联建').misprint, null);
  });

  it('does not doubt another name or a shorter one', () => {
    for (const [name, inArticle] of [
      ['山前小微园区', '山前小微工业园'],
      ['蔡家洋贡橘园', '贡橘园'],
    ]) {
      assert.deepEqual(calledAlso(name, inArticle), { text: inArticle, misprint: null });
    }
  });

  it('says nothing of the article when that has the same name or none', () => {
    assert.equal(calledAlso('土屿党建联建', '土屿党建联建'), null);
    assert.equal(calledAlso('土屿党建联建', undefined), null);
  });
});

describe('links', () => {
  const links = [
    link('乙', 'part_of', { layer: 'block', id: 'B' }),
    link('派克', 'occupies', { layer: 'enterprise', id: 'E' }),
    link('山前村', 'located_in', { layer: 'village', id: 'V' }),
    link('水系整治', 'carries_out', { layer: 'water_project', id: 'W' }),
    link('甲', 'part_of', { layer: 'park', id: 'K' }),
    link('土屿', 'member_of', { layer: 'zone', id: 'Z' }),
  ];

  it('fall into four groups in a fixed order', () => {
    const groups = groupLinks(links, zh);

    assert.deepEqual(
      groups.map(({ id, links: own }) => [id, own.map((entry) => entry.target.layer)]),
      [
        ['enterprises', ['enterprise']],
        ['zones', ['village', 'zone']],
        ['projects', ['water_project']],
        ['places', ['park', 'block']],
      ],
    );
  });

  it('keep an empty group, so that it can say that it is empty', () => {
    assert.deepEqual(
      groupLinks([], zh).map(({ links: own }) => own.length),
      [0, 0, 0, 0],
    );
  });

  it('stand under the server’s wording', () => {
    const [, , , places] = groupLinks(links, zh);

    assert.deepEqual(
      byWording(places.links, zh).map(({ wording, links: own }) => [wording, own.length]),
      [['part_of', 2]],
    );
  });
});

describe('observations', () => {
  const observation = (indicator, value, asOf, more = {}) => ({
    id: `${indicator}-${asOf}`,
    indicator,
    title: label(indicator),
    value,
    text: null,
    unit: 'count',
    qualifier: null,
    asOf,
    source: null,
    basis: 'stated',
    note: null,
    ...more,
  });

  it('of one indicator stay side by side, newest first, and say that they differ', () => {
    const [enterprises] = groupObservations(
      [
        observation('enterprises', 41, '2023-12'),
        observation('enterprises', 14, '2024-02', { qualifier: 'about' }),
      ],
      catalogue,
    );

    assert.equal(enterprises.differs, true);
    assert.deepEqual(
      enterprises.values.map(({ value }) => value),
      [14, 41],
    );
  });

  it('do not differ when two sources say the same', () => {
    const [enterprises] = groupObservations(
      [observation('enterprises', 7, '2023-12'), observation('enterprises', 7, '2024-02')],
      catalogue,
    );

    assert.equal(enterprises.differs, false);
    assert.equal(enterprises.values.length, 2);
  });

  it('differ when only the qualifier does: 200 is not "nearly 200"', () => {
    const [staff] = groupObservations(
      [
        observation('enterprises', 200, '2023'),
        observation('enterprises', 200, '2023', { qualifier: 'nearly' }),
      ],
      catalogue,
    );

    assert.equal(staff.differs, true);
  });

  it('keep the groups of the catalogue together, unknown indicators last', () => {
    const shown = groupObservations(
      [
        observation('unheard_of', 1, '2023'),
        observation('enterprises', 1, '2023'),
        observation('floor_area', 1, '2023'),
        observation('area', 1, '2023'),
      ],
      catalogue,
    );

    assert.deepEqual(
      shown.map(({ id, group }) => [id, group]),
      [
        ['area', 'land'],
        ['floor_area', 'land'],
        ['enterprises', 'industry'],
        ['unheard_of', ''],
      ],
    );
  });
});

describe('sources', () => {
  it('are numbered as the panel cites them, the feature’s own first, uncited ones last', () => {
    const sources = Object.fromEntries(['a', 'b', 'c', 'd'].map((id) => [id, { id, title: label(id) }]));
    const subject = dossier({ source: 'c' }, { sources });

    const numbers = numberSources(
      subject,
      [{ id: 'i', values: [{ source: 'a' }, { source: 'gone' }] }],
      [{ links: [{ source: 'd' }, { source: 'c' }] }],
    );

    assert.deepEqual(
      [...numbers],
      [
        ['c', 1],
        ['d', 2],
        ['a', 3],
        ['b', 4],
      ],
    );
  });
});

describe('next steps', () => {
  const step = (to, direction) => ({ to, label: label(to), direction, requires: [] });

  it('come forward first, then aside, then back', () => {
    const workflow = {
      transitions: [step('CONSULTED', 'backward'), step('KEEP', 'side'), step('CLEARED', 'forward')],
    };

    assert.deepEqual(
      orderedSteps(workflow).map(({ to }) => to),
      ['CLEARED', 'KEEP', 'CONSULTED'],
    );
  });

  it('of others are named with their roles', () => {
    const workflows = {
      w: {
        states: [{ id: 'BANKED', title: label('收储') }],
        transitions: [
          { from: 'CLEARED', to: 'BANKED', direction: 'forward', roles: ['planner'] },
          { from: 'CLEARED', to: 'SIGNING', direction: 'backward', roles: ['planner'] },
          { from: 'BANKED', to: 'OFFERED', direction: 'forward', roles: ['planner'] },
        ],
      },
    };

    assert.deepEqual(
      othersSteps({ id: 'w', state: 'CLEARED', transitions: [] }, { ...catalogue, workflows }),
      [{ label: label('收储'), roles: ['planner'] }],
    );
  });

  it('are explained when there are none', () => {
    assert.equal(whyNoStep({ transitions: [], reason: 'not-signed-in' }), 'not-signed-in');
    assert.equal(whyNoStep({ transitions: [], reason: 'not-yours' }), 'not-yours');
    assert.equal(whyNoStep({ transitions: [], reason: null }), 'end');
    assert.equal(whyNoStep({ transitions: [step('A', 'side')], reason: null }), null);
    assert.equal(whyNoStep(null), null);
  });
});

describe('a step that stays in its state', () => {
  const workflow = {
    transitions: [
      { from: 'SIGNING', to: 'SIGNING', title: label('更新签约进度') },
      { from: 'SIGNING', to: 'CLEARED', title: null },
    ],
  };

  it('is told from a move', () => {
    assert.equal(staysHere({ state: 'SIGNING' }, { to: 'SIGNING' }), true);
    assert.equal(staysHere({ state: 'SIGNING' }, { to: 'CLEARED' }), false);
    assert.equal(staysHere(null, { to: 'CLEARED' }), false);
  });

  it('is named in the history by its own title', () => {
    assert.deepEqual(stayedFor({ from: 'SIGNING', to: 'SIGNING' }, workflow), label('更新签约进度'));
    assert.equal(stayedFor({ from: 'SIGNING', to: 'CLEARED' }, workflow), null);
    assert.equal(stayedFor({ from: 'KEEP', to: 'KEEP' }, workflow), null);
    assert.equal(stayedFor({ from: null, to: null }, workflow), null);
  });
});
