import { ResponseBodyError } from 'oauth4webapi';
import type { Clock } from '../../kernel/clock.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import type { SendAsOperator } from '../../kernel/ports.ts';
import type { Secret } from '../../kernel/secret.ts';
import { isSubject } from '../authentication/subjects.ts';
import type { Store } from '../ports.ts';
import { admitPerson, type VouchedPerson } from './known-person.ts';
import { type Claims, toMemberships } from './memberships.ts';
import { beginPendingSignin, findPendingSignin } from './pending-signin.ts';
import { OidcProvider } from './provider.ts';
import type { OidcSettings } from './settings.ts';
import { SpentTickets } from './spent-tickets.ts';

export interface OidcParts {
  settings: OidcSettings;
  send: SendAsOperator;
  store: Store;
  clock: Clock;
}

/** What came back with the browser. */
export interface SigninAnswer {
  parameters: URLSearchParams;
  ticket: string | undefined;
  redirectUri: string;
  requestId: string;
}

const nameLengthMax = 200;
const emailLengthMax = 320;
const reasonLengthMax = 300;

/** Signing in by the platform's identity provider: the browser leaves with a ticket and comes back with an answer. */
export class OidcSignin {
  readonly #parts: OidcParts;
  readonly #provider: OidcProvider;
  readonly #spent = new SpentTickets();

  constructor(parts: OidcParts) {
    this.#parts = parts;
    this.#provider = new OidcProvider(parts);
  }

  async begin(redirectUri: string): Promise<{ location: string; ticket: Secret }> {
    const pending = beginPendingSignin(this.#parts.clock());
    const location = await this.#asProtocol(() => this.#provider.authorizationUrl(pending, redirectUri));
    return { location: location.href, ticket: pending.ticket };
  }

  /** Answers who signed in. One code for all that can go wrong between us and the provider; the cause is for the log. */
  async finish({ parameters, ticket, redirectUri, requestId }: SigninAnswer): Promise<{ personId: string }> {
    const vouched = await this.#asProtocol(async () => {
      const now = this.#parts.clock();
      const pending = findPendingSignin(ticket, parameters.get('state'), now);
      if (!pending) throw new Error('The answer belongs to no sign-in that this browser began');
      if (!this.#spent.spend(pending.ticket, now)) throw new Error('The sign-in was answered before');
      return this.#vouchedBy(await this.#provider.claimsOf(parameters, pending, redirectUri));
    });
    const person = await admitPerson(this.#parts, requestId, vouched);
    return { personId: person.id };
  }

  #vouchedBy(claims: Claims): VouchedPerson {
    const { settings } = this.#parts;
    const subject = claims['sub'];
    if (!isSubject(subject)) throw new Error('The subject is missing, empty, too long or no plain text');
    const email = textOf(claims['email'], emailLengthMax);
    const name = textOf(claims['name'], nameLengthMax) ?? textOf(claims['preferred_username'], nameLengthMax);
    return {
      issuer: settings.issuer,
      subject,
      name: name ?? email?.slice(0, nameLengthMax) ?? subject.slice(0, nameLengthMax),
      email: email ?? null,
      memberships: toMemberships(claims, settings),
    };
  }

  async #asProtocol<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw new PlugboardError('signin_failed', { cause: withoutTokens(error) });
    }
  }
}

/** What people read: without control characters, and only where something is left. */
function textOf(claim: unknown, lengthMax: number): string | undefined {
  if (typeof claim !== 'string') return undefined;
  const text = claim.replace(/\p{C}/gu, ' ').trim().slice(0, lengthMax);
  return text === '' ? undefined : text;
}

/** The library hangs tokens, claims and whole answers on its errors; only their words are for the log. */
function withoutTokens(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof PlugboardError) return error;
  const told =
    error instanceof ResponseBodyError ? ` (${error.error}: ${error.error_description ?? ''})` : '';
  return new Error(`${error.message}${told}`.slice(0, reasonLengthMax));
}
