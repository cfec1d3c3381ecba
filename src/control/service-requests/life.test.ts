import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type RequestState, requestKinds, requestStates } from '../../kernel/service-requests.ts';
import { isAllowed, isClosed, lifeRules, listMoves, type Move, stateAfter } from './life.ts';

const moves = Object.keys(lifeRules) as Move[];
const setup = (state: RequestState) => ({ kind: 'setup', change: null, state }) as const;

test('R1 a set-up goes from draft to active by the steps that are told, and by no other order', () => {
  const steps: [Move, RequestState][] = [
    ['submit', 'submitted'],
    ['assign', 'assigned'],
    ['await_credentials', 'awaiting_credentials'],
    ['configure', 'configuring'],
    ['validate', 'validating'],
    ['activate', 'active'],
  ];
  let state: RequestState = 'draft';
  for (const [move, next] of steps) {
    for (const [later] of steps.slice(steps.findIndex(([one]) => one === move) + 1)) {
      if (state === 'draft' || state === 'submitted') {
        assert.throws(() => stateAfter(setup(state), later, 'operator'), { code: 'service_request_state' });
      }
    }
    state = stateAfter(setup(state), move, 'operator');
    assert.equal(state, next);
  }
});

test('what is over stays over: no move leads out of an end, whoever tries', () => {
  for (const state of requestStates.filter(isClosed)) {
    for (const kind of requestKinds) {
      const request = { kind, state, change: kind === 'change' ? 'managed_fallback' : null } as const;
      assert.deepEqual(listMoves(request, 'tenant'), [], `${kind} ${state}`);
      assert.deepEqual(listMoves(request, 'operator'), [], `${kind} ${state}`);
    }
  }
});

test('every state but draft is reached by some move, and each one that is not an end can be left', () => {
  const reached = new Set(moves.map((move) => lifeRules[move].to));
  for (const state of requestStates) {
    if (state !== 'draft') assert.ok(reached.has(state), state);
    if (!isClosed(state))
      assert.ok(
        moves.some((move) => lifeRules[move].from.includes(state)),
        state,
      );
  }
});

test('R9 a tenant asks, writes and cancels; it neither assigns, configures, activates nor rejects', () => {
  const tenants = moves.filter((move) => lifeRules[move].by.includes('tenant'));
  assert.deepEqual(tenants.toSorted(), [
    'amend',
    'approve',
    'ask_for_key',
    'cancel',
    'deposit',
    'look',
    'submit',
    'write',
  ]);
});

test('nobody but the tenant approves that data leaves its network, and only where that is what was asked', () => {
  const asked = { kind: 'change', change: 'managed_fallback', state: 'assigned' } as const;
  assert.ok(isAllowed(asked, 'approve', 'tenant'));
  assert.throws(() => stateAfter(asked, 'approve', 'operator'), { code: 'service_request_state' });
  const other = { ...asked, change: 'remove' } as const;
  assert.throws(() => stateAfter(other, 'approve', 'tenant'), /no such step/);
});

test('whoever takes a request over does not throw its work back', () => {
  assert.equal(stateAfter(setup('validating'), 'assign', 'operator'), 'validating');
});
