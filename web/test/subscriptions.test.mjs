// subscriptions.test.mjs: areas, and news of them: collected, counted, asked for.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createApi } from '../js/api.js';
import { areaOf, boxOf, collect, unreadWords } from '../js/live/news.js';
import { subscriptionsOf } from '../js/live/subscriptions.js';

const events = (count) => Array.from({ length: count }, (_, id) => ({ id: String(id) }));

describe('an area', () => {
  it('is a closed ring, and gives back the box that it was made of', () => {
    const area = areaOf([121.12345678, 28.5, 121.2, 28.6]);

    assert.deepEqual(area.coordinates[0].at(0), area.coordinates[0].at(-1));
    assert.deepEqual(boxOf(area), [121.123457, 28.5, 121.2, 28.6]);
  });

  it('of several parts is enclosed as a whole; none has no box', () => {
    const parts = [areaOf([1, 2, 3, 4]), areaOf([5, -6, 7, 8])].map(({ coordinates }) => coordinates);

    assert.deepEqual(boxOf({ type: 'MultiPolygon', coordinates: parts }), [1, -6, 7, 8]);
    assert.equal(boxOf(undefined), null);
  });
});

describe('news', () => {
  it('are asked for until there are enough, though an answer has none', async () => {
    const asked = [];
    const pages = [
      { events: [], next: 'b', more: true },
      { events: events(2), next: 'c', more: true },
      { events: events(1), next: 'd', more: true },
    ];
    const news = await collect(
      async (after, limit) => {
        asked.push([after, limit]);
        return pages.shift();
      },
      null,
      3,
    );

    assert.deepEqual(asked, [
      [null, 3],
      ['b', 3],
      ['c', 1],
    ]);
    assert.deepEqual([news.events.length, news.next, news.more], [3, 'd', true]);
  });

  it('end where the log ends, and are not asked for without end', async () => {
    const ended = await collect(async () => ({ events: events(1), next: 'z', more: false }), 'a', 50);
    let rounds = 0;
    const endless = await collect(
      async () => {
        rounds += 1;
        return { events: [], next: String(rounds), more: true };
      },
      'a',
      50,
    );

    assert.deepEqual([ended.next, ended.more], ['z', false]);
    assert.deepEqual([rounds, endless.next, endless.more], [10, '10', true]);
  });

  it('are counted together, with a plus for what was not counted', () => {
    const news = (count, more = false) => ({ events: events(count), next: '', more });

    assert.equal(unreadWords([news(0), news(0, true)]), null);
    assert.equal(unreadWords([news(2), news(3)]), '5');
    assert.equal(unreadWords([news(2), news(3, true)]), '5+');
    assert.equal(unreadWords([news(60), news(60)]), '99+');
  });

  it('are of what was not read yet, or after a place', async () => {
    const urls = [];
    const api = createApi(async (url) => {
      urls.push(url);
      return Response.json({ events: [], next: 'n', more: false });
    });
    await subscriptionsOf(api).news('s/1', null, 50);
    await subscriptionsOf(api).news('s/1', 'a-b', 50);

    assert.deepEqual(urls, [
      '/api/subscriptions/s%2F1/news?limit=50',
      '/api/subscriptions/s%2F1/news?limit=50&after=a-b',
    ]);
  });
});
