import type { Environment } from './scope.ts';

export const exportKinds = ['otlp', 'webhook', 'object_store'] as const;
export type ExportKind = (typeof exportKinds)[number];

/** What can be sent on: rows of the ledger and of the audit log, and signed ends of the ledger’s chain. */
export const exportStreams = ['ledger', 'audit', 'checkpoints'] as const;
export type ExportStream = (typeof exportStreams)[number];

/** Where rows of an environment are sent to; of all environments and tenants, where it is the platform’s. */
export interface ExportRecord {
  tenantId: string;
  environment: Environment;
  id: string;
  name: string;
  kind: ExportKind;
  /** Of the destination: the rest of its URL may hold a signature, and is sealed with its headers. */
  origin: string;
  streams: ExportStream[];
  enabled: boolean;
  secretVersion: number;
  sealed: Uint8Array;
  failures: number;
  failingSince: number | null;
  lastError: string | null;
  lastStatus: number | null;
  deliveredAt: number | null;
  deliveredRows: number;
  createdAt: number;
  updatedAt: number;
}

/** One row on its way. The id is the same however often it is sent. */
export interface ExportItem {
  stream: ExportStream;
  id: string;
  tenant: string;
  environment: string | null;
  seq: number;
  at: number;
  record: Record<string, unknown>;
}

/** How far a stream of one chain has been sent: up to a number, or of checkpoints up to a time. */
export interface ExportCursor {
  stream: ExportStream;
  tenantId: string;
  /** Empty for the audit log, which is one chain for all environments. */
  environment: Environment | '';
  position: number;
}
