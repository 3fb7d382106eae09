// lineage/types.d.ts: operations as the service tells them.
import type { Geometry, Label, Ref } from '../types.js';

/** A split, merge, adjustment or undoing in few words. */
export interface OperationSummary {
  id: string;
  kind: 'split' | 'merge' | 'adjust' | 'undo';
  undoes: string | null;
  undoneBy: string | null;
  reason: string;
  validFrom: string;
  recordedAt: string;
  recordedBy: string;
  parents: readonly { id: string; version: number }[];
  children: readonly { id: string; version: number }[];
}

/** A feature before or after an operation. */
export interface OperationMember extends Ref {
  version: number;
  name: Label;
  areaStatedM2: number | null;
  areaComputedM2: number | null;
  geometry: Geometry | null;
}

/** What an operation did, or would do. */
export interface OperationReport extends Omit<OperationSummary, 'parents' | 'children'> {
  layer: string;
  parents: readonly OperationMember[];
  children: readonly OperationMember[];
  links: readonly { role: 'parent' | 'child'; id: string }[];
  observations: readonly { role: 'parent' | 'child'; id: string }[];
}
