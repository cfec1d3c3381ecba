import type {
  NetworkRung,
  ProviderCall,
  ProviderTransport,
  TransportFailure,
} from '../control/provider-ports.ts';
import { EgressFailure, type EgressFailureKind } from '../kernel/egress-failure.ts';
import { type Framing, isStreamOf } from '../kernel/framing.ts';
import { parseOrText } from '../kernel/json-values.ts';
import { limits } from '../kernel/limits.ts';
import type { EgressRule } from '../kernel/outbound-target.ts';
import type { Answer, WireEvent } from '../providers/provider.ts';
import type { Authorizer } from './authorize.ts';
import { findClockOffset, saysSessionEnded } from './aws-refusals.ts';
import { type TenantPolicy, tenantPolicy } from './egress-policy.ts';
import type { Connect, Resolve } from './guarded-connector.ts';
import { inspectOrigin } from './inspect-origin.ts';
import { type ProviderAnswer, type ProviderClient, readWhole } from './provider-client.ts';
import { tlsIdentity } from './tls-identity.ts';
import { TokenRefused } from './token-endpoint.ts';
import { readWireEvents } from './wire-events.ts';
import { hiderOf } from './without-secrets.ts';

interface TransportParts {
  client: ProviderClient;
  authorizer: Authorizer;
  resolve: Resolve;
  connect?: Connect;
  /** How long an answer that has begun may pause. */
  betweenBytesMs: number;
  /** Allowed for every tenant by the configuration: for development. */
  rulesForAll: readonly EgressRule[];
}

const unauthorized = 401;
const forbidden = 403;

/** Calls to providers as the rules see them: authenticated, guarded, bounded, and never a thrown surprise. */
export function createProviderTransport(parts: TransportParts): ProviderTransport {
  const policyOf = policiesWith(parts.rulesForAll);
  return {
    send: async (call) => {
      try {
        return {
          ok: true,
          answer: await readAnswer(call, await exchange(parts, call, policyOf(call.rules))),
        };
      } catch (error) {
        return { ok: false, failure: toFailure(error, call.signal) };
      }
    },
    stream: async (call, framing) => {
      try {
        const received = await exchange(parts, call, policyOf(call.rules));
        const { status, headers } = received.answer;
        if (!isStreamOf(framing, status, headers['content-type'])) {
          return { ok: true, answer: await readAnswer(call, received) };
        }
        return { ok: true, events: readEvents(call, received, framing) };
      } catch (error) {
        return { ok: false, failure: toFailure(error, call.signal) };
      }
    },
    inspect: (origin, { tls, rules, signal }): AsyncIterable<NetworkRung> =>
      inspectOrigin(origin, {
        policy: policyOf(rules),
        tls: tlsIdentity(tls),
        resolve: parts.resolve,
        ...(parts.connect && { connect: parts.connect }),
        rungMs: limits.egress.rungMs,
        signal,
      }),
    forget: (cacheKey) => parts.authorizer.forget(cacheKey),
  };
}

/** A tenant's rules are one array for as long as they hold, and making a policy of them is work for each call. */
function policiesWith(rulesForAll: readonly EgressRule[]): (rules: readonly EgressRule[]) => TenantPolicy {
  const made = new WeakMap<readonly EgressRule[], TenantPolicy>();
  return (rules) => {
    const policy = made.get(rules) ?? tenantPolicy([...rulesForAll, ...rules]);
    made.set(rules, policy);
    return policy;
  };
}

interface Received {
  answer: ProviderAnswer;
  /** Of what was sent: never to be quoted. */
  made: readonly string[];
}

/** One exchange; what the provider no longer takes, a token or the time in a signature, is made anew, once. */
async function exchange(parts: TransportParts, call: ProviderCall, policy: TenantPolicy): Promise<Received> {
  const first = await attempt(parts, call, policy);
  const { answer, dropToken, signedAtMs } = first;
  if (answer.status === unauthorized && dropToken) {
    dropToken();
    answer.discard();
    return attempt(parts, call, policy);
  }
  if (answer.status !== forbidden || signedAtMs === undefined) return first;
  const bytes = await readWhole(answer);
  const text = bytes.toString('utf8');
  const clockOffsetMs = findClockOffset(answer, text, signedAtMs);
  const isEnded = dropToken !== undefined && saysSessionEnded(answer, text);
  if (isEnded) dropToken();
  if (isEnded || clockOffsetMs !== undefined) return attempt(parts, call, policy, clockOffsetMs);
  return { ...first, answer: { ...answer, body: ReadableStream.from([bytes]) } };
}

interface Attempt extends Received {
  dropToken?: () => void;
  signedAtMs?: number;
}

async function attempt(
  { client, authorizer, betweenBytesMs }: TransportParts,
  call: ProviderCall,
  policy: TenantPolicy,
  clockOffsetMs?: number,
): Promise<Attempt> {
  const { plan, signal, firstByteMs, totalMs } = call;
  const body = plan.body === undefined ? undefined : new TextEncoder().encode(JSON.stringify(plan.body));
  const described =
    body === undefined ? plan : { ...plan, headers: { ...plan.headers, 'content-type': 'application/json' } };
  const { headers, tls, ...proof } = await authorizer.authorize(
    {
      ...call,
      plan: described,
      policy,
      tls: tlsIdentity(call.tls),
      ...(clockOffsetMs !== undefined && { clockOffsetMs }),
    },
    body,
  );
  const answer = await client.send({
    method: plan.method,
    url: plan.url,
    headers,
    ...(body && { body }),
    policy,
    tls,
    firstByteMs,
    betweenBytesMs,
    totalMs,
    bodyBytesMax: limits.egress.providerAnswerBytesMax,
    signal,
  });
  return { answer, ...proof };
}

/** Everything of this call that must not come back in what the provider says. */
function hiderFor({ connection, secret }: ProviderCall, { made }: Received): (text: string) => string {
  const own = Object.keys(connection.origins).map((name) => secret(name).reveal());
  return hiderOf([...own, ...made]);
}

async function* readEvents(
  call: ProviderCall,
  received: Received,
  framing: Framing,
): AsyncGenerator<WireEvent> {
  const hide = hiderFor(call, received);
  for await (const { type, data } of readWireEvents(received.answer.body, framing)) {
    yield { type, data: hide(data) };
  }
}

async function readAnswer(call: ProviderCall, received: Received): Promise<Answer> {
  const { answer } = received;
  const text = hiderFor(call, received)((await readWhole(answer)).toString('utf8'));
  return { status: answer.status, headers: answer.headers, body: parseOrText(text) };
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
  stopped: { fault: 'stopped', detail: 'The platform’s operators have stopped calls to this host.' },
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
