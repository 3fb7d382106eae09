// workflow/types.d.ts: the shapes of proposals, deadlines, files and the inbox, as JSDoc types; no code.
import type { Label, Ref } from '../types.js';

/** A deadline, worked out by the server; `daysOverdue` is negative while the day is still to come. */
export interface Due {
  title: Label;
  clause: Label | null;
  to: string | null;
  field: string | null;
  since: string;
  days: number;
  on: string;
  daysOverdue: number;
}

export interface Person {
  name: string;
  displayName: string;
}

/** A step that one person proposes and another decides. */
export interface Proposal {
  id: string;
  layer: string;
  featureId: string;
  version: number;
  status: 'open' | 'returned' | 'approved' | 'withdrawn';
  stale: boolean;
  from: string;
  to: string;
  label: Label;
  baseVersion: number;
  validFrom: string | null;
  note: string | null;
  // biome-ignore lint/suspicious/noExplicitAny: evidence values are what the workflow asks for
  evidence: Record<string, any>;
  proposedBy: Person;
  proposedAt: string;
  decidedBy: readonly string[];
  may: { decide: boolean; reason: string | null; amend: boolean; withdraw: boolean };
  events: readonly {
    version: number;
    action: 'propose' | 'resubmit' | 'return' | 'withdraw' | 'approve';
    by: Person;
    at: string;
    comment: string | null;
    madeVersion: number | null;
  }[];
}

/** A file about a feature. */
export interface Attachment {
  id: string;
  name: string;
  type: string;
  size: number;
  takenAt: string | null;
  longitude: number | null;
  latitude: number | null;
  href: string;
}

export type InboxKind = 'decide' | 'returned' | 'stale' | 'due' | 'idle' | 'proposed' | 'mine';

export interface InboxItem extends Ref {
  name: Label;
  state: string | null;
  label: Label | null;
  due: Due | null;
  proposal: {
    id: string;
    version: number;
    status: Proposal['status'];
    stale: boolean;
    to: string;
    label: Label;
    by: Person;
    at: string;
    comment: string | null;
  } | null;
  steps: readonly Label[];
}

/** What waits for the reader. */
export interface Inbox {
  day: string;
  groups: readonly { kind: InboxKind; count: number; more: boolean; items: readonly InboxItem[] }[];
}
