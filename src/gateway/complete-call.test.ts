import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlugboardError } from '../kernel/errors.ts';
import { completeCall } from './complete-call.ts';
import type { GatewayParts } from './parts.ts';

test('S55 a call that could not be written down is refused before it is let in, and reaches no provider', async () => {
  const reached: string[] = [];
  const parts = { canRecord: () => false, admission: { admit: () => reached.push('admission') } };
  const kind = { send: async () => reached.push('provider') };
  type Arguments = Parameters<typeof completeCall>;
  const call = completeCall(
    parts as unknown as GatewayParts,
    kind as unknown as Arguments[1],
    {} as Arguments[2],
    async (send) => send(),
  );
  await assert.rejects(call, (error) => error instanceof PlugboardError && error.code === 'unavailable');
  assert.deepEqual(reached, []);
});
