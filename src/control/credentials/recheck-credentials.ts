import { PlugboardError } from '../../kernel/errors.ts';
import { uuidV7 } from '../../kernel/ids.ts';
import { limits } from '../../kernel/limits.ts';
import type { CredentialRecord, CredentialStatus } from '../../kernel/records.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Act } from '../ports.ts';
import { type ValidateParts, validateStored } from '../validation/validate.ts';

/** A list of models shows whether a key is good and a host is there; of quota only an answered call can tell. */
const rechecked: ReadonlySet<CredentialStatus> = new Set(['auth_failed', 'unreachable']);

/** Asks accounts in trouble again, so that one that has recovered comes back without anybody doing anything. */
export async function recheckCredentials(
  parts: ValidateParts,
  snapshot: Snapshot,
  signal: AbortSignal,
): Promise<void> {
  const now = parts.clock();
  // Another replica may have asked just now; half the time, because checks take theirs.
  const askedBefore = now - limits.health.recheckEveryMs / 2;
  const waiting = [...snapshot.credentials()].filter(
    ({ enabled, status, lastCheckedAt }) =>
      enabled && rechecked.has(status) && (lastCheckedAt ?? 0) <= askedBefore,
  );
  const one = async () => {
    for (let next = waiting.pop(); next && !signal.aborted; next = waiting.pop()) {
      await recheck(parts, next, signal);
    }
  };
  await Promise.all(Array.from({ length: limits.health.recheckAtOnce }, one));
}

async function recheck(
  parts: ValidateParts,
  credential: CredentialRecord,
  signal: AbortSignal,
): Promise<void> {
  const { tenantId, environment, id } = credential;
  const act: Act = {
    actor: { kind: 'system', id: 'recheck', role: 'system' },
    requestId: `recheck_${uuidV7(parts.clock())}`,
  };
  const wish = {
    provider: undefined,
    model: undefined,
    isEmbedding: false,
    full: false,
    signal,
    onRung: () => undefined,
  };
  try {
    await validateStored(parts, act, { tenantId, environment }, id, wish);
  } catch (error) {
    // Deleted meanwhile, checked by somebody else right now, of a plan without own accounts: nothing to find out.
    if (!(error instanceof PlugboardError)) throw error;
  }
}
