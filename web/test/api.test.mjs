// api.test.mjs: paging, the anti-forgery header, and what becomes of refusals.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError, createApi } from '../js/api.js';

const json = (body, init) =>
  new Response(JSON.stringify(body), { headers: { 'Content-Type': 'application/json' }, ...init });

/** A server that answers by path and keeps what it was asked. */
function serving(answers) {
  const asked = [];
  const fetcher = async (url, init = {}) => {
    asked.push({ url, method: init.method ?? 'GET', headers: init.headers, body: init.body });
    const answer = answers[`${init.method ?? 'GET'} ${url.split('?')[0]}`];
    return typeof answer === 'function' ? answer(url) : answer.clone();
  };
  return { asked, api: createApi(fetcher) };
}

const SESSION = { signedIn: false, account: null, csrf: { header: 'X-CSRF-TOKEN', token: 'abc' } };

describe('items', () => {
  it('follow the next link on this server, whatever host the link names', async () => {
    const { api, asked } = serving({
      'GET /ogc/collections/parcel/items': (url) =>
        url.includes('offset')
          ? json({ features: [{ id: 'b' }], links: [] })
          : json({
              features: [{ id: 'a' }],
              links: [{ rel: 'next', href: 'http://inside:8080/ogc/collections/parcel/items?offset=1' }],
            }),
    });

    const ids = [];
    for await (const page of api.items('parcel', { bbox: [121, 28, 122, 29] })) {
      ids.push(...page.map((each) => each.id));
    }

    assert.deepEqual(ids, ['a', 'b']);
    assert.match(asked[0].url, /bbox=121%2C28%2C122%2C29/);
    assert.equal(asked[1].url, '/ogc/collections/parcel/items?offset=1');
  });
});

describe('writing', () => {
  it('fetches the anti-forgery token first and sends the version it saw', async () => {
    const { api, asked } = serving({
      'GET /api/session': json(SESSION),
      'POST /api/features/parcel/P1/transitions': json({ version: 4 }, { headers: { ETag: '"4"' } }),
    });

    const { etag } = await api.transition('parcel', 'P1', { version: 3, to: 'CLEARED', evidence: { a: 1 } });

    assert.equal(etag, '"4"');
    assert.equal(asked[1].headers['X-CSRF-TOKEN'], 'abc');
    assert.equal(asked[1].headers['If-Match'], '"3"');
    assert.deepEqual(JSON.parse(asked[1].body), { to: 'CLEARED', evidence: { a: 1 } });
  });

  it('asks for a new token after signing out', async () => {
    const { api, asked } = serving({
      'GET /api/session': json(SESSION),
      'POST /api/session': json({
        ...SESSION,
        signedIn: true,
        csrf: { header: 'X-CSRF-TOKEN', token: 'new' },
      }),
      'DELETE /api/session': new Response(null, { status: 204 }),
    });

    await api.signIn('lead', 'secret');
    await api.signOut();
    await api.signIn('lead', 'secret');

    assert.deepEqual(
      asked.map(({ method, headers }) => [method, headers['X-CSRF-TOKEN']]),
      [
        ['GET', undefined],
        ['POST', 'abc'],
        ['DELETE', 'new'],
        ['GET', undefined],
        ['POST', 'abc'],
      ],
    );
  });
});

describe('refusals', () => {
  it('carry the problem document and the time to wait', async () => {
    const problem = { type: '/problems/too-many-attempts', title: 'Too many', status: 429, detail: 'wait' };
    const { api } = serving({
      'GET /api/session': json(SESSION),
      'POST /api/session': new Response(JSON.stringify(problem), {
        status: 429,
        headers: { 'Content-Type': 'application/problem+json', 'Retry-After': '30' },
      }),
    });

    await assert.rejects(api.signIn('lead', 'x'), (failure) => {
      assert.ok(failure instanceof ApiError);
      assert.equal(failure.slug, 'too-many-attempts');
      assert.equal(failure.problem.retryAfter, 30);
      assert.equal(failure.message, 'wait');
      return true;
    });
  });

  it('stay understandable when a proxy answers with a page', async () => {
    const { api } = serving({
      'GET /api/catalogue': new Response('<html>', { status: 502, statusText: 'Bad Gateway' }),
    });

    await assert.rejects(api.catalogue(), { status: 502, slug: 'about:blank' });
  });

  it('tell an unreachable server from a refusal', async () => {
    const api = createApi(async () => {
      throw new TypeError('fetch failed');
    });

    await assert.rejects(api.catalogue(), { status: 0, slug: 'unreachable' });
  });

  it('let an aborted question stay an abort', async () => {
    const api = createApi(async () => {
      throw new DOMException('stopped', 'AbortError');
    });

    await assert.rejects(api.search('x'), { name: 'AbortError' });
  });
});
