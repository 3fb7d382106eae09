// live/stream.js: hears what happens: one stream for all tabs of a browser, a list every 30 s where there is none.

/**
 * @typedef {object} LiveEvent one change, as the service tells it
 * @property {string} place
 * @property {string} kind feature, link, observation, attachment or layer
 * @property {string} layer
 * @property {string} id
 * @property {import('../types.js').Label} [name] what people call the feature
 * @property {number} version
 * @property {string} operation
 * @property {number[]} [oldBbox]
 * @property {number[]} [bbox]
 * @property {string} [oldState]
 * @property {string} [state]
 * @property {string} [validTo] of a span of the past
 * @property {string} recordedAt
 * @property {{name: string, displayName: string}} [by]
 *
 * @typedef {{kind: 'event', event: LiveEvent} | {kind: 'reset'} | {kind: 'state', state: StreamState}} Word
 * @typedef {'live' | 'polling' | 'stale'} StreamState
 *
 * @typedef {object} Means what a browser gives, so that tests can give something else
 * @property {(url: string) => EventSource} open
 * @property {(after: string | null) => Promise<{reset: boolean, next: string, events: LiveEvent[]}>} list
 * @property {BroadcastChannel | null} channel to the other tabs
 * @property {LockManager | null} locks only where the page is safe to have them
 * @property {(run: () => void, millis: number) => () => void} later returns the way out
 */

const ADDRESS = '/api/events';
const LOCK = 'tuban-live';
const KINDS = ['feature', 'link', 'observation', 'attachment', 'layer'];

/** Pauses before a stream is tried again, milliseconds: the first, and the longest. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 60_000;

/** How often the list is asked for while there is no stream, milliseconds. */
export const POLL = 30_000;

/**
 * Hears until it is told to stop. Of several tabs one has the stream and tells the others.
 *
 * @param {Means} means
 * @param {(word: Word) => void} hear
 * @returns {() => void} stop
 */
export function listen(means, hear) {
  const { channel, locks } = means;
  const leaving = new AbortController();
  /** @param {Word} word */
  function pass(word) {
    hear(word);
    channel?.postMessage(word);
  }
  if (!locks || !channel) {
    const stop = follow(means, hear);
    return () => {
      leaving.abort();
      stop();
    };
  }
  channel.onmessage = ({ data }) => hear(data);
  locks
    .request(LOCK, { signal: leaving.signal }, () => {
      const stop = follow(means, pass);
      return new Promise((resolve) => {
        leaving.signal.addEventListener('abort', () => {
          stop();
          resolve(undefined);
        });
      });
    })
    .catch((failure) => {
      if (!leaving.signal.aborted) {
        throw failure;
      }
    });
  return () => {
    leaving.abort();
    channel.close();
  };
}

/**
 * Has the stream, begins it again with longer and longer pauses, and asks for the list meanwhile.
 *
 * @param {Means} means
 * @param {(word: Word) => void} pass
 */
function follow({ open, list, later }, pass) {
  /** @type {string | null} */
  let place = null;
  let pause = FIRST_PAUSE;
  let stopped = false;
  /** @type {EventSource | null} */
  let source = null;
  let cancelTry = () => {};
  let cancelPoll = () => {};

  function begin() {
    const stream = open(place === null ? ADDRESS : `${ADDRESS}?after=${encodeURIComponent(place)}`);
    source = stream;
    stream.onopen = () => {
      pause = FIRST_PAUSE;
      cancelPoll();
      pass({ kind: 'state', state: 'live' });
    };
    for (const kind of KINDS) {
      stream.addEventListener(kind, ({ data, lastEventId }) => {
        place = lastEventId;
        pass({ kind: 'event', event: JSON.parse(data) });
      });
    }
    stream.addEventListener('reset', ({ lastEventId }) => {
      place = lastEventId;
      pass({ kind: 'reset' });
    });
    stream.onerror = () => {
      // The browser's own way of coming again gives up at the first refusal, and has no longer pauses.
      stream.close();
      pass({ kind: 'state', state: 'stale' });
      cancelTry = later(begin, pause);
      pause = Math.min(LONGEST_PAUSE, 2 * pause);
      cancelPoll();
      cancelPoll = later(poll, POLL);
    };
  }

  async function poll() {
    const answer = await list(place).catch(() => null);
    if (stopped || source?.readyState === 1) {
      return;
    }
    if (answer) {
      if (answer.reset || place === null) {
        pass({ kind: 'reset' });
      }
      for (const event of answer.events) {
        pass({ kind: 'event', event });
      }
      place = answer.next;
      pass({ kind: 'state', state: 'polling' });
    }
    cancelPoll = later(() => void poll(), POLL);
  }

  begin();
  return () => {
    stopped = true;
    source?.close();
    cancelTry();
    cancelPoll();
  };
}
