// types.d.ts: the shapes the page shares, as JSDoc types; no code.
// Shapes of the server's JSON follow the API document served at /ogc/api.

import type { Api } from './api.js';
import type { I18n } from './i18n.js';
import type { OperationSummary } from './lineage/types.js';
import type { Store as StoreOf } from './store.js';
import type { Ui } from './ui/ui.js';
import type { Due, Proposal } from './workflow/types.js';

export type { Attachment, Due, Inbox, InboxItem, InboxKind, Person, Proposal } from './workflow/types.js';

export interface Label {
  zh: string;
  en: string;
}

export interface FieldDef {
  name: string;
  type:
    | 'text'
    | 'integer'
    | 'number'
    | 'boolean'
    | 'date'
    | 'code'
    | 'partial_date'
    | 'timestamp'
    | 'text_list';
  title: Label;
  required?: boolean;
  maxLength?: number | null;
  unit?: string | null;
  codeList?: string | null;
  minimum?: number | null;
  maximum?: number | null;
  description?: Label;
  common?: boolean;
}

export type Pattern = 'none' | 'hatch' | 'dots' | 'waves' | 'cross';

export interface LayerStyle {
  color?: string;
  fillOpacity?: number;
  width?: number;
  dash?: readonly number[] | null;
  pattern?: Pattern;
  glyph?: string;
  visible?: boolean;
  minZoom?: number;
  labelMinZoom?: number;
}

export interface ThemeDef {
  id: string;
  title: Label;
  field: string;
  colors: 'workflow' | 'codeList';
}

export interface LayerDef {
  id: string;
  order: number;
  title: Label;
  description?: Label;
  geometry: string;
  nameField: string;
  codeField?: string | null;
  source?: string;
  workflow?: string | null;
  statusField?: string | null;
  reshaping?: { operations: readonly string[]; areaField?: string } | null;
  fields: readonly FieldDef[];
  style?: LayerStyle;
  themes?: readonly ThemeDef[];
  count?: number;
}

export interface CodeDef {
  code: string;
  title: Label;
  color?: string | null;
  parent?: string | null;
  pattern?: Pattern;
}

export interface CodeList {
  id: string;
  title: Label;
  source?: string;
  codes: readonly CodeDef[];
}

export interface StateDef {
  id: string;
  title: Label;
  color: string;
  glyph?: string;
  pattern?: Pattern;
  stage?: number;
  side?: boolean;
}

export interface Workflow {
  id: string;
  title: Label;
  states: readonly StateDef[];
  transitions?: readonly {
    from: string;
    to: string;
    title?: Label | null;
    direction?: string;
    roles?: readonly string[];
  }[];
}

export interface Source {
  id: string;
  kind?: string;
  title: Label;
  publisher?: string;
  published?: string;
  note?: Label | null;
  licence?: string;
}

export interface Instance {
  title: Label;
  bbox: readonly [number, number, number, number];
  centre: readonly [number, number];
  zoom: number;
  notice?: Label | null;
}

/** A name that means another one; `misprint`: it is an error of its source. */
export interface Alias {
  alias: string;
  meant: string;
  misprint: boolean;
  reason: Label;
  source: string;
}

export interface Catalogue {
  instance: Instance;
  layers: readonly LayerDef[];
  codeLists: Record<string, CodeList>;
  workflows: Record<string, Workflow>;
  linkTypes: Record<string, { id: string; title: Label; inverse: Label }>;
  indicators: Record<string, { id: string; title: Label; unit?: string; group?: string }>;
  sources: Record<string, Source>;
  aliases: readonly Alias[];
}

export interface Ref {
  layer: string;
  id: string;
}

export interface Account {
  name: string;
  displayName: string;
  roles: readonly string[];
}

export interface Session {
  signedIn: boolean;
  account: Account | null;
  csrf?: { header: string; token: string } | null;
  /** Where else one can sign in. */
  provider?: { label: string; address: string } | null;
  /** Where to go after signing out, so that the identity provider forgets the browser too. */
  signOutAt?: string | null;
}

export interface Feature {
  type: 'Feature';
  id: string;
  geometry: Geometry | null;
  // biome-ignore lint/suspicious/noExplicitAny: field values are what the layer's definition says
  properties: Record<string, any>;
}

export interface Geometry {
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: nested to a depth that the type says
  coordinates?: any;
  geometries?: Geometry[];
}

export interface Transition {
  to: string;
  label: Label;
  direction: 'forward' | 'backward' | 'side';
  /** Roles that decide the step when it is proposed; empty if it is taken at once. */
  decidedBy: readonly string[];
  requires: readonly Requirement[];
}

export interface Requirement {
  field: string;
  type: 'text' | 'integer' | 'number' | 'date' | 'code' | 'account' | 'attachment';
  /** What an attachment may be; empty for whatever the server takes. */
  fileTypes?: readonly string[];
  label: Label;
  required?: boolean;
  group?: string | null;
  minimum?: number | null;
  maximum?: number | null;
  codeList?: string | null;
  notAfterToday?: boolean | null;
}

export interface Link {
  id: string;
  type: string;
  title: Label;
  direction: 'out' | 'in';
  basis: 'stated' | 'inferred' | 'spatial';
  share: number | null;
  validFrom: string | null;
  validTo: string | null;
  source: string | null;
  note: Label | null;
  version: number;
  target: Ref & { name: Label; state: string | null; hasGeometry: boolean };
}

export interface Observation {
  id: string;
  indicator: string;
  title: Label;
  value: number | null;
  text: string | null;
  unit: string | null;
  qualifier: string | null;
  asOf: string;
  source: string | null;
  basis: string;
  note: Label | null;
  version: number;
}

export interface Dossier extends Ref {
  version: number;
  name: Label;
  feature: Feature;
  recordedAt: string;
  recordedBy: string;
  validFrom: string;
  measures: {
    areaStatedM2: number | null;
    areaComputedM2: number | null;
    areaNote: string | null;
    bbox: readonly number[] | null;
  } | null;
  links: readonly Link[];
  observations: readonly Observation[];
  workflow: {
    id: string;
    state: string;
    label: Label;
    mayMove: boolean;
    reason: string | null;
    transitions: readonly Transition[];
    due: readonly Due[];
    proposal: Proposal | null;
  } | null;
  lineage?: readonly OperationSummary[];
  sources: Record<string, Source>;
  notice: Label | null;
}

export interface HistoryEntry {
  version: number;
  op: 'create' | 'update' | 'transition' | 'correct' | 'restore' | 'delete';
  at: string;
  by: { name: string; displayName: string };
  validFrom: string;
  /** Of a span of the past; null: it holds on. */
  validTo: string | null;
  from: string | null;
  to: string | null;
  note: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: evidence values are what the workflow asks for
  evidence: Record<string, any> | null;
  // biome-ignore lint/suspicious/noExplicitAny: field values are what the layer's definition says
  changes: readonly { field: string; old: any; new: any }[];
  geometryChanged: boolean;
  change: number;
}

export interface History extends Ref {
  entries: readonly HistoryEntry[];
}

export interface SearchResult extends Ref {
  name: Label;
  code: string | null;
  matched: { field: string; text: string } | null;
  state: string | null;
  bbox: readonly number[] | null;
}

export interface SearchAnswer {
  query: string;
  correction: { from: string; to: string; reason: Label; source: string } | null;
  total: number;
  results: readonly SearchResult[];
}

/** Everything the page knows. Never changed in place: `store.set` makes a new one. */
export interface State {
  catalogue: Catalogue | null;
  session: Session | null;
  lang: 'zh-CN' | 'en';
  dark: boolean;
  view: { center: readonly [number, number]; zoom: number };
  /** Ids of the layers shown on the map. */
  layers: readonly string[];
  theme: string;
  selected: Ref | null;
  /** Phone only: how far the object sheet is pulled up. */
  stop: 'peek' | 'half' | 'full';
  /** Phone only: whether the layer list lies over the map. */
  railOpen: boolean;
  /** The day that is looked at, `YYYY-MM-DD`; null: today, as it is now. */
  asOf: string | null;
  /** By what was known on this day; null: by what is known now. */
  knownOn: string | null;
  /** Whether the strip that chooses a day is there though the present is shown. */
  timeOpen: boolean;
  /** How many features each shown layer had on the day that is looked at; null: the catalogue says how many there are. */
  totals: Readonly<Record<string, number>> | null;
  /** The last change of a feature that was heard of, whoever made it. */
  heard: import('./live/stream.js').LiveEvent | null;
  /** The screen that lies over the map, null when the map is in front. */
  screen: ScreenPlace | null;
}

/** Which screen, and what its part of the address says. */
export interface ScreenPlace {
  /** Such as `inbox` or `admin/accounts`; the address is `#/inbox`. */
  path: string;
  query: Readonly<Record<string, string>>;
}

export type Store = StoreOf<State>;

/** What a panel may ask the rest of the page to do. */
export interface Actions {
  /** Selects a feature (opens the panel) or nothing (closes it). `fly` moves the map there. */
  select(ref: Ref | null, options?: { fly?: boolean; bbox?: readonly number[] | null }): void;
  /** Moves the map so that the box (lon/lat) is in view. */
  fly(bbox: readonly number[]): void;
  /** The server answered with new values of a feature: repaints it without a fetch. */
  changed(ref: Ref, properties: Record<string, unknown>): void;
  /** Paints the feature as waiting for the server's answer, or not any more. */
  pending(ref: Ref, on: boolean): void;
}

/** Handed to everything that is mounted. */
export interface Deps {
  api: Api;
  store: Store;
  i18n: I18n;
  ui: Ui;
  actions: Actions;
}
