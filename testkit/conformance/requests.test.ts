import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseChat } from '../../src/gateway/chat/parse-chat.ts';
import { Losses } from '../../src/gateway/losses.ts';
import { PlugboardError } from '../../src/kernel/errors.ts';
import { problemsOf } from '../stand-ins/request-schemas.ts';
import { chatRequests } from './chat-requests.ts';
import { type WireKind, wireFor, wireKinds } from './wire-kinds.ts';

const numRuns = 150;

/** The body for the provider, or the fields that a refusal names. */
function plan(
  kind: WireKind,
  request: Record<string, unknown>,
): { schema: string; body: unknown } | string[] {
  try {
    const { chat, dropUnsupported } = parseChat(Buffer.from(JSON.stringify(request)));
    const losses = new Losses(dropUnsupported, undefined, []);
    const wire = wireFor(kind, chat, losses);
    const { body } = wire.request(kind.connection, kind.settings, kind.model, chat, losses);
    return { schema: kind.schemaOf(wire), body: JSON.parse(JSON.stringify(body)) };
  } catch (error) {
    assert.ok(error instanceof PlugboardError, String(error instanceof Error ? error.stack : error));
    assert.equal(error.status, 400);
    return (error.errors ?? []).map(({ field }) => field);
  }
}

for (const kind of wireKinds) {
  test(`${kind.name}: a chat becomes what the provider’s own types allow, or a refusal that names a field`, () => {
    fc.assert(
      fc.property(chatRequests, fc.boolean(), (request, drop) => {
        const planned = plan(kind, drop ? { ...request, drop_unsupported: true } : request);
        if (Array.isArray(planned)) assert.ok(planned.length > 0, 'the refusal names no field');
        else assert.deepEqual(problemsOf(planned.schema, planned.body), [], JSON.stringify(planned.body));
      }),
      { numRuns },
    );
  });
}

test('what an operator’s rule leaves out and limits is so on every wire, and said', () => {
  const rules = [{ match: '', drops: ['top_p', 'seed'], ranges: { temperature: { max: 0.25 } } }];
  for (const kind of wireKinds) {
    const messages = [{ role: 'user', content: 'hi' }] as const;
    const { chat } = parseChat(
      Buffer.from(JSON.stringify({ messages, top_p: 0.5, seed: 7, temperature: 0.75 })),
    );
    const losses = new Losses(false, kind.model, rules);
    const wire = wireFor(kind, chat, losses);
    const body = JSON.stringify(wire.request(kind.connection, kind.settings, kind.model, chat, losses).body);
    assert.doesNotMatch(body, /top_?p"|seed|0\.75/i, kind.name);
    const { 'x-plugboard-adjusted': adjusted } = losses.toHeaders();
    for (const field of ['top_p', 'seed', 'temperature']) assert.ok(adjusted?.includes(field), kind.name);
  }
});
