import type { Readable } from 'node:stream';
import type { Dispatcher } from 'undici';
import type { Account, Upstream, UpstreamCall, UpstreamExchange, UpstreamSink } from '../gateway/ports.ts';
import { TokenFailure } from '../kernel/egress-failure.ts';
import { flatHeaders } from '../kernel/flat-headers.ts';
import { limits } from '../kernel/limits.ts';
import type { EgressRule } from '../kernel/outbound-target.ts';
import { lengthOf, type OutgoingBody, toBytes } from '../kernel/outgoing-body.ts';
import type { Authorized, Authorizer } from './authorize.ts';
import { findClockOffset, saysSessionEnded } from './aws-refusals.ts';
import { type TenantPolicy, tenantPolicy } from './egress-policy.ts';
import { Exchange, type ExchangeSink } from './exchange.ts';
import type { ProviderPools } from './provider-pools.ts';
import { type Common, keyOf, toWay, type Way } from './request-way.ts';
import { SharedByKey } from './shared-by-key.ts';
import { type TlsIdentity, tlsIdentity } from './tls-identity.ts';
import { TokenRefused } from './token-endpoint.ts';
import { decoderFor } from './wire-events.ts';
import { hiderOf } from './without-secrets.ts';

interface UpstreamParts {
  pools: ProviderPools;
  authorizer: Authorizer;
  /** Allowed for every tenant by the configuration: for development. */
  rulesForAll: readonly EgressRule[];
}

/** What follows from an account alone; it goes when the account does. */
interface Prepared {
  policy: TenantPolicy;
  tls: TlsIdentity;
  /** Only where the proof is the same in every request: a key in a header, or none. */
  ways: readonly Way[];
}

/** A refusal that is held back until it is read. */
interface Refusal {
  headers: RawHeaders;
  peer: string;
  chunks: Uint8Array[];
}

type RawHeaders = Record<string, string | string[] | undefined>;

const unauthorized = 401;
const forbidden = 403;
/** An account is called at a handful of URLs; one whose models are named freely may bring many. */
const waysMax = 64;

/** The way to providers for calls: authenticated and guarded like every other, and prepared once where that is right. */
export function createProviderUpstream(parts: UpstreamParts): Upstream {
  const accounts = new WeakMap<Account, Prepared>();
  const common: Common = {
    policies: new SharedByKey(),
    destinations: new SharedByKey(),
    texts: new SharedByKey(),
  };
  const prepare = (account: Account): Prepared => {
    const held = accounts.get(account);
    if (held) return held;
    const policy = tenantPolicy([...parts.rulesForAll, ...account.rules]);
    const prepared: Prepared = {
      policy: common.policies.share(policy.key, policy),
      tls: tlsIdentity(account.tls),
      ways: [],
    };
    accounts.set(account, prepared);
    return prepared;
  };
  return {
    open: (call, sink) => new OpenExchange(parts, common, prepare(call.account), call, sink),
    decoderFor,
  };
}

class OpenExchange implements UpstreamExchange, ExchangeSink {
  readonly #parts: UpstreamParts;
  readonly #common: Common;
  readonly #prepared: Prepared;
  readonly #call: UpstreamCall;
  readonly #sink: UpstreamSink;
  #exchange: Exchange | undefined;
  /** How the request was proved; undefined where the proof is the same in every one. */
  #proof: Pick<Authorized, 'dropToken' | 'signedAtMs' | 'made'> | undefined;
  #isSecondTry = false;
  /** A refusal that may be about the time in a signature: it is read before anybody hears of it. */
  #refusal: Refusal | undefined;
  #isOver = false;
  #isLettingGo = false;

  constructor(
    parts: UpstreamParts,
    common: Common,
    prepared: Prepared,
    call: UpstreamCall,
    sink: UpstreamSink,
  ) {
    this.#parts = parts;
    this.#common = common;
    this.#prepared = prepared;
    this.#call = call;
    this.#sink = sink;
    const { auth } = call.account.connection;
    const isConstant = auth.kind === 'header' || auth.kind === 'none';
    const key = isConstant ? keyOf(call.plan) : undefined;
    const known = key === undefined ? undefined : prepared.ways.find((way) => way.key === key);
    if (known) this.#dispatch(known);
    else void this.#authorize(key);
  }

  pause(): void {
    this.#exchange?.pause();
  }

  resume(): void {
    this.#exchange?.resume();
  }

  abandon(reason?: unknown): void {
    if (this.#exchange) this.#exchange.abandon(reason);
    else this.onFailure(reason);
  }

  onHead(status: number, headers: Record<string, string | string[] | undefined>): void {
    const peer = this.#exchange?.peer ?? '';
    const { dropToken, signedAtMs } = this.#isSecondTry ? {} : (this.#proof ?? {});
    if (status === unauthorized && dropToken) {
      // A token that the provider no longer takes is fetched anew, once.
      dropToken();
      this.#letGo();
      this.#tryAgain();
    } else if (status === forbidden && signedAtMs !== undefined) {
      this.#refusal = { headers, peer, chunks: [] };
    } else {
      this.#sink.onHead(status, headers, peer);
    }
  }

  onData(chunk: Uint8Array): void {
    if (this.#refusal) this.#refusal.chunks.push(chunk);
    else this.#sink.onData(chunk);
  }

  onEnd(): void {
    const refusal = this.#refusal;
    if (refusal) {
      this.#refusal = undefined;
      if (this.#mends(refusal)) return;
      this.#tell(refusal);
    }
    this.#isOver = true;
    this.#sink.onEnd();
  }

  #tell({ headers, peer, chunks }: Refusal): void {
    this.#sink.onHead(forbidden, headers, peer);
    for (const chunk of chunks) this.#sink.onData(chunk);
  }

  hide(text: string): string {
    const { account } = this.#call;
    const own = Object.keys(account.connection.origins).map((name) => account.secret(name).reveal());
    return hiderOf([...own, ...(this.#proof?.made ?? [])])(text);
  }

  /** Whether a second try was begun: with the other side's time, or with a new session of the role. */
  #mends({ headers, chunks }: Refusal): boolean {
    const { dropToken, signedAtMs } = this.#proof ?? {};
    const text = Buffer.concat(chunks).toString('utf8');
    const answer = { headers: flatHeaders(headers) };
    const offset = signedAtMs === undefined ? undefined : findClockOffset(answer, text, signedAtMs);
    const isEnded = dropToken !== undefined && saysSessionEnded(answer, text);
    if (isEnded) dropToken();
    if (!isEnded && offset === undefined) return false;
    this.#exchange = undefined;
    this.#tryAgain(offset);
    return true;
  }

  #tryAgain(clockOffsetMs?: number): void {
    this.#isSecondTry = true;
    void this.#authorize(undefined, clockOffsetMs);
  }

  onFailure(error: unknown): void {
    if (this.#isOver || this.#isLettingGo) return;
    this.#isOver = true;
    // It broke off while it was read: that it is a refusal is known all the same.
    if (this.#refusal) this.#tell(this.#refusal);
    this.#sink.onFailure(error);
  }

  /** The exchange that was refused for its token is given up by us: nobody hears of that. */
  #letGo(): void {
    const refused = this.#exchange;
    this.#exchange = undefined;
    this.#isLettingGo = true;
    refused?.abandon();
    this.#isLettingGo = false;
  }

  async #authorize(key: string | undefined, clockOffsetMs?: number): Promise<void> {
    const { account, plan, body } = this.#call;
    const { policy, tls, ways } = this.#prepared;
    try {
      const authorized = await this.#parts.authorizer.authorize(
        {
          cacheKey: account.cacheKey,
          connection: account.connection,
          secret: (name) => account.secret(name),
          plan,
          policy,
          tls,
          ...(clockOffsetMs !== undefined && { clockOffsetMs }),
        },
        body === undefined ? undefined : toBytes(body),
      );
      if (this.#isOver) return;
      const way = toWay(key ?? '', plan, policy, authorized, this.#common);
      if (key !== undefined) {
        // By concat, which leaves no room for more: of that each account would hold a hundred bytes.
        this.#prepared.ways = (ways.length < waysMax ? ways : []).concat(way);
      }
      this.#proof = authorized;
      this.#dispatch(way);
    } catch (error) {
      this.onFailure(error instanceof TokenRefused ? toTokenFailure(error) : error);
    }
  }

  #dispatch({ destination, path, headers }: Way): void {
    const { plan, body, firstByteMs, betweenBytesMs, totalMs, traceparent } = this.#call;
    const bodyBytesMax = limits.egress.providerAnswerBytesMax;
    const pool = this.#parts.pools.get(destination);
    this.#exchange = new Exchange({ firstByteMs, betweenBytesMs, totalMs, bodyBytesMax }, this);
    pool.dispatch(
      {
        path,
        method: plan.method,
        // What is signed does not name it.
        ...withBody(traceparent ? [...headers, 'traceparent', traceparent] : headers, body),
        // The exchange has timers of its own: undici's may come a second late.
        headersTimeout: 0,
        bodyTimeout: 0,
      },
      this.#exchange,
    );
  }
}

function withBody(
  headers: string[],
  body: OutgoingBody | undefined,
): Pick<Dispatcher.DispatchOptions, 'headers' | 'body'> {
  if (typeof body !== 'object') return { headers, ...(body !== undefined && { body }) };
  return {
    headers: [...headers, 'content-length', String(lengthOf(body))],
    // undici takes whatever can be iterated, and says so everywhere but in its types.
    body: body as unknown as Readable,
  };
}

/** What a token endpoint says with a status of 400 to 403 is about the credential; anything else is its own trouble. */
function toTokenFailure(error: TokenRefused): TokenFailure {
  const status = error.answer?.status;
  return new TokenFailure(status === undefined || (status >= 400 && status <= 403), error);
}
