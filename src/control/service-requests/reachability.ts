import { limits } from '../../kernel/limits.ts';
import type { EgressRule } from '../../kernel/outbound-target.ts';
import type {
  EnvironmentWish,
  Reachability,
  ReachabilityFinding,
  RequestCheck,
} from '../../kernel/service-requests.ts';
import { type EnvironmentScope, rulesFor } from '../credentials/credentials.ts';
import type { NetworkRung, TransportFailure } from '../provider-ports.ts';
import type { RequestParts } from './step.ts';

type Part = 'endpoint' | 'token';

/** One address as it was found: the rungs, what stopped them, and the status of an answer if there was one. */
interface Look {
  part: Part;
  checks: RequestCheck[];
  stoppedBy: NetworkRung | undefined;
  failure: TransportFailure | undefined;
  status: number | undefined;
}

/**
 * Whether the endpoint is there, before anybody hands over a credential: the look-up, the connection, TLS, and what it
 * answers to a request without any. By the guarded way that calls take, so what is forbidden to those is found here.
 */
export async function lookAtEndpoint(
  parts: RequestParts,
  scope: EnvironmentScope,
  wish: EnvironmentWish,
): Promise<Reachability | null> {
  const { endpointUrl, tokenUrl } = wish;
  if (endpointUrl === undefined) return null;
  const rules = await rulesFor(parts.credentials, scope);
  const signal = AbortSignal.timeout(limits.serviceRequests.reachMs);
  const looks = await Promise.all([
    lookAt(parts, 'endpoint', endpointUrl, rules, signal),
    ...(tokenUrl === undefined ? [] : [lookAt(parts, 'token', tokenUrl, rules, signal)]),
  ]);
  const { egressIps } = parts.platform;
  const found = looks.map((look) => ({ look, ...conclude(look, wish.ipAllowlisting ?? false, egressIps) }));
  const worst = found.find(({ finding }) => finding !== 'reachable') ?? found[0];
  return {
    at: parts.clock(),
    finding: worst?.finding ?? 'trouble',
    detail: worst?.detail ?? '',
    checks: looks.flatMap(({ checks }) => checks),
  };
}

async function lookAt(
  { credentials: { climb } }: RequestParts,
  part: Part,
  url: string,
  rules: readonly EgressRule[],
  signal: AbortSignal,
): Promise<Look> {
  const checks: RequestCheck[] = [];
  const note = (check: Omit<RequestCheck, 'part' | 'model'>) => checks.push({ part, model: null, ...check });
  const seen = { part, checks, stoppedBy: undefined, failure: undefined, status: undefined };
  try {
    for await (const rung of climb.transport.inspect(new URL(url).origin, { tls: {}, rules, signal })) {
      const owner = rung.denied ? 'the_platform' : rung.step === 'dns' ? 'you' : 'your_network_team';
      const { step, ms, detail } = rung;
      note({
        step,
        ms: Math.round(ms),
        status: rung.ok ? 'passed' : 'failed',
        owner: rung.ok ? 'nobody' : owner,
        detail,
      });
      if (!rung.ok) return { ...seen, stoppedBy: rung };
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    const stoppedBy: NetworkRung = {
      step: 'tcp',
      ok: false,
      denied: false,
      fault: 'timeout',
      ms: 0,
      detail: '',
    };
    return { ...seen, stoppedBy };
  }
  const from = climb.elapsed();
  const sent = await askWithoutCredential(climb, url, rules, signal);
  const ms = Math.round(climb.elapsed() - from);
  if (!sent.ok) {
    note({ step: 'http', ms, status: 'failed', owner: ownerOf(sent.failure), detail: sent.failure.detail });
    return { ...seen, failure: sent.failure };
  }
  const { status } = sent.answer;
  note({ step: 'http', ms, ...judgeStatus(part, status) });
  return { ...seen, status };
}

/** An empty question: whoever answers it has understood nothing, and that it answers is all that is asked. */
function askWithoutCredential(
  { transport }: RequestParts['credentials']['climb'],
  url: string,
  rules: readonly EgressRule[],
  signal: AbortSignal,
) {
  const { firstByteMs, totalMs } = limits.egress;
  return transport.send({
    cacheKey: 'reachability',
    connection: { auth: { kind: 'none' }, baseUrl: url, origins: {}, warnings: [] },
    plan: { method: 'POST', url, headers: {}, body: {} },
    secret: () => {
      throw new Error('No secret goes with this');
    },
    tls: {},
    rules,
    firstByteMs,
    totalMs,
    signal,
  });
}

function ownerOf({ fault }: TransportFailure): string {
  return fault === 'denied' || fault === 'stopped' ? 'the_platform' : 'you';
}

function judgeStatus(part: Part, status: number): Pick<RequestCheck, 'status' | 'owner' | 'detail'> {
  const answered = `It answered ${status}`;
  if (status === 401 || status === 403) {
    return { status: 'passed', owner: 'nobody', detail: `${answered} without a credential: a good sign.` };
  }
  if (status === 404 || status === 410) {
    const detail = `${answered}: the server is there, and has nothing at this path.`;
    return { status: 'failed', owner: 'you', detail };
  }
  if (status >= 500) {
    return { status: 'warned', owner: 'the_provider', detail: `${answered}: the server is in trouble.` };
  }
  if (status === 405) {
    return { status: 'warned', owner: 'you', detail: `${answered}: this path takes no POST.` };
  }
  if (part === 'endpoint' && status < 300) {
    const detail = `${answered} to whoever asks: it wants no credential.`;
    return { status: 'warned', owner: 'you', detail };
  }
  return { status: 'passed', owner: 'nobody', detail: `${answered} to an empty request.` };
}

export interface Conclusion {
  finding: ReachabilityFinding;
  detail: string;
}

/** In words: what it was, and whether a missing entry in an allowlist looks like this. */
export function conclude(
  look: Pick<Look, 'part' | 'stoppedBy' | 'failure' | 'status'>,
  ipAllowlisting: boolean,
  egressIps: readonly string[],
): Conclusion {
  const { stoppedBy, failure, status } = look;
  const what = look.part === 'token' ? 'The token endpoint' : 'The endpoint';
  const from = egressIps.length > 0 ? ` Calls come from ${egressIps.join(', ')}.` : '';
  if (stoppedBy) return concludeRung(stoppedBy, what, from, ipAllowlisting);
  if (failure) return concludeFailure(failure, what);
  if (status === 404 || status === 410) {
    return { finding: 'wrong_path', detail: `${what} is reached, and has nothing at this path.` };
  }
  if (status === 403 && ipAllowlisting) {
    const detail = `${what} is reached and answers 403. That is usual without a credential; some gateways answer it to addresses that they do not know.${from}`;
    return { finding: 'reachable', detail };
  }
  if (status !== undefined && status >= 500) {
    return { finding: 'trouble', detail: `${what} is reached and answers ${status}.` };
  }
  return { finding: 'reachable', detail: `${what} is reached and answers.` };
}

function concludeRung(
  { step, denied, fault, detail }: NetworkRung,
  what: string,
  from: string,
  ipAllowlisting: boolean,
): Conclusion {
  if (denied) return { finding: 'not_allowed', detail };
  if (step === 'dns') {
    const words = `${what} is not there: its name has no address. No allowlist looks like this. ${detail}`;
    return { finding: fault === 'unknown_name' ? 'unknown_name' : 'trouble', detail: words.trim() };
  }
  if (fault === 'timeout') {
    const words = `${what} has an address and does not answer: something in between drops what comes. So looks an allowlist without our addresses, and so does a host that is switched off.${from}`;
    return { finding: ipAllowlisting ? 'perhaps_not_allowlisted' : 'no_answer', detail: words };
  }
  if (fault === 'refused') {
    const words = `The host of ${what.toLowerCase()} is there and refuses the connection: nothing listens on this port, or a firewall says no aloud. A missing entry in an allowlist is more often silent.`;
    return { finding: 'nothing_listens', detail: words };
  }
  if (fault === 'reset') {
    const words = `${what} accepts the connection and cuts it during the handshake: so do some gateways with addresses that they do not know, and servers that want a client certificate.${from}`;
    return { finding: ipAllowlisting ? 'perhaps_not_allowlisted' : 'tls', detail: words };
  }
  if (step === 'tls') return { finding: 'tls', detail };
  return { finding: 'no_answer', detail: `${detail}${from}` };
}

function concludeFailure({ fault, detail }: TransportFailure, what: string): Conclusion {
  if (fault === 'denied' || fault === 'stopped') return { finding: 'not_allowed', detail };
  if (fault === 'redirect') {
    const words = `${what} answers with a redirect, which is never followed: give the address that it leads to, if that is right.`;
    return { finding: 'redirect', detail: words };
  }
  if (fault === 'timeout')
    return { finding: 'no_answer', detail: `${what} takes connections and answers nothing.` };
  return { finding: 'trouble', detail };
}
