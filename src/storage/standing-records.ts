import type { Selectable } from 'kysely';
import type { StandingCredential, StandingSecret, StandingToken } from '../snapshot/ports.ts';
import type { Tables } from './database-tables.ts';
import { toCredential } from './repositories/credentials.ts';
import { toToken } from './repositories/records.ts';

/** Rows to what the snapshot holds of them. */

export function toStandingToken(row: Selectable<Tables['tokens']>): StandingToken {
  return { ...toToken(row), secretHash: toLatin1(row.secret_hash) };
}

export function toStandingCredential(
  row: Selectable<Tables['credentials']>,
  secrets: readonly StandingSecret[],
): StandingCredential {
  return { ...toCredential(row), secrets };
}

export function toStandingSecret({ field, sealed }: { field: string; sealed: Uint8Array }): StandingSecret {
  return { field, sealed: toLatin1(sealed) };
}

function toLatin1({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
}
