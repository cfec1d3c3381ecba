import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { limits } from '../../kernel/limits.ts';
import { Secret } from '../../kernel/secret.ts';

/** What one sign-in needs to recognise its own answer. */
export interface PendingSignin {
  /** Goes into the browser's cookie; everything else follows from it, so that the server has nothing to keep. */
  ticket: Secret;
  state: string;
  nonce: string;
  codeVerifier: string;
}

export const pendingLifetimeMs = 10 * 60_000;
/** Two replicas' clocks differ by a little. */
const clockSkewMs = limits.jwt.clockSkewSeconds * 1000;
const ticketPattern = /^[0-9a-z]{8,10}\.[A-Za-z0-9_-]{43}$/;

export function beginPendingSignin(now: number): PendingSignin {
  return derive(`${now.toString(36)}.${randomBytes(32).toString('base64url')}`);
}

/** Undefined unless the ticket is one of ours in form, not too old, and the one that this state came from. */
export function findPendingSignin(
  ticket: string | undefined,
  state: string | null,
  now: number,
): PendingSignin | undefined {
  if (ticket === undefined || state === null || !ticketPattern.test(ticket)) return undefined;
  // The state is made from the whole ticket: whoever changes the time in it has a ticket for no answer at all.
  const pending = derive(ticket);
  if (!sameText(pending.state, state)) return undefined;
  const age = now - Number.parseInt(ticket, 36);
  return age >= -clockSkewMs && age <= pendingLifetimeMs ? pending : undefined;
}

/** One secret, three uses: what the provider and the browser's history see of one says nothing of the others. */
function derive(ticket: string): PendingSignin {
  const part = (label: string) =>
    createHmac('sha256', ticket).update(`plugboard signin ${label}`).digest('base64url');
  return {
    ticket: new Secret(ticket),
    state: part('state'),
    nonce: part('nonce'),
    codeVerifier: part('code verifier'),
  };
}

function sameText(a: string, b: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(a), hash(b));
}
