import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Failure } from '../../providers/provider.ts';
import type { StandingCredential } from '../../snapshot/ports.ts';
import { Circuit } from './circuit.ts';
import { noteFailure } from './note-failure.ts';

function fail(catalogueId: string, failure: Failure, times: number): { found: string[]; circuit: Circuit } {
  const found: string[] = [];
  const circuit = new Circuit(() => 0);
  const health = {
    found: (_credential: StandingCredential, status: string) => void found.push(status),
  };
  const credential = { catalogueId } as StandingCredential;
  for (let count = 0; count < times; count += 1) {
    noteFailure({ health, scrub: (text) => text }, credential, circuit, circuit.enter(), failure);
  }
  return { found, circuit };
}

test('failures that callers ask the sandbox for close its account to nobody', () => {
  for (const failure of ['auth', 'quota', 'overloaded', 'unreachable'] as const) {
    const { found, circuit } = fail('sandbox', { class: failure, message: 'asked for' }, 20);
    assert.deepEqual(found, [], failure);
    assert.equal(circuit.enter(), 'open_way', failure);
  }
});

test('a key that a provider refuses is told at once', () => {
  const { found, circuit } = fail('openai', { class: 'auth', message: '' }, 1);
  assert.deepEqual(found, ['auth_failed']);
  assert.equal(circuit.enter(), 'blocked');
});
