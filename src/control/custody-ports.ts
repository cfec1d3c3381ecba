import type { AuditRow } from '../kernel/records.ts';
import type { Period } from './ledger-ports.ts';

/** Calls of a period on one version of an account’s key. */
export interface KeyUses {
  credentialId: string;
  version: number;
  calls: number;
  attempts: number;
  firstAt: number;
  lastAt: number;
  hosts: string[];
}

/** How often sealed secrets of one version were opened, on all replicas. */
export interface KeyOpens {
  credentialId: string;
  version: number;
  opens: number;
  lastAt: number;
}

/** What custody takes of one tenant and environment. */
export interface CustodyRepository {
  /** Every act on a credential, the oldest first. */
  listActs(): Promise<AuditRow[]>;
  /** The end of the tenant’s audit chain; undefined before its first row. */
  auditHead(): Promise<Pick<AuditRow, 'seq' | 'hash'> | undefined>;
  listUses(period: Period): Promise<KeyUses[]>;
  listOpens(): Promise<KeyOpens[]>;
}
