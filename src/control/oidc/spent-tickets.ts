import { createHash } from 'node:crypto';
import type { Secret } from '../../kernel/secret.ts';
import { pendingLifetimeMs } from './pending-signin.ts';

/** Beyond this many the oldest make room. */
const ticketsMax = 10_000;

/**
 * The browser forgets its cookie at the callback, and an honest provider takes each code once. This holds for whoever
 * kept the cookie, with a provider that does not care.
 */
export class SpentTickets {
  readonly #spentAt = new Map<string, number>();

  /** False when the ticket was spent before. */
  spend(ticket: Secret, now: number): boolean {
    const key = createHash('sha256').update(ticket.reveal()).digest('base64');
    for (const [oldest, spentAt] of this.#spentAt) {
      const mayGo = now - spentAt > 2 * pendingLifetimeMs || this.#spentAt.size >= ticketsMax;
      if (!mayGo) break;
      this.#spentAt.delete(oldest);
    }
    if (this.#spentAt.has(key)) return false;
    this.#spentAt.set(key, now);
    return true;
  }
}
