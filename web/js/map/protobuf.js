// map/protobuf.js: reads a message of Protocol Buffers, field by field. Pure.
// Source: Protocol Buffers encoding, "Message Structure" and "Base 128 Varints".

/** Kinds of fields. */
const VARINT = 0;
const FIXED_64 = 1;
export const LENGTH = 2;
const FIXED_32 = 5;

/**
 * @typedef {ReturnType<typeof createProtobuf>} Protobuf
 */

/**
 * @param {Uint8Array} bytes
 * @throws {RangeError} from each of its functions, when the message ends too early
 */
export function createProtobuf(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const texts = new TextDecoder();
  let at = 0;

  /** Unsigned; exact up to 53 bits. */
  function varint() {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++];
      if (byte === undefined || factor > 2 ** 63) {
        throw new RangeError('a number does not end');
      }
      value += (byte & 127) * factor;
      if (byte < 128) {
        return value;
      }
    }
  }

  return {
    length: bytes.length,
    at: () => at,
    /** @param {number} to */
    seek(to) {
      at = to;
    },
    varint,

    /** A signed number of up to 32 bits, its sign in the last bit. */
    signed() {
      const value = varint();
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    },

    /**
     * Every field of a message. A number comes as `from`; all else as the range of its bytes.
     *
     * @param {number} from
     * @param {number} to
     * @param {(field: number, wire: number, from: number, to: number) => void} visit may read elsewhere
     */
    each(from, to, visit) {
      at = from;
      while (at < to) {
        const tag = varint();
        const wire = tag & 7;
        const value = wire === VARINT || wire === LENGTH ? varint() : 0;
        const size = wire === LENGTH ? value : wire === FIXED_64 ? 8 : wire === FIXED_32 ? 4 : 0;
        const end = at + size;
        if (end > to || (wire > LENGTH && wire !== FIXED_32)) {
          throw new RangeError(`a field of kind ${wire} does not fit`);
        }
        visit(Math.floor(tag / 8), wire, wire === VARINT ? value : end - size, end);
        at = end;
      }
    },

    /**
     * @param {number} from
     * @param {number} to
     */
    text: (from, to) => texts.decode(bytes.subarray(from, to)),

    /**
     * @param {number} from
     * @param {number} to
     */
    packed(from, to) {
      const values = [];
      at = from;
      while (at < to) {
        values.push(varint());
      }
      return Uint32Array.from(values);
    },

    /** @param {number} from */
    float: (from) => view.getFloat32(from, true),

    /** @param {number} from */
    double: (from) => view.getFloat64(from, true),
  };
}
