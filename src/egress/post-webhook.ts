import type { PostWebhook } from '../control/notification-ports.ts';
import { EgressFailure, type EgressFailureKind } from '../kernel/egress-failure.ts';
import { PlugboardError } from '../kernel/errors.ts';
import { limits } from '../kernel/limits.ts';
import type { EgressRule } from '../kernel/outbound-target.ts';
import type { SendAsOperator } from '../kernel/ports.ts';
import { tenantPolicy } from './egress-policy.ts';
import type { ProviderClient } from './provider-client.ts';

/**
 * Receivers by the way that everything of a tenant’s takes. Of the answer nothing is read but its status: a page of an
 * inner server is not for the deliveries’ list to show.
 */
export function createWebhookPoster(
  client: ProviderClient,
  send: SendAsOperator,
  rulesForAll: readonly EgressRule[],
): PostWebhook {
  return async ({ method = 'POST', url, headers, body, policy, signal }) => {
    const { firstByteMs, totalMs } = limits.webhooks;
    try {
      if (policy === 'operator') {
        const { status } = await send({ method, url, headers: { ...headers }, body });
        return { kind: 'answered', status };
      }
      const answer = await client.send({
        method,
        url,
        headers,
        body: Buffer.from(body, 'utf8'),
        policy: tenantPolicy([...rulesForAll, ...policy]),
        firstByteMs,
        betweenBytesMs: firstByteMs,
        totalMs,
        bodyBytesMax: Number.MAX_SAFE_INTEGER,
        signal,
      });
      answer.discard();
      return { kind: 'answered', status: answer.status };
    } catch (error) {
      if (signal.aborted || !(error instanceof PlugboardError)) throw error;
      return { kind: 'failed', detail: detailOf(error) };
    }
  };
}

const noAnswer = 'The receiver cannot be reached.';
const refused = 'Plugboard is not allowed to connect to this address. An operator can allow private targets.';
const redirected = 'The receiver answered with a redirect, which is never followed.';

const details: Record<EgressFailureKind, string> = {
  unreachable: noAnswer,
  timeout: 'The receiver did not answer in time.',
  denied: refused,
  redirect: redirected,
  too_large: noAnswer,
  cut: noAnswer,
  stopped: 'The platform’s operators have stopped everything that goes to this host.',
};

function detailOf(error: PlugboardError): string {
  if (error instanceof EgressFailure) return details[error.kind];
  if (error.code === 'egress_denied') return refused;
  return error.code === 'upstream_redirect' ? redirected : noAnswer;
}
