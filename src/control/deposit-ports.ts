import type { DepositRecord, DepositTest, ReceivedDeposit } from '../kernel/deposits.ts';
import type { Page, PageOf } from '../kernel/paging.ts';

export interface DepositRepository {
  list(page: Page): Promise<PageOf<DepositRecord>>;
  find(id: string): Promise<DepositRecord | undefined>;
  /** Those that may still be filled. */
  countOpen(now: number): Promise<number>;
  insert(record: DepositRecord): Promise<void>;
  /** True the first time only. */
  noteOpened(id: string, at: number): Promise<boolean>;
  noteTest(id: string, test: DepositTest): Promise<void>;
  /** Of two at once one fills it; false where it was filled, is revoked or over. */
  fill(id: string, received: ReceivedDeposit): Promise<boolean>;
  /** False where there is nothing left to revoke. */
  revoke(id: string, at: number): Promise<boolean>;
  /** Newest first, of whichever environment. */
  listOfRequest(serviceRequestId: string): Promise<DepositRecord[]>;
  /** With the request that they were made for, in whichever environment. */
  revokeOfRequest(serviceRequestId: string, at: number): Promise<Pick<DepositRecord, 'id' | 'environment'>[]>;
}

/** The only way from a link to what it is for, across tenants: by the hash of its token. */
export interface DepositRegister {
  findByToken(tokenHash: Uint8Array): Promise<DepositRecord | undefined>;
}
