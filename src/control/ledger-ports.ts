import type { LedgerCheckpoint, LedgerHead, LedgerRow } from '../kernel/ledger.ts';
import type { Page, PageOf } from '../kernel/paging.ts';
import type { Owner, Payer } from '../kernel/records.ts';
import type { Environment } from '../kernel/scope.ts';

/** Times in milliseconds: from the first on, before the second. */
export interface Period {
  from: number;
  to: number;
}

export interface LedgerFilter extends Period {
  requestId?: string;
  owner?: Owner;
  payer?: Payer;
  outcome?: LedgerRow['outcome'];
  operation?: LedgerRow['operation'];
  failureClass?: string;
  host?: string;
  provider?: string;
  modelName?: string;
  configId?: string;
  credentialId?: string;
  agentId?: string;
  featureId?: string;
  userId?: string;
}

/** What a statement says of a period; hosts in the order of their names. */
export interface LedgerSum {
  calls: number;
  attempts: number;
  byOwner: Record<Owner, number>;
  byPayer: Record<Payer, number>;
  byOutcome: Record<LedgerRow['outcome'], number>;
  hosts: string[];
  /** Null where there are no rows. */
  firstSeq: number | null;
  lastSeq: number | null;
}

/** Of one tenant and environment. */
export interface LedgerRepository {
  /** Newest first. */
  list(page: Page, filter: LedgerFilter): Promise<PageOf<LedgerRow>>;
  sumUp(period: Period): Promise<LedgerSum>;
  /** The chain’s end; before its first row, number zero. */
  head(): Promise<Pick<LedgerHead, 'seq' | 'hash'>>;
  listCheckpoints(page: Page): Promise<PageOf<LedgerCheckpoint>>;
}

/** Across tenants: what signs and what verifies. */
export interface LedgerChains {
  listHeads(of?: { tenantId: string; environment?: Environment }): Promise<LedgerHead[]>;
  /** Ends of chains that no checkpoint has signed. */
  listUnsignedHeads(): Promise<LedgerHead[]>;
  insertCheckpoint(checkpoint: LedgerCheckpoint): Promise<void>;
  /** In the order of their numbers. */
  readRows(
    chain: Pick<LedgerHead, 'tenantId' | 'environment'>,
    afterSeq: number,
    limit: number,
  ): Promise<LedgerRow[]>;
  readCheckpoints(chain: Pick<LedgerHead, 'tenantId' | 'environment'>): Promise<LedgerCheckpoint[]>;
}
