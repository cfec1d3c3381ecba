import { sessionCookieName } from '../control/authentication/sessions.ts';
import { limits } from '../kernel/limits.ts';
import type { Secret } from '../kernel/secret.ts';

const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** Lax, not Strict: a person who comes back from the identity provider must arrive signed in. */
export function sessionCookie(id: Secret): string {
  return `${sessionCookieName}=${id.reveal()}; ${attributes}; Max-Age=${limits.signin.sessionLifetimeMs / 1000}`;
}

export function clearedSessionCookie(): string {
  return `${sessionCookieName}=; ${attributes}; Max-Age=0`;
}
