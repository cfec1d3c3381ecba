import type { ExportCursor, ExportRecord, ExportStream } from '../kernel/exports.ts';
import type { LedgerCheckpoint, LedgerRow } from '../kernel/ledger.ts';
import type { Page, PageOf } from '../kernel/paging.ts';
import type { AuditRow } from '../kernel/records.ts';

export interface ExportRepository {
  list(page: Page): Promise<PageOf<ExportRecord>>;
  count(): Promise<number>;
  find(id: string): Promise<ExportRecord | undefined>;
  insert(record: ExportRecord): Promise<void>;
  /** Due at once; what is under way then is nobody’s to settle any more. */
  update(record: ExportRecord): Promise<void>;
  delete(id: string): Promise<void>;
}

export type ExportRows =
  | { stream: 'ledger'; rows: LedgerRow[] }
  | { stream: 'audit'; rows: AuditRow[] }
  | { stream: 'checkpoints'; rows: LedgerCheckpoint[] };

/** An export that one replica has for as long as the lease. */
export interface ClaimedExport {
  export: ExportRecord;
  lease: string;
}

/** Exports across tenants, as the replicas share them. */
export interface ExportQueue {
  claim(wish: { now: number; leaseUntil: number }): Promise<ClaimedExport | undefined>;
  /** What comes next on that stream, of every chain that the export follows, with how far that brings each. */
  read(
    of: ExportRecord,
    stream: ExportStream,
    limit: number,
  ): Promise<{ rows: ExportRows; cursors: ExportCursor[] }>;
  /** Nothing where the lease was lost: whoever has it sends the same again. */
  settle(
    claimed: ClaimedExport,
    outcome:
      | {
          arrived: true;
          rows: number;
          status: number | null;
          cursors: ExportCursor[];
          at: number;
          nextAt: number;
        }
      | { arrived: false; status: number | null; detail: string; at: number; nextAt: number },
  ): Promise<void>;
}
