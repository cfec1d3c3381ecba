import type { AuditRow, CheckpointRecord } from '../kernel/records.ts';

/** What signing the audit chains, and verifying them, need of storage, beside what a tenant sees of its own. */

/** Where the keys with which checkpoints and tombstones are signed rest, sealed. */
export interface SigningKeyStore {
  listSigningKeys(): Promise<StoredSigningKey[]>;
  insertFirstSigningKey(key: StoredSigningKey): Promise<void>;
}

export interface StoredSigningKey {
  keyId: string;
  /** SPKI, DER. */
  publicKey: Uint8Array;
  sealedPrivateKey: Uint8Array;
}

export interface CheckpointStore {
  /** Chains with rows since that time and without a checkpoint for the last of them. */
  listUnsignedHeads(since: number): Promise<{ tenantId: string; seq: number; hash: Uint8Array }[]>;
  insertCheckpoint(checkpoint: CheckpointRecord): Promise<void>;
}

/** What a verifier reads, across all that the tenant's own view leaves out. */
export interface AuditReader {
  listTenantIds(): Promise<string[]>;
  readRows(tenantId: string, afterSeq: number, limit: number): Promise<AuditRow[]>;
  readCheckpoints(tenantId: string): Promise<CheckpointRecord[]>;
}
