import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Failure } from '../../providers/provider.ts';
import type { StandingCredential } from '../../snapshot/ports.ts';
import type { Passage } from './circuit.ts';
import { Circuits } from './circuits.ts';
import { noteFailure } from './note-failure.ts';

function fail(catalogueId: string, failure: Failure, times: number): { found: string[]; passage: Passage } {
  const found: string[] = [];
  const circuits = new Circuits(() => 0);
  const health = {
    found: (_credential: StandingCredential, status: string) => void found.push(status),
  };
  const credential = { id: 'account', catalogueId } as StandingCredential;
  const enter = () => circuits.find(credential)?.circuit.enter() ?? 'open_way';
  for (let count = 0; count < times; count += 1) {
    noteFailure({ circuits, health, scrub: (text) => text }, credential, enter(), failure);
  }
  return { found, passage: enter() };
}

test('failures that callers ask the sandbox for close its account to nobody', () => {
  for (const failure of ['auth', 'quota', 'overloaded', 'unreachable'] as const) {
    const { found, passage } = fail('sandbox', { class: failure, message: 'asked for' }, 20);
    assert.deepEqual(found, [], failure);
    assert.equal(passage, 'open_way', failure);
  }
});

test('a key that a provider refuses is told at once', () => {
  const { found, passage } = fail('openai', { class: 'auth', message: '' }, 1);
  assert.deepEqual(found, ['auth_failed']);
  assert.equal(passage, 'blocked');
});
