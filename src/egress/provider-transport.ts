import type {
  NetworkRung,
  ProviderCall,
  ProviderTransport,
  TransportFailure,
} from '../control/provider-ports.ts';
import { EgressFailure, type EgressFailureKind } from '../kernel/egress-failure.ts';
import { limits } from '../kernel/limits.ts';
import type { EgressRule } from '../kernel/outbound-target.ts';
import type { Answer, Framing } from '../providers/provider.ts';
import type { Authorizer } from './authorize.ts';
import { type TenantPolicy, tenantPolicy } from './egress-policy.ts';
import type { Resolve } from './guarded-connector.ts';
import { inspectOrigin } from './inspect-origin.ts';
import { type ProviderAnswer, type ProviderClient, readWhole } from './provider-client.ts';
import { tlsIdentity } from './tls-identity.ts';
import { TokenRefused } from './token-endpoint.ts';
import { readWireEvents } from './wire-events.ts';

interface TransportParts {
  client: ProviderClient;
  authorizer: Authorizer;
  resolve: Resolve;
  /** Allowed for every tenant by the configuration: for development. */
  rulesForAll: readonly EgressRule[];
}

const unauthorized = 401;

/** Calls to providers as the rules see them: authenticated, guarded, bounded, and never a thrown surprise. */
export function createProviderTransport(parts: TransportParts): ProviderTransport {
  const policyOf = (rules: readonly EgressRule[]) => tenantPolicy([...parts.rulesForAll, ...rules]);
  return {
    send: async (call) => {
      try {
        const answer = await exchange(parts, call, policyOf(call.rules));
        return { ok: true, answer: await readAnswer(answer) };
      } catch (error) {
        return { ok: false, failure: toFailure(error, call.signal) };
      }
    },
    stream: async (call, framing) => {
      try {
        const answer = await exchange(parts, call, policyOf(call.rules));
        if (!isStream(answer, framing)) return { ok: true, answer: await readAnswer(answer) };
        return { ok: true, events: readWireEvents(answer.body, framing) };
      } catch (error) {
        return { ok: false, failure: toFailure(error, call.signal) };
      }
    },
    inspect: (origin, { tls, rules, signal }): AsyncIterable<NetworkRung> =>
      inspectOrigin(origin, {
        policy: policyOf(rules),
        tls: tlsIdentity(tls),
        resolve: parts.resolve,
        rungMs: limits.egress.rungMs,
        signal,
      }),
    forget: (cacheKey) => parts.authorizer.forget(cacheKey),
  };
}

/** One exchange; a token that the provider no longer takes is fetched anew, once. */
async function exchange(
  parts: TransportParts,
  call: ProviderCall,
  policy: TenantPolicy,
): Promise<ProviderAnswer> {
  const first = await attempt(parts, call, policy);
  if (first.answer.status !== unauthorized || !first.dropToken) return first.answer;
  first.dropToken();
  first.answer.discard();
  return (await attempt(parts, call, policy)).answer;
}

async function attempt({ client, authorizer }: TransportParts, call: ProviderCall, policy: TenantPolicy) {
  const { plan, signal, firstByteMs, totalMs } = call;
  const body = plan.body === undefined ? undefined : new TextEncoder().encode(JSON.stringify(plan.body));
  const described =
    body === undefined ? plan : { ...plan, headers: { ...plan.headers, 'content-type': 'application/json' } };
  const authorizable = { ...call, plan: described, policy, tls: tlsIdentity(call.tls) };
  const { headers, tls, dropToken } = await authorizer.authorize(authorizable, body);
  const answer = await client.send({
    method: plan.method,
    url: plan.url,
    headers,
    ...(body && { body }),
    policy,
    tls,
    firstByteMs,
    betweenBytesMs: firstByteMs,
    totalMs,
    bodyBytesMax: limits.egress.providerAnswerBytesMax,
    signal,
  });
  return { answer, dropToken };
}

async function readAnswer(answer: ProviderAnswer): Promise<Answer> {
  const text = (await readWhole(answer)).toString('utf8');
  return { status: answer.status, headers: answer.headers, body: parseOrText(text) };
}

function parseOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const streamTypes: Record<Framing, RegExp> = {
  sse: /^text\/event-stream/i,
  ndjson: /^application\/(x-)?ndjson|^application\/json/i,
  aws_event_stream: /^application\/vnd\.amazon\.eventstream/i,
};

function isStream({ status, headers }: ProviderAnswer, framing: Framing): boolean {
  return status < 300 && streamTypes[framing].test(headers['content-type'] ?? '');
}

const faults: Record<EgressFailureKind, { fault: TransportFailure['fault']; detail: string }> = {
  unreachable: { fault: 'unreachable', detail: 'The server cannot be reached.' },
  timeout: { fault: 'timeout', detail: 'The server did not answer in time.' },
  denied: {
    fault: 'denied',
    detail: 'Plugboard is not allowed to connect to this address. An operator can allow private targets.',
  },
  redirect: { fault: 'redirect', detail: 'The server answered with a redirect, which is never followed.' },
  too_large: { fault: 'too_large', detail: 'The answer is larger than is accepted.' },
  cut: { fault: 'cut', detail: 'The connection broke off in the middle of the answer.' },
};

/** A caller who gave up learns nothing else, whatever the abort looked like where it struck. */
function toFailure(error: unknown, signal: AbortSignal | undefined): TransportFailure {
  if (signal?.aborted) return { fault: 'cut', detail: 'The run was cancelled.' };
  if (error instanceof EgressFailure) return faults[error.kind];
  if (error instanceof TokenRefused) {
    return { fault: 'token', detail: error.message, ...(error.answer && { answer: error.answer }) };
  }
  throw error;
}
