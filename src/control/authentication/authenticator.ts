import type { Clock } from '../../kernel/clock.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import type { SnapshotKeeper } from '../../snapshot/snapshot-keeper.ts';
import type { Store } from '../ports.ts';
import type { Signer } from '../signing.ts';
import type { Caller } from './caller.ts';
import { findEmbedCaller } from './embed-tokens.ts';
import type { IssuerVerifier } from './issuers.ts';
import { type Presented, readPresented } from './presented.ts';
import { callerOf, findSession, type SessionInForce } from './sessions.ts';
import { type FixedOperator, findFixedOperator, findTokenCaller } from './tokens.ts';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

interface AuthenticatorParts {
  keeper: SnapshotKeeper;
  store: Store;
  issuers: IssuerVerifier;
  /** Of tokens for frames. */
  signer: Signer;
  deploymentId: string;
  /** Operators that exist outside the database: by configuration, and for the command line of this machine. */
  operators: readonly FixedOperator[];
  clock: Clock;
  /** Called with the public id of every token that was accepted. */
  onTokenUsed: (tokenId: string, at: number) => void;
}

/** The one decision on who calls, for the control plane and for `/v1` alike. */
export class Authenticator {
  readonly #parts: AuthenticatorParts;

  constructor(parts: AuthenticatorParts) {
    this.#parts = parts;
  }

  /** For `/v1`: tokens in any of the three headers, no cookies. At once but for JWTs: every call waits for it. */
  forInference(headers: Headers): Caller | Promise<Caller> {
    const presented = readPresented(headers, { cookie: false, apiKey: true });
    return this.#callerOfToken(presented);
  }

  /** For the control plane: a bearer token, or the console's session. */
  async forControl(headers: Headers): Promise<Caller> {
    const presented = readPresented(headers, { cookie: true, apiKey: false });
    if (presented.kind !== 'session') return this.#callerOfFrame(presented) ?? this.#callerOfToken(presented);
    const session = await this.sessionOf(presented.text);
    if (!session) throw new PlugboardError('invalid_token');
    const named = headers['x-plugboard-membership'];
    const caller = callerOf(session, typeof named === 'string' ? named : undefined);
    if (!caller) throw new PlugboardError('no_membership');
    return caller;
  }

  sessionOf(id: string): Promise<SessionInForce | undefined> {
    this.#refuseWhenStale();
    return findSession(this.#parts.store, this.#parts.keeper.snapshot, id, this.#parts.clock());
  }

  /** A frame of the console shows pages: it has no business at `/v1`. */
  #callerOfFrame(presented: Presented): Caller | undefined {
    if (presented.kind !== 'token' || !looksLikeJwt(presented.text)) return undefined;
    this.#refuseWhenStale();
    const { signer, deploymentId, keeper, clock } = this.#parts;
    return findEmbedCaller(presented.text, { signer, deploymentId, snapshot: keeper.snapshot }, clock());
  }

  #callerOfToken(presented: Presented): Caller | Promise<Caller> {
    this.#refuseWhenStale();
    if (presented.kind !== 'token') throw new PlugboardError('invalid_token');
    const { operators, keeper, issuers, clock } = this.#parts;
    const now = clock();
    // Most callers hold one of ours, and an operator's of the configuration may look like anything.
    const caller =
      findTokenCaller(presented.text, keeper.snapshot, now) ?? findFixedOperator(presented.text, operators);
    if (caller || !looksLikeJwt(presented.text)) return this.#accept(caller, now);
    return issuers.verify(presented.text).then((verified) => this.#accept(verified, now));
  }

  /** Nothing of what was presented is repeated: not in the answer, not in the log. */
  #accept(caller: Caller | undefined, now: number): Caller {
    const { keeper, onTokenUsed } = this.#parts;
    if (!caller || (caller.home && !keeper.snapshot.tenant(caller.home.tenantId))) {
      throw new PlugboardError('invalid_token');
    }
    if (caller.actor.kind === 'token') onTokenUsed(caller.actor.id, now);
    return caller;
  }

  #refuseWhenStale(): void {
    if (!this.#parts.keeper.isUsable()) throw new PlugboardError('unavailable');
  }
}

function looksLikeJwt(text: string): boolean {
  return text.startsWith('eyJ') && text.split('.').length === 3;
}
