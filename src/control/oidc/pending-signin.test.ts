import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beginPendingSignin, findPendingSignin, pendingLifetimeMs } from './pending-signin.ts';
import { SpentTickets } from './spent-tickets.ts';

const now = Date.UTC(2026, 10, 2);

test('S47 state, nonce and code verifier are different, unguessable and never the same twice', () => {
  const one = beginPendingSignin(now);
  const two = beginPendingSignin(now);
  const values = [one, two].flatMap((pending) => [
    pending.ticket.reveal(),
    pending.state,
    pending.nonce,
    pending.codeVerifier,
  ]);
  assert.equal(new Set(values).size, 8);
  // RFC 7636 takes 43 to 128 of these characters.
  assert.match(one.codeVerifier, /^[A-Za-z0-9_-]{43}$/);
});

test('S47 the same ticket answers for the same state, nonce and verifier', () => {
  const { ticket, state, nonce, codeVerifier } = beginPendingSignin(now);
  const found = findPendingSignin(ticket.reveal(), state, now + 1);
  assert.deepEqual([found?.state, found?.nonce, found?.codeVerifier], [state, nonce, codeVerifier]);
});

test('S47 S43 no ticket, no state, the state of another sign-in and anything out of shape find nothing', () => {
  const { ticket, state } = beginPendingSignin(now);
  const other = beginPendingSignin(now);
  const text = ticket.reveal();
  const attempts: [string | undefined, string | null][] = [
    [undefined, state],
    ['', state],
    [text, null],
    [text, ''],
    [text, `${state} `],
    [text, other.state],
    [other.ticket.reveal(), state],
    [`${text}A`, state],
    [text.slice(0, -1), state],
    [text.toUpperCase(), state],
    ['x'.repeat(100_000), state],
  ];
  for (const [attempt, answered] of attempts) {
    assert.equal(
      findPendingSignin(attempt, answered, now),
      undefined,
      `${attempt?.slice(0, 80)} ${answered}`,
    );
  }
});

test('S47 a ticket is over after ten minutes, and a later time in it makes another ticket', () => {
  const { ticket, state } = beginPendingSignin(now);
  assert.ok(findPendingSignin(ticket.reveal(), state, now + pendingLifetimeMs));
  const late = now + pendingLifetimeMs + 1;
  assert.equal(findPendingSignin(ticket.reveal(), state, late), undefined);
  const [, random] = ticket.reveal().split('.');
  assert.equal(findPendingSignin(`${late.toString(36)}.${random}`, state, late), undefined);
});

test('S47 a ticket that was spent cannot be spent again, however many came between', () => {
  const spent = new SpentTickets();
  const { ticket } = beginPendingSignin(now);
  assert.equal(spent.spend(ticket, now), true);
  for (let count = 0; count < 5000; count += 1) spent.spend(beginPendingSignin(now).ticket, now);
  assert.equal(spent.spend(ticket, now + pendingLifetimeMs), false);
});
