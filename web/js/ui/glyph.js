// ui/glyph.js: the small signs of states, layers and buttons, as path data for both SVG and canvas (16 by 16 units).

/**
 * A sign is drawn by stroking its path, 1.5 units wide, with round joins.
 * @typedef {{path: string}} Sign
 */

/** @type {Readonly<Record<string, Sign>>} */
const SIGNS = Object.freeze({
  // states
  circle: { path: 'M8 3.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z' },
  survey: { path: 'M7 3a4 4 0 1 0 0 8a4 4 0 1 0 0-8zM10 10l3.5 3.5' },
  talk: { path: 'M3 4h10v6.5H8L5 13v-2.5H3z' },
  pen: { path: 'M3 13l.8-3L11 2.8l2.2 2.2L6 12.2z' },
  clear: { path: 'M3.5 12.5h9M5 12.5V7l3-3 3 3v5.5M3 3l10 10' },
  box: { path: 'M3 5.5h10V13H3zM3 5.5l1.5-2.5h7L13 5.5M8 5.5V8' },
  notice: { path: 'M3 6.5v3l2.5.5L11 13V3L5.5 6zM13 6.5v3' },
  key: { path: 'M5 5.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5zM7.5 8H14M12 8v2.5' },
  crane: { path: 'M5 14V2.5l8.5 2.5H3M11 5v4M9.5 9h3M3 14h5' },
  tick: { path: 'M3 8.5l3.5 3.5L13 4.5' },
  gear: {
    path: 'M8 5.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5zM8 2v2M8 12v2M2 8h2M12 8h2M3.8 3.8l1.4 1.4M10.8 10.8l1.4 1.4M3.8 12.2l1.4-1.4M10.8 5.2l1.4-1.4',
  },
  star: { path: 'M8 2.5l1.7 3.6 3.8.5-2.8 2.7.7 3.9L8 11.3l-3.4 1.9.7-3.9L2.5 6.6l3.8-.5z' },
  bang: { path: 'M8 2.5v7M8 12.5v.8' },
  down: { path: 'M8 2.5v10.5M3.5 8.5L8 13l4.5-4.5' },
  pause: { path: 'M5.5 3.5v9M10.5 3.5v9' },
  cross: { path: 'M4 4l8 8M12 4l-8 8' },
  leaf: { path: 'M3 13C3 6 7 3 13 3c0 6-3 10-9 9M3 13l5.5-5.5' },
  // layers
  pin: { path: 'M8 2.5a4 4 0 0 0-4 4c0 3 4 7 4 7s4-4 4-7a4 4 0 0 0-4-4zM8 5.5v2' },
  workshop: { path: 'M2.5 7.5L8 3l5.5 4.5M4 6.5V13h8V6.5M8 9v4' },
  orchard: { path: 'M8 2.5a4 4 0 0 0-1.5 7.7a4 4 0 0 0 3 0A4 4 0 0 0 8 2.5zM8 7v6.5' },
  drop: { path: 'M8 2.5s4 4.5 4 7a4 4 0 0 1-8 0c0-2.5 4-7 4-7z' },
  park: { path: 'M8 2.5L4 8h2L3 12h10l-3-4h2zM8 12v2' },
  factory: { path: 'M2.5 13V6l4 2.5V6l4 2.5V3h3v10z' },
  people: {
    path: 'M5.5 4a2 2 0 1 0 0 4a2 2 0 1 0 0-4zM2 13c0-2.5 1.5-4 3.5-4S9 10.5 9 13M10.5 5a1.7 1.7 0 1 0 0 3.4M11 9.5c1.8 0 3 1.3 3 3.5',
  },
  house: { path: 'M3 8l5-5 5 5M4.5 7v6h7V7' },
  road: { path: 'M5.5 2.5L3 13.5M10.5 2.5L13 13.5M8 3v2M8 7v2M8 11v2' },
  flag: { path: 'M4 14V3h8l-2 3 2 3H4' },
  // buttons
  bell: {
    path: 'M8 2.5A3.7 3.7 0 0 0 4.3 6.2C4.3 9.5 3 10.3 3 11.5h10c0-1.2-1.3-2-1.3-5.3A3.7 3.7 0 0 0 8 2.5zM6.6 13.6h2.8',
  },
  hand: {
    path: 'M4.5 9V5.5M6.5 8V3.5M8.5 8V3M10.5 8V4.5M4.5 9c-1-1.5-2.5-1-2 .5L4.5 12.5c1 1 2 1.5 3.5 1.5c3 0 4-2 4-4.5V6.5',
  },
  dashed: { path: 'M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3M5.5 10.5l5-5' },
  megaphone: { path: 'M3 6.5v3l2.5.5L11 13V3L5.5 6zM13 6.5v3' },
  alert: { path: 'M8 2.5v7M8 12.5v.8' },
  arrow: { path: 'M3 8h10M9 4l4 4-4 4' },
  doc: { path: 'M4 2.5h5.5L12 5v8.5H4zM9.5 2.5V5H12M6 8h4M6 10.5h4' },
  undo: { path: 'M6 3L3 6l3 3M3 6h6a3.5 3.5 0 0 1 0 7H6' },
  swap: { path: 'M3 5.5h9M9.5 3L12 5.5 9.5 8M13 10.5H4M6.5 8L4 10.5 6.5 13' },
  list: { path: 'M6 4h8M6 8h8M6 12h8M2.5 4h.5M2.5 8h.5M2.5 12h.5' },
  layers: { path: 'M8 2.5L2 6l6 3.5L14 6zM2.5 9L8 12.5 13.5 9' },
  search: { path: 'M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9zM10.3 10.3L14 14' },
  locate: { path: 'M8 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8zM8 1.5V4M8 12v2.5M1.5 8H4M12 8h2.5' },
  home: { path: 'M2.5 5.5v-3h3M10.5 2.5h3v3M13.5 10.5v3h-3M5.5 13.5h-3v-3M6 6h4v4H6z' },
  plus: { path: 'M8 3v10M3 8h10' },
  minus: { path: 'M3 8h10' },
  close: { path: 'M4 4l8 8M12 4l-8 8' },
  moon: { path: 'M13 9.5A5.5 5.5 0 1 1 6.5 3a4.5 4.5 0 0 0 6.5 6.5z' },
  sun: {
    path: 'M8 5.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5zM8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1',
  },
  warn: { path: 'M8 2.5L14 13H2zM8 6.5v3M8 11v.5' },
  chevron: { path: 'M5.5 3.5L10 8l-4.5 4.5' },
  back: { path: 'M13 8H3M7 4L3 8l4 4' },
  link: {
    path: 'M6.5 9.5l3-3M7 4.5l1.5-1.5a3 3 0 0 1 4.3 4.3L11.3 8.8M9 11.5L7.5 13a3 3 0 0 1-4.3-4.3L4.7 7.2',
  },
  person: { path: 'M8 2.5a2.7 2.7 0 1 0 0 5.4a2.7 2.7 0 1 0 0-5.4zM3 13.5c0-3 2-4.5 5-4.5s5 1.5 5 4.5' },
  eye: {
    path: 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM8 6.2a1.8 1.8 0 1 0 0 3.6a1.8 1.8 0 1 0 0-3.6z',
  },
  eyeOff: { path: 'M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM3 13L13 3' },
  clock: { path: 'M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11zM8 5v3l2 1.5' },
});

/** Drawn for a name that is not here, so that data with a new name still shows. @type {Sign} */
const UNKNOWN = { path: 'M8 5a3 3 0 1 0 0 6a3 3 0 1 0 0-6z' };

/**
 * Path data of a sign; a plain ring for an unknown name.
 *
 * @param {string | undefined} name
 * @returns {string}
 */
export function signPath(name) {
  return (SIGNS[name ?? 'circle'] ?? UNKNOWN).path;
}

/** @param {string} name */
export function hasSign(name) {
  return name in SIGNS;
}
