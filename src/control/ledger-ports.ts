import type { LedgerCheckpoint, LedgerHead, LedgerRow } from '../kernel/ledger.ts';
import type { NotificationFacts } from '../kernel/notification-kinds.ts';
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
  /** Rows of calls that came in before then may be gone; null where retention has removed none. */
  findKeptSince(): Promise<number | null>;
  findSettings(): Promise<LedgerSettings | undefined>;
  putSettings(settings: { retentionDays: number; updatedAt: number }): Promise<void>;
}

export interface LedgerSettings {
  retentionDays: number;
  /** Null where nobody ever decided anything. */
  updatedAt: number | null;
}

/** Across tenants: what signs and what verifies. */
export interface LedgerChains {
  listHeads(of?: { tenantId: string; environment?: Environment }): Promise<LedgerHead[]>;
  /** Ends of chains that no checkpoint has signed. */
  listUnsignedHeads(): Promise<LedgerHead[]>;
  /** All or none. And tells whoever asked to be told; a periodic one that stands there already becomes that of a retention. */
  insertCheckpoints(
    checkpoints: readonly LedgerCheckpoint[],
    toFacts: (checkpoint: LedgerCheckpoint) => NotificationFacts,
  ): Promise<void>;
  /** In the order of their numbers. */
  readRows(
    chain: Pick<LedgerHead, 'tenantId' | 'environment'>,
    afterSeq: number,
    limit: number,
  ): Promise<LedgerRow[]>;
  readCheckpoints(chain: Pick<LedgerHead, 'tenantId' | 'environment'>): Promise<LedgerCheckpoint[]>;
  /** Whose a call was, for operators who have its id alone. */
  findPlaceOfCall(
    requestId: string,
    period: Period,
  ): Promise<Pick<LedgerHead, 'tenantId' | 'environment'> | undefined>;
}

/** Where a chain will begin: the last row that goes. */
export interface LedgerCut {
  chain: Pick<LedgerHead, 'tenantId' | 'environment'>;
  seq: number;
  hash: Uint8Array;
  keptSince: number;
}

/** Across tenants: months that are made ahead, and rows that are kept no longer. */
export interface LedgerRetention {
  /** From that time’s month on; answers those that were not there. */
  makeMonths(from: number, count: number): Promise<string[]>;
  /** Of so many chains after that one: those with rows that are older than their tenant wants. `last` is null at the end. */
  listCuts(wish: {
    now: number;
    retentionDaysDefault: number;
    after?: LedgerCut['chain'];
    limit: number;
  }): Promise<{ cuts: LedgerCut[]; last: LedgerCut['chain'] | null }>;
  /** A portion; answers how many rows it was, none when all are gone. */
  deleteUpTo(chain: LedgerCut['chain'], seq: number, limit: number): Promise<number>;
  /** Whole months that had ended by then and of which every row is before its chain’s cut. */
  dropMonths(endedBefore: number): Promise<string[]>;
}
