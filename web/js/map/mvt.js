// map/mvt.js: a vector tile's bytes straight into flat typed arrays, without an object for each feature. Pure.
// Sources: Vector Tile Specification 2.1, section 4; Protocol Buffers encoding, "Message Structure".
import { measureBox } from './anchors.js';
import { AREA, LINE, num, POINT } from './kinds.js';
import { createProtobuf, LENGTH } from './protobuf.js';

/**
 * @typedef {import('./decode.js').Batch} Batch
 * @typedef {import('./tile-grid.js').Address} Address
 * @typedef {import('./protobuf.js').Protobuf} Protobuf
 *
 * @typedef {object} TilePart what a tile tells beside its features
 * @property {Address} address
 * @property {Float64Array} keys numbers of the features: the same for every piece of one
 * @property {Uint8Array} labelled 1 where the feature's label stands in this tile
 * @property {boolean} labels whether the tile has labels at all
 * @property {(i: number, field: string) => number} code number of a property's value among those of the tile, -1 for none
 * @property {readonly import('./gathered.js').Gathered[]} gathered what was left out, by cell
 * @property {number} side of the tile, world units
 * @property {number} asked when the tile was asked for, milliseconds; so old it may be
 *
 * @typedef {object} RawLayer one layer of a tile, its features not yet read
 * @property {string} name
 * @property {number} extent
 * @property {string[]} fields
 * @property {(k: number) => any} value
 * @property {{id: number, kind: number, tags: Uint32Array, from: number, to: number}[]} features `from`, `to`: bytes
 *   of the geometry
 */

/** The bytes are no vector tile. */
export class BrokenTileError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'BrokenTileError';
  }
}

/**
 * The features of one layer on a tile, with the layer's companions: `…-aggregate`, what was left out, and `…-label`,
 * where labels stand.
 *
 * @param {Uint8Array} bytes
 * @param {string} layer
 * @param {Address} address
 * @returns {Batch | null} null when the tile has nothing of the layer
 * @throws {BrokenTileError} when the bytes are no vector tile
 */
export function decodeTile(bytes, layer, address) {
  const message = createProtobuf(bytes);
  try {
    const layers = readLayers(message);
    const features = layers.get(layer);
    const gathered = layers.get(`${layer}-aggregate`);
    if (!features && !gathered) {
      return null;
    }
    const batch = emptyBatch(layer, address, features);
    if (features) {
      readShapes(message, features, batch);
    }
    const labels = layers.get(`${layer}-label`);
    if (labels) {
      placeLabels(message, labels, batch);
    }
    const tile = /** @type {TilePart} */ (batch.tile);
    return { ...batch, tile: { ...tile, gathered: gathered ? cellsOf(message, gathered, tile.side) : [] } };
  } catch (failure) {
    if (failure instanceof RangeError || failure instanceof TypeError) {
      throw new BrokenTileError(`tile ${address.z}/${address.x}/${address.y}: ${failure.message}`);
    }
    throw failure;
  }
}

/**
 * @param {string} layer
 * @param {Address} address
 * @param {RawLayer | undefined} raw
 * @returns {Batch}
 */
function emptyBatch(layer, address, raw) {
  const count = raw?.features.length ?? 0;
  const side = 1 / 2 ** address.z;
  /** @param {number} i @param {string} field */
  function property(i, field) {
    const code = raw ? codeOf(raw, i, field) : -1;
    return code < 0 ? undefined : raw?.value(code);
  }
  return {
    layer,
    count,
    ids: raw?.features.map((feature, i) => String(property(i, 'id') ?? feature.id)) ?? [],
    property,
    properties: (i) => (raw ? propertiesOf(raw, i) : {}),
    revision: 0,
    kinds: Uint8Array.from(raw?.features ?? [], (feature) => feature.kind),
    originX: address.x * side,
    originY: address.y * side,
    firstPart: new Uint32Array(count + 1),
    firstPoint: new Uint32Array(1),
    xy: new Float32Array(0),
    boxes: new Float32Array(count * 4),
    anchors: new Float32Array(count * 2).fill(Number.NaN),
    angles: new Float32Array(count),
    tile: {
      address,
      keys: Float64Array.from(raw?.features ?? [], (feature) => feature.id),
      labelled: new Uint8Array(count),
      labels: false,
      code: (i, field) => (raw ? codeOf(raw, i, field) : -1),
      gathered: [],
      side,
      asked: 0,
    },
  };
}

/**
 * @param {RawLayer} raw
 * @param {number} i
 * @param {string} field
 */
function codeOf(raw, i, field) {
  const tags = raw.features[i]?.tags ?? [];
  const wanted = raw.fields.indexOf(field);
  for (let k = 0; k + 1 < tags.length; k += 2) {
    if (tags[k] === wanted) {
      return num(tags[k + 1]);
    }
  }
  return -1;
}

/**
 * All properties of a feature of a layer.
 *
 * @param {RawLayer} raw
 * @param {number} i
 * @returns {Record<string, any>}
 */
function propertiesOf(raw, i) {
  /** @type {Record<string, any>} */
  const properties = {};
  const tags = raw.features[i]?.tags ?? [];
  for (let k = 0; k + 1 < tags.length; k += 2) {
    properties[String(raw.fields[num(tags[k])])] = raw.value(num(tags[k + 1]));
  }
  return properties;
}

/**
 * @param {Protobuf} message
 * @returns {Map<string, RawLayer>}
 */
function readLayers(message) {
  /** @type {Map<string, RawLayer>} */
  const layers = new Map();
  message.each(0, message.length, (field, wire, from, to) => {
    if (field === 3 && wire === LENGTH) {
      const layer = readLayer(message, from, to);
      layers.set(layer.name, layer);
    }
  });
  return layers;
}

/**
 * @param {Protobuf} message
 * @param {number} begin
 * @param {number} end
 * @returns {RawLayer}
 */
function readLayer(message, begin, end) {
  /** @type {number[]} */
  const values = [];
  /** @type {any[]} */
  const known = [];
  /** @type {RawLayer} */
  const layer = { name: '', extent: 4096, fields: [], value: (k) => (known[k] ??= read(k)), features: [] };
  /** @param {number} k Texts are read when somebody asks: most names never are. */
  function read(k) {
    if (values[k * 2] === undefined) {
      throw new RangeError(`there is no value ${k}`);
    }
    return readValue(message, num(values[k * 2]), num(values[k * 2 + 1]));
  }
  message.each(begin, end, (field, _wire, from, to) => {
    if (field === 1) {
      layer.name = message.text(from, to);
    } else if (field === 2) {
      layer.features.push(readFeature(message, from, to));
    } else if (field === 3) {
      layer.fields.push(message.text(from, to));
    } else if (field === 4) {
      values.push(from, to);
    } else if (field === 5) {
      layer.extent = from;
    }
  });
  if (!(layer.extent > 0)) {
    throw new RangeError(`extent ${layer.extent}`);
  }
  return layer;
}

/**
 * @param {Protobuf} message
 * @param {number} begin
 * @param {number} end
 */
function readFeature(message, begin, end) {
  const feature = { id: 0, kind: -1, tags: new Uint32Array(0), from: 0, to: 0 };
  message.each(begin, end, (field, _wire, from, to) => {
    if (field === 1) {
      feature.id = from;
    } else if (field === 2) {
      feature.tags = message.packed(from, to);
    } else if (field === 3) {
      feature.kind = [-1, POINT, LINE, AREA][from] ?? -1;
    } else if (field === 4) {
      feature.from = from;
      feature.to = to;
    }
  });
  return feature;
}

/**
 * @param {Protobuf} message
 * @param {number} begin
 * @param {number} end
 */
function readValue(message, begin, end) {
  /** @type {any} */
  let value = null;
  message.each(begin, end, (field, _wire, from, to) => {
    if (field === 1) {
      value = message.text(from, to);
    } else if (field === 2) {
      value = message.float(from);
    } else if (field === 3) {
      value = message.double(from);
    } else if (field === 6) {
      value = from % 2 === 0 ? from / 2 : -(from + 1) / 2;
    } else if (field === 7) {
      value = from !== 0;
    } else {
      value = from;
    }
  });
  return value;
}

/**
 * @param {Protobuf} message
 * @param {RawLayer} raw
 * @param {Batch} batch
 */
function readShapes(message, raw, batch) {
  const bytes = raw.features.reduce((sum, feature) => sum + feature.to - feature.from, 0);
  // A point takes two bytes at least, and the one that closes a ring one.
  const xy = new Float32Array(bytes * 2);
  /** @type {number[]} */
  const firstPoint = [0];
  const scale = num(batch.tile?.side) / raw.extent;
  let point = 0;
  raw.features.forEach((feature, i) => {
    let start = point;
    walk(message, feature.from, feature.to, (command, x, y) => {
      if (command === MOVE) {
        if (point > num(firstPoint[firstPoint.length - 1])) {
          firstPoint.push(point);
        }
        start = point;
      }
      if (command === CLOSE) {
        xy[point * 2] = num(xy[start * 2]);
        xy[point * 2 + 1] = num(xy[start * 2 + 1]);
      } else {
        xy[point * 2] = x * scale;
        xy[point * 2 + 1] = y * scale;
      }
      point++;
    });
    if (point > num(firstPoint[firstPoint.length - 1])) {
      firstPoint.push(point);
    }
    batch.firstPart[i + 1] = firstPoint.length - 1;
  });
  batch.xy = xy.slice(0, point * 2);
  batch.firstPoint = Uint32Array.from(firstPoint);
  for (let i = 0; i < batch.count; i++) {
    measureBox(batch, i);
  }
}

const MOVE = 1;
const LINE_TO = 2;
const CLOSE = 7;

/**
 * Commands of a geometry, in units of the tile. Source: Vector Tile Specification 2.1, section 4.3.
 *
 * @param {Protobuf} message
 * @param {number} from
 * @param {number} to
 * @param {(command: number, x: number, y: number) => void} visit
 */
function walk(message, from, to, visit) {
  let x = 0;
  let y = 0;
  message.seek(from);
  while (message.at() < to) {
    const head = message.varint();
    const command = head & 7;
    if (command === CLOSE) {
      visit(CLOSE, x, y);
      continue;
    }
    if (command !== MOVE && command !== LINE_TO) {
      throw new RangeError(`unknown command ${command}`);
    }
    for (let left = head >>> 3; left > 0; left--) {
      x += message.signed();
      y += message.signed();
      visit(command, x, y);
    }
  }
}

/**
 * @param {Protobuf} message
 * @param {RawLayer} labels
 * @param {Batch} batch
 */
function placeLabels(message, labels, batch) {
  const tile = /** @type {TilePart} */ (batch.tile);
  /** @type {Map<number, number>} */
  const places = new Map();
  tile.keys.forEach((key, i) => {
    places.set(key, i);
  });
  tile.labels = true;
  for (const { id, from, to } of labels.features) {
    const i = places.get(id);
    if (i !== undefined) {
      walk(message, from, to, (_command, x, y) => {
        batch.anchors[i * 2] = (x * tile.side) / labels.extent;
        batch.anchors[i * 2 + 1] = (y * tile.side) / labels.extent;
      });
      tile.labelled[i] = 1;
    }
  }
}

/**
 * @param {Protobuf} message
 * @param {RawLayer} raw
 * @param {number} side of the tile, world units
 * @returns {import('./gathered.js').Gathered[]}
 */
function cellsOf(message, raw, side) {
  const scale = side / raw.extent;
  return raw.features.map((feature, i) => {
    const cell = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity };
    walk(message, feature.from, feature.to, (command, x, y) => {
      if (command !== CLOSE) {
        cell.minX = Math.min(cell.minX, x * scale);
        cell.minY = Math.min(cell.minY, y * scale);
        cell.maxX = Math.max(cell.maxX, x * scale);
        cell.maxY = Math.max(cell.maxY, y * scale);
      }
    });
    const properties = propertiesOf(raw, i);
    return { ...cell, count: Number(properties.count) || 0, properties };
  });
}
