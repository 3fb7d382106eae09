// lineage/model.js: operations as the page asks for them, and the words for what came of them. Pure.

/**
 * @typedef {import('../types.js').Dossier} Dossier
 * @typedef {import('../types.js').LayerDef} LayerDef
 * @typedef {import('./types.js').OperationSummary} OperationSummary
 * @typedef {import('./types.js').OperationReport} OperationReport
 * @typedef {readonly [number, number]} Position
 */

/**
 * What the caller may do to an object, by its layer and role; an operation needs a planner or an administrator.
 *
 * @param {LayerDef | undefined} layer
 * @param {readonly string[]} roles
 * @returns {readonly string[]}
 */
export function operationsOf(layer, roles) {
  const may = roles.includes('planner') || roles.includes('admin');
  return may ? (layer?.reshaping?.operations ?? []) : [];
}

/**
 * The operation that can be undone from an object: the last one, unless it is an undoing or was undone.
 *
 * @param {readonly OperationSummary[]} operations oldest first
 * @returns {OperationSummary | null}
 */
export function undoable(operations) {
  const last = operations.at(-1);
  return last && last.kind !== 'undo' && !last.undoneBy ? last : null;
}

/**
 * The corners of an object's outer ring, each once.
 *
 * @param {{type: string, coordinates?: any} | null} geometry
 * @returns {Position[]}
 */
export function cornersOf(geometry) {
  const rings = geometry?.type === 'MultiPolygon' ? geometry.coordinates[0] : geometry?.coordinates;
  return geometry?.type.endsWith('Polygon') ? rings[0].slice(0, -1) : [];
}

/**
 * Positions as people type them: one a line, longitude and latitude with a blank or a comma between.
 *
 * @param {string} text
 * @returns {Position[] | null} null if a line is none, or there are fewer than two
 */
export function positionsOf(text) {
  const positions = drawnOf(text);
  const rows = text.split('\n').filter((row) => row.trim() !== '');
  return positions.length === rows.length && positions.length >= 2 ? positions : null;
}

/**
 * Those positions that are typed already.
 *
 * @param {string} text as above
 * @returns {Position[]}
 */
export function drawnOf(text) {
  return text.split('\n').flatMap((row) => {
    const words = row.trim().split(/[\s,，;；]+/u);
    const [x, y] = words.map(Number);
    return words.length === 2 && Number.isFinite(x) && Number.isFinite(y)
      ? [/** @type {Position} */ ([x, y])]
      : [];
  });
}

/**
 * Positions as somebody would have typed them.
 *
 * @param {readonly Position[]} positions
 */
export function typedOf(positions) {
  return positions.map((position) => position.join(' ')).join('\n');
}

/**
 * Areas as people type them: numbers with blanks or commas between.
 *
 * @param {string} text
 * @returns {number[] | null} null if one is none
 */
export function areasOf(text) {
  const words = text.split(/[\s,，;；]+/u).filter((word) => word !== '');
  const numbers = words.map(Number);
  return numbers.every((number) => Number.isFinite(number) && number >= 0) ? numbers : null;
}

/**
 * A split, as it is sent.
 *
 * @param {Dossier} dossier
 * @param {LayerDef | undefined} layer
 * @param {{line: readonly Position[], areas: readonly number[], reason: string}} asked
 */
export function splitOf(dossier, layer, { line, areas, reason }) {
  const field = layer?.reshaping?.areaField;
  return {
    kind: 'split',
    layer: dossier.layer,
    parents: [{ id: dossier.id, version: dossier.version }],
    line: { type: 'LineString', coordinates: line },
    children: field ? areas.map((area) => ({ values: { [field]: area } })) : [],
    reason,
  };
}

/**
 * A merge, as it is sent.
 *
 * @param {Dossier} dossier
 * @param {readonly {id: string, version: number}[]} others
 * @param {string} reason
 */
export function mergeOf(dossier, others, reason) {
  return {
    kind: 'merge',
    layer: dossier.layer,
    parents: [{ id: dossier.id, version: dossier.version }, ...others],
    reason,
  };
}

/**
 * How many links and figures an operation ends and makes.
 *
 * @param {OperationReport} report
 */
export function countsOf(report) {
  const of = (/** @type {readonly {role: string}[]} */ things, /** @type {string} */ role) =>
    things.filter((thing) => thing.role === role).length;
  return {
    linksEnded: of(report.links, 'parent'),
    linksMade: of(report.links, 'child'),
    figuresBefore: of(report.observations, 'parent'),
    figuresMade: of(report.observations, 'child'),
  };
}
