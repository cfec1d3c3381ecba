import { findSignatureProblem } from './aws-signature.ts';
import type { KeyServiceRequest } from './key-service-server.ts';
import { type LoopbackServer, type ServerTls, startLoopbackServer } from './loopback-server.ts';
import type { Reply, Wire } from './provider-wires.ts';

/** Says what is wrong with a request's proof of who it comes from; nothing where it is right. */
export type Guard = (request: KeyServiceRequest) => string | undefined;

type Answering = (request: KeyServiceRequest) => Reply;

export interface ProviderServer extends LoopbackServer {
  wire: Wire;
  /** `METHOD path` of all that came, in order. */
  arrived: string[];
  /** Why requests were refused. */
  refusals: string[];
  /** What the next requests are answered, whatever they hold; undefined: what they deserve. */
  answerWith(reply: Reply | Answering | undefined): void;
  /** Requests wait until the promise is kept. */
  holdUntil(released: Promise<void>): void;
}

/** A provider on loopback: checks the proof of each request, then answers on its own wire. */
export async function startProviderServer(
  wire: Wire,
  guard: Guard,
  tls?: ServerTls,
): Promise<ProviderServer> {
  const arrived: string[] = [];
  const refusals: string[] = [];
  let fixed: Reply | Answering | undefined;
  let released: Promise<void> = Promise.resolve();
  const server = await startLoopbackServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method = '', url: path = '', headers } = incoming;
    const request = { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
    arrived.push(`${method} ${path}`);
    await released;
    const { status, body, type } = (typeof fixed === 'function' ? fixed(request) : fixed) ?? judge(request);
    const isRaw = typeof body === 'string' || Buffer.isBuffer(body);
    response
      .writeHead(status, { 'content-type': type ?? (isRaw ? 'text/html' : 'application/json') })
      .end(isRaw ? body : JSON.stringify(body));
  }, tls);

  function judge(request: KeyServiceRequest): Reply {
    const problem = guard(request);
    if (problem !== undefined) {
      refusals.push(problem);
      return wire.refuseKey();
    }
    const reply = wire.answer(request);
    if (reply) return reply;
    refusals.push(`no such path: ${request.method} ${request.path}`);
    return { status: 418, body: { message: 'no such path' } };
  }

  return {
    ...server,
    wire,
    arrived,
    refusals,
    answerWith(reply) {
      fixed = reply;
    },
    holdUntil(promise) {
      released = promise;
    },
  };
}

/** One of these keys in exactly this header, and no other way of authenticating beside it. */
export function keyGuard(header: string, prefix: string, keys: ReadonlySet<string>): Guard {
  const ways = ['authorization', 'x-api-key', 'api-key', 'x-goog-api-key'];
  return ({ headers, path }) => {
    const given = String(headers[header] ?? '');
    const others = ways.filter((way) => way !== header && headers[way] !== undefined);
    if (others.length > 0) return `came with ${others.join(', ')} as well`;
    if (/[?&](key|api[-_]key)=/i.test(path)) return 'came with a key in its URL';
    return given.startsWith(prefix) && keys.has(given.slice(prefix.length)) ? undefined : 'wrong key';
  };
}

interface SignedBy {
  service: string;
  region: string;
  nowMs: () => number;
  /** By access key id, as they stand at the time of the request. */
  accounts: () => readonly { accessKeyId: string; secretAccessKey: string; sessionToken?: string }[];
}

/** Every signature is recomputed from AWS's description of the algorithm. */
export function signatureGuard({ service, region, nowMs, accounts }: SignedBy): Guard {
  return (request) => {
    const hasBody = request.method === 'POST';
    const problems = accounts().map((account) =>
      findSignatureProblem(request, {
        service,
        region,
        accessKeyId: account.accessKeyId,
        secretAccessKey: account.secretAccessKey,
        sessionToken: account.sessionToken,
        nowMs: nowMs(),
        signedHeaders: ['host', 'x-amz-date', ...(hasBody ? ['content-type'] : [])],
      }),
    );
    return problems.includes(undefined) ? undefined : (problems[0] ?? 'no account');
  };
}
