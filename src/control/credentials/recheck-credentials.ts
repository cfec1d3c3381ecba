import { PlugboardError } from '../../kernel/errors.ts';
import { uuidV7 } from '../../kernel/ids.ts';
import { limits } from '../../kernel/limits.ts';
import type { CredentialStatus, UsedCredential } from '../../kernel/records.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import type { Act } from '../ports.ts';
import { type ValidateParts, validateStored } from '../validation/validate.ts';

const { recheckEveryMs, recheckQuotaEveryMs, recheckAtOnce } = limits.health;

/** A list of models shows whether a key is good and a host is there; of quota only an answered call can tell. */
const pauses: Partial<Record<CredentialStatus, number>> = {
  auth_failed: recheckEveryMs,
  unreachable: recheckEveryMs,
  quota: recheckQuotaEveryMs,
};

/** Asks accounts in trouble again, so that one that has recovered comes back without anybody doing anything. */
export async function recheckCredentials(
  parts: ValidateParts,
  snapshot: Snapshot,
  signal: AbortSignal,
): Promise<void> {
  const now = parts.clock();
  const waiting = [...snapshot.credentials()].filter(({ enabled, status, lastCheckedAt }) => {
    const pauseMs = pauses[status];
    // Another replica may have asked just now; half of a round less, because checks take theirs.
    return enabled && pauseMs !== undefined && (lastCheckedAt ?? 0) <= now - pauseMs + recheckEveryMs / 2;
  });
  const one = async () => {
    for (let next = waiting.pop(); next && !signal.aborted; next = waiting.pop()) {
      await recheck(parts, snapshot, next, signal);
    }
  };
  await Promise.all(Array.from({ length: recheckAtOnce }, one));
}

async function recheck(
  parts: ValidateParts,
  snapshot: Snapshot,
  credential: UsedCredential,
  signal: AbortSignal,
): Promise<void> {
  const { tenantId, environment, id, status } = credential;
  const { configs } = snapshot.pluggedIn(tenantId, environment);
  const used = configs.find((config) => config.credentialId === id && config.enabled);
  const asked = status === 'quota' ? used : undefined;
  // Without a model nothing can be found out; and nothing is called that could miss it.
  if (status === 'quota' && !asked) return;
  const act: Act = {
    actor: { kind: 'system', id: 'recheck', role: 'system' },
    requestId: `recheck_${uuidV7(parts.clock())}`,
  };
  const wish = {
    provider: undefined,
    model: asked && (asked.deploymentName ?? asked.modelName),
    isEmbedding: asked?.isEmbedding ?? false,
    full: false,
    yields: true as const,
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
