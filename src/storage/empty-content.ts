import type { SnapshotContent } from '../snapshot/ports.ts';

/** Of every kind none: what a read fills in where something stands. */
export const emptyContent: SnapshotContent = {
  tenants: [],
  tokens: [],
  agents: [],
  features: [],
  assignments: [],
  people: [],
  credentials: [],
  modelConfigs: [],
  egressRules: [],
  settings: [],
  callLimits: [],
  platformCallLimits: [],
  failurePolicies: [],
  locks: [],
  stops: [],
  budgets: [],
};
