import { pendingLifetimeMs } from '../../../control/oidc/pending-signin.ts';
import type { Secret } from '../../../kernel/secret.ts';

/** `__Host-`: no other host, and no page over plain http, can plant the ticket of its own sign-in here. */
export const ticketCookieName = '__Host-plugboard-signin';
const attributes = 'Path=/; Secure; HttpOnly; SameSite=Lax';

/** Lax, not Strict: the answer comes by a link from the identity provider. */
export function ticketCookie(ticket: Secret): string {
  return `${ticketCookieName}=${ticket.reveal()}; ${attributes}; Max-Age=${pendingLifetimeMs / 1000}`;
}

export function clearedTicketCookie(): string {
  return `${ticketCookieName}=; ${attributes}; Max-Age=0`;
}
