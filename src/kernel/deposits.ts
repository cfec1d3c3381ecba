import type { Actor, Environment, KeyHolder } from './scope.ts';

export const depositStates = ['waiting', 'opened', 'deposited', 'expired', 'revoked'] as const;
export type DepositState = (typeof depositStates)[number];

/** A place for one credential that somebody without an account may fill, once. Times are milliseconds since 1970. */
export interface DepositRecord {
  tenantId: string;
  environment: Environment;
  id: string;
  /** Of the token in the link; the token itself rests nowhere. */
  tokenHash: Uint8Array;
  serviceRequestId: string | null;
  /** What the credential will be called, or is. */
  name: string;
  catalogueId: string;
  variant: string;
  /** What whoever asked has fixed: above all where the secret goes. */
  settings: Readonly<Record<string, string>>;
  /** The origins that this leads to; a deposit that would go elsewhere is refused. */
  origins: string[];
  /** Whom the test asks. */
  modelName: string | null;
  /** The credential whose secrets are to be replaced; null where a new one is made. */
  replaces: string | null;
  createdBy: Pick<Actor | KeyHolder, 'kind' | 'id'>;
  createdAt: number;
  expiresAt: number;
  openedAt: number | null;
  revokedAt: number | null;
  /** The last test of what somebody entered. */
  test: DepositTest | null;
  received: ReceivedDeposit | null;
}

export interface DepositTest {
  at: number;
  valid: boolean | null;
  error: string | null;
}

/** What came, without what it is. */
export interface ReceivedDeposit {
  at: number;
  credentialId: string;
  secrets: { field: string; last4: string | null; sealedSha256: string }[];
}

export function depositState(
  { received, revokedAt, expiresAt, openedAt }: DepositRecord,
  now: number,
): DepositState {
  if (received !== null) return 'deposited';
  if (revokedAt !== null) return 'revoked';
  if (expiresAt <= now) return 'expired';
  return openedAt === null ? 'waiting' : 'opened';
}
