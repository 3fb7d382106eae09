// workflow/form.js: the evidence form of a transition: what is typed, what is wrong with it, what is sent. Pure.
// The checks mirror the server's, to save a round trip; the server decides.

/**
 * @typedef {import('../types.js').Transition} Transition
 * @typedef {import('../types.js').Requirement} Requirement
 *
 * @typedef {object} Form what is typed, as text
 * @property {string} validFrom `YYYY-MM-DD`
 * @property {string} note
 * @property {Readonly<Record<string, string>>} values by requirement field
 *
 * @typedef {{key: string, vars?: Record<string, string | number>}} Words key of the words and what goes into them
 *
 * @typedef {object} Move what `api.transition` takes
 * @property {number} version
 * @property {string} to
 * @property {string} [validFrom]
 * @property {string} [note]
 * @property {Record<string, unknown>} evidence
 */

const INTEGER = /^[+-]?\d+$/;
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
const MAX_NOTE = 2000;

/**
 * The empty form of a step. Evidence that the feature has already (the number of households) is filled in.
 *
 * @param {Transition} step
 * @param {Record<string, unknown>} properties the feature's values now
 * @param {string} today `YYYY-MM-DD`
 * @returns {Form}
 */
export function emptyForm(step, properties, today) {
  return {
    validFrom: today,
    note: '',
    values: Object.fromEntries(
      step.requires.map(({ field, type }) => [field, known(properties[field], type)]),
    ),
  };
}

/**
 * The form for another step, or for the same one of a newer version: what was typed stays where the field is asked again.
 *
 * @param {Form} form
 * @param {Transition} step
 * @param {Record<string, unknown>} properties
 * @returns {Form}
 */
export function carryOver(form, step, properties) {
  const fresh = emptyForm(step, properties, form.validFrom);
  const values = Object.fromEntries(
    Object.entries(fresh.values).map(([field, value]) => [field, form.values[field] || value]),
  );
  return { ...form, values };
}

/**
 * The form of a proposal that its proposer amends: everything as it was proposed.
 *
 * @param {Transition} step
 * @param {import('../types.js').Proposal} proposal
 * @param {string} today `YYYY-MM-DD`
 * @param {(instant: string) => string} dayOf
 * @returns {Form}
 */
export function proposedForm(step, proposal, today, dayOf) {
  return {
    validFrom: proposal.validFrom ? dayOf(proposal.validFrom) : today,
    note: proposal.note ?? '',
    values: Object.fromEntries(
      step.requires.map(({ field }) => [field, String(proposal.evidence[field] ?? '')]),
    ),
  };
}

/**
 * @param {unknown} value
 * @param {Requirement['type']} type
 * @returns {string}
 */
function known(value, type) {
  // A second person is named, and a file shown, anew each time.
  const anew = type === 'account' || type === 'attachment';
  return value === null || value === undefined || anew ? '' : String(value);
}

/**
 * Whether anything was typed that closing would lose.
 *
 * @param {Form} form
 * @param {Form} start
 * @returns {boolean}
 */
export function isDirty(form, start) {
  return JSON.stringify(form) !== JSON.stringify(start);
}

/**
 * What is wrong, by field; `validFrom` and `note` are fields too. An empty object means: send it.
 *
 * @param {Form} form
 * @param {Transition} step
 * @param {{today: string, caller: string | null, isCode: (list: string, code: string) => boolean}} world
 * @returns {Record<string, Words>}
 */
export function problemsOf(form, step, world) {
  /** @type {Record<string, Words>} */
  const problems = {};
  if (!isDay(form.validFrom)) {
    problems.validFrom = { key: 'workflow.problem.date' };
  } else if (form.validFrom > world.today) {
    problems.validFrom = { key: 'workflow.problem.future' };
  }
  if (form.note.length > MAX_NOTE) {
    problems.note = { key: 'workflow.problem.long', vars: { maximum: MAX_NOTE } };
  }
  for (const requirement of step.requires) {
    const problem = problemOf((form.values[requirement.field] ?? '').trim(), requirement, world);
    if (problem) {
      problems[requirement.field] = problem;
    }
  }
  for (const { group, fields } of groupsOf(step)) {
    const [first] = fields;
    if (group && first && !fields.some(({ field }) => (form.values[field] ?? '').trim())) {
      problems[first.field] ??= { key: 'workflow.problem.group' };
    }
  }
  return problems;
}

/**
 * @param {string} typed
 * @param {Requirement} requirement
 * @param {{today: string, caller: string | null, isCode: (list: string, code: string) => boolean}} world
 * @returns {Words | null}
 */
function problemOf(typed, requirement, world) {
  if (typed === '') {
    return requirement.required && !requirement.group ? { key: 'workflow.problem.required' } : null;
  }
  switch (requirement.type) {
    case 'integer':
      return INTEGER.test(typed)
        ? outOfRange(Number(typed), requirement)
        : { key: 'workflow.problem.integer' };
    case 'number':
      return NUMBER.test(typed) ? outOfRange(Number(typed), requirement) : { key: 'workflow.problem.number' };
    case 'date':
      if (!isDay(typed)) {
        return { key: 'workflow.problem.date' };
      }
      return requirement.notAfterToday && typed > world.today ? { key: 'workflow.problem.future' } : null;
    case 'code':
      return world.isCode(requirement.codeList ?? '', typed) ? null : { key: 'workflow.problem.code' };
    case 'account':
      return typed === world.caller ? { key: 'workflow.problem.self' } : null;
    default:
      return null;
  }
}

/**
 * @param {number} value
 * @param {Requirement} requirement
 * @returns {Words | null}
 */
function outOfRange(value, { minimum, maximum }) {
  if (typeof minimum === 'number' && value < minimum) {
    return { key: 'workflow.problem.minimum', vars: { minimum } };
  }
  if (typeof maximum === 'number' && value > maximum) {
    return { key: 'workflow.problem.maximum', vars: { maximum } };
  }
  return null;
}

/**
 * A day that the calendar has: 30 February is none.
 *
 * @param {string} text
 * @returns {boolean}
 */
export function isDay(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return false;
  }
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/**
 * Requirements in their order, alternatives of one group together where the first of them stands.
 *
 * @param {Transition} step
 * @returns {readonly {group: string | null, fields: readonly Requirement[]}[]}
 */
export function groupsOf(step) {
  /** @type {{group: string | null, fields: Requirement[]}[]} */
  const found = [];
  for (const requirement of step.requires) {
    const group = requirement.group ?? null;
    const same = group ? found.find((entry) => entry.group === group) : undefined;
    if (same) {
      same.fields.push(requirement);
    } else {
      found.push({ group, fields: [requirement] });
    }
  }
  return found;
}

/**
 * What is sent. Empty evidence is left out, numbers go as numbers. An effective date of today is left out too: the
 * server then takes this very moment, which lies after the step before even when that was made this morning.
 *
 * @param {Form} form without problems
 * @param {Transition} step
 * @param {number} version the version that the form was filled in for
 * @param {string} today `YYYY-MM-DD`
 * @returns {Move}
 */
export function moveOf(form, step, version, today) {
  const note = form.note.trim();
  return {
    version,
    to: step.to,
    ...(form.validFrom === today ? {} : { validFrom: form.validFrom }),
    ...(note ? { note } : {}),
    evidence: evidenceOf(form, step),
  };
}

/**
 * @param {Form} form
 * @param {Transition} step
 * @returns {Record<string, unknown>}
 */
export function evidenceOf(form, step) {
  /** @type {Record<string, unknown>} */
  const evidence = {};
  for (const { field, type } of step.requires) {
    const typed = (form.values[field] ?? '').trim();
    if (typed !== '') {
      evidence[field] = type === 'integer' || type === 'number' ? Number(typed) : typed;
    }
  }
  return evidence;
}
