import { createHash } from 'node:crypto';
import { attemptFields } from './attempt-list.ts';
import type { AttemptRecord } from './records.ts';
import type { Environment } from './scope.ts';

/** An attempt in the chain of its tenant and environment. */
export interface LedgerRow extends AttemptRecord {
  /** Counts from 1, without gaps. */
  seq: number;
  hash: Uint8Array;
  /** How many of the fields there were when the row was hashed. */
  fields: number;
}

export interface LedgerHead {
  tenantId: string;
  environment: Environment;
  seq: number;
  hash: Uint8Array;
}

export interface LedgerCheckpoint extends LedgerHead {
  at: number;
  /** `retention`: the rows up to this one were removed after it was signed. */
  kind: 'periodic' | 'retention';
  /** Of a retention: rows of calls that came in before then may be gone. */
  keptSince: number | null;
  keyId: string;
  signature: Uint8Array;
}

/**
 * What a row's hash covers: the hash of the row before, and the hash of the row's own text. Docs and outside verifiers
 * repeat this, and so does the database as rows come in: the values in the order of `attemptFields`, each as JSON, with
 * a comma and a space between them. A row that an older version wrote has fewer.
 */
export function ledgerHash(previous: Uint8Array, row: LedgerRow): Uint8Array {
  const values = attemptFields.slice(0, row.fields).map((field) => JSON.stringify(row[field]));
  const leaf = createHash('sha256')
    .update(`[${values.join(', ')}]`)
    .digest();
  return new Uint8Array(createHash('sha256').update(previous).update(leaf).digest());
}
