// map/count.js: how many features are in view and of which value: each once, however many tiles it lies on. Pure.
import { isBeyond, isCut } from './batch.js';
import { edgesFor } from './frame.js';
import { sharesOf } from './gathered.js';
import { num } from './kinds.js';
import { visibleOf } from './visible.js';

/**
 * @typedef {import('./decode.js').Batch} Batch
 * @typedef {import('./frame.js').Frame} Frame
 *
 * @typedef {object} Total
 * @property {number} total
 * @property {Map<string, number>} byValue
 * @property {number} gathered how many of the total are not drawn one by one
 */

/**
 * @param {Frame} frame
 * @param {string | undefined} field
 * @param {(batch: Batch, i: number) => any} read its value
 */
export function createCount(frame, field, read) {
  /** @type {Map<string, number>} */
  const byValue = new Map();
  /** @type {Set<string | number>} */
  const seen = new Set();
  let total = 0;
  let gathered = 0;

  /** @param {string} value @param {number} by */
  function more(value, by) {
    byValue.set(value, (byValue.get(value) ?? 0) + by);
  }

  return {
    /**
     * @param {Batch} batch
     * @param {readonly number[]} [members] those in the frame, when they are known
     */
    add(batch, members = visibleOf(batch, frame, 0)) {
      for (const i of members) {
        if (isBeyond(batch, i)) {
          continue;
        }
        // What lies wholly within one tile lies in no other, but for its margin.
        if (!batch.tile || isCut(batch, i)) {
          const key = batch.tile ? num(batch.tile.keys[i]) : String(batch.ids[i]);
          if (seen.has(key)) {
            continue;
          }
          seen.add(key);
        }
        total++;
        if (field) {
          more(String(read(batch, i) ?? ''), 1);
        }
      }
      const edges = edgesFor(frame, batch);
      for (const cell of batch.tile?.gathered ?? []) {
        const [x, y] = [(cell.minX + cell.maxX) / 2, (cell.minY + cell.maxY) / 2];
        if (x >= edges.minX && x <= edges.maxX && y >= edges.minY && y <= edges.maxY) {
          total += cell.count;
          gathered += cell.count;
          for (const [value, count] of field ? sharesOf(cell, field) : []) {
            more(value, count);
          }
        }
      }
    },

    /** @returns {Total} */
    total: () => ({ total, byValue, gathered }),
  };
}
