import assert from 'node:assert/strict';
import { test } from 'node:test';
import { PlugboardError } from '../../kernel/errors.ts';
import { rememberInId } from '../call-memory.ts';
import type { ChatRequest } from '../openai-shapes.ts';
import type { ChatExtras } from '../provider.ts';
import { presets } from './presets.ts';
import { isOpenai, quirksOf } from './quirks.ts';
import { toChatBody } from './request.ts';

const bases = new Map(presets.map(({ id, baseUrl }) => [id, baseUrl]));
const user = { role: 'user' as const, content: 'hi' };

/** A call’s body at one service, with what was said beside it: losses pass, as `drop_unsupported` lets them. */
function at(service: string, fields: Record<string, unknown>, model = 'm') {
  const lost: string[] = [];
  const adjusted: string[] = [];
  const extras: ChatExtras = {
    lose: (param) => void lost.push(param),
    adjust: (param) => void adjusted.push(param),
  };
  const quirks = quirksOf(bases.get(service) ?? service);
  const { model: _model, ...body } = toChatBody(
    model,
    { messages: [user], ...fields } as ChatRequest,
    quirks,
    extras,
  );
  return { body, lost, adjusted };
}

test('a service’s rules hold at every host of its own, and at no other', () => {
  const mistral = quirksOf('https://api.mistral.ai/v1');
  assert.equal(quirksOf('https://codestral.mistral.ai/v1'), mistral);
  const unknown = quirksOf('http://localhost:8000/v1');
  for (const url of [
    'https://mistral.ai.evil.test/v1',
    'https://notmistral.ai/v1',
    'https://[::1]/v1',
    'http://10.0.0.1',
  ]) {
    assert.equal(quirksOf(url), unknown, url);
  }
  assert.ok(isOpenai('https://eu.api.openai.com/v1') && !isOpenai('https://api.openai.com.evil.test/v1'));
  for (const { baseUrl } of presets) assert.notEqual(quirksOf(baseUrl), unknown, baseUrl);
});

test('what a service refuses or passes over is refused by name, or dropped where that is allowed (section 11.4)', () => {
  const table: [service: string, fields: Record<string, unknown>, lost: string[]][] = [
    ['groq', { logprobs: true, top_logprobs: 2 }, ['logprobs', 'top_logprobs']],
    ['groq', { logit_bias: { 1: 2 } }, ['logit_bias']],
    ['groq', { n: 2 }, ['n']],
    ['groq', { presence_penalty: 1, frequency_penalty: 1 }, ['presence_penalty', 'frequency_penalty']],
    ['deepseek', { n: 2 }, ['n']],
    ['sambanova', { logit_bias: { 1: 2 }, presence_penalty: 0.1 }, ['logit_bias', 'presence_penalty']],
    ['mistral', { logprobs: true }, ['logprobs']],
    ['xai', { logit_bias: { 1: 2 } }, ['logit_bias']],
    ['together', { web_search_options: {} }, ['web_search_options']],
    ['fireworks', { modalities: ['audio'] }, ['modalities']],
    ['cerebras', { audio: { voice: 'x' } }, ['audio']],
  ];
  for (const [service, fields, expected] of table) {
    const { body, lost } = at(service, fields);
    assert.deepEqual(lost, expected, service);
    assert.deepEqual(body, { messages: [user] }, service);
    const chat = { messages: [user], ...fields } as ChatRequest;
    const quirks = quirksOf(bases.get(service) ?? '');
    assert.throws(
      () => toChatBody('m', chat, quirks),
      (error: unknown) => {
        return error instanceof PlugboardError && error.errors?.[0]?.field === expected[0];
      },
    );
  }
});

test('what changes no answer is left out and told of; what asks for nothing is left out in silence', () => {
  const labels = { store: true, metadata: { a: 'b' }, safety_identifier: 'u', prompt_cache_key: 'k' };
  const { body, lost, adjusted } = at('deepseek', labels);
  assert.deepEqual([body, lost], [{ messages: [user] }, []]);
  assert.deepEqual(adjusted, Object.keys(labels));
  const nothing = { n: 1, logprobs: false, logit_bias: {}, presence_penalty: 0, store: null };
  assert.deepEqual(at('groq', nothing), { body: { messages: [user] }, lost: [], adjusted: [] });
  assert.deepEqual(at('groq', { service_tier: 'flex' }).body, { messages: [user], service_tier: 'flex' });
  const everything = { store: true, verbosity: 'low', n: 2, provider: { order: ['x'] } };
  assert.deepEqual(at('openrouter', everything), {
    body: { messages: [user], ...everything },
    lost: [],
    adjusted: [],
  });
});

test('Mistral: its own name for the seed, no stream options, ids of nine characters', () => {
  const { body, adjusted } = at('mistral', { seed: 7, stream: true, user: 'u', metadata: { a: 'b' } });
  assert.deepEqual(body, { messages: [user], metadata: { a: 'b' }, random_seed: 7, stream: true });
  assert.deepEqual(adjusted, ['user']);
  const conversation = (...ids: string[]) => [
    {
      role: 'assistant',
      content: null,
      tool_calls: ids.map((id) => ({ id, type: 'function', function: { name: 'f', arguments: '{}' } })),
    },
    ...ids.toReversed().map((id) => ({ role: 'tool', tool_call_id: id, content: id })),
  ];
  const own = conversation('abcDEF123', 'zyxWVU987');
  assert.equal(at('mistral', { messages: own }).body['messages'], own, 'its own ids stay');
  const packed = rememberInId('toolu_01', 'anthropic', 'claude', 'x');
  const mixed = at('mistral', { messages: conversation('abcDEF123', packed) }).body['messages'];
  assert.deepEqual(mixed, [
    {
      role: 'assistant',
      content: null,
      tool_calls: ['call00000', 'call00001'].map((id) => ({
        id,
        type: 'function',
        function: { name: 'f', arguments: '{}' },
      })),
    },
    { role: 'tool', tool_call_id: 'call00001', content: packed },
    { role: 'tool', tool_call_id: 'call00000', content: 'abcDEF123' },
  ]);
});

test('former reasoning goes where each service wants it, and nowhere else', () => {
  const messages = [{ role: 'assistant', content: 'a', reasoning_content: 'r' }];
  const table: [service: string, message: object, adjusted: string[]][] = [
    ['http://gpu.internal/v1', { role: 'assistant', content: 'a', reasoning_content: 'r' }, []],
    ['deepseek', { role: 'assistant', content: 'a', reasoning_content: 'r' }, []],
    ['cerebras', { role: 'assistant', content: 'a', reasoning: 'r' }, []],
    ['groq', { role: 'assistant', content: 'a', reasoning: 'r' }, []],
    ['mistral', { role: 'assistant', content: 'a' }, ['messages[0].reasoning_content']],
    ['https://api.openai.com/v1', { role: 'assistant', content: 'a' }, ['messages[0].reasoning_content']],
  ];
  for (const [service, message, expected] of table) {
    const { body, adjusted } = at(service, { messages });
    assert.deepEqual([body['messages'], adjusted], [[message], expected], service);
  }
});

test('who speaks is left out where it is refused', () => {
  const messages = [{ ...user, name: 'ann' }];
  for (const service of ['groq', 'mistral']) {
    const { body, adjusted } = at(service, { messages });
    assert.deepEqual([body['messages'], adjusted], [[user], ['messages[0].name']], service);
  }
  assert.equal(at('xai', { messages }).body['messages'], messages);
});

test('Together: no tools rather than a choice that it does not keep, and no silent turns', () => {
  const tools = [{ type: 'function', function: { name: 'f' } }];
  const none = at('together', { tools, tool_choice: 'none' });
  assert.deepEqual([none.body, none.adjusted], [{ messages: [user] }, ['tool_choice']]);
  assert.deepEqual(at('together', { tools, tool_choice: 'auto' }).body['tools'], tools);
  const messages = [user, { role: 'assistant', content: '' }, user];
  const silent = at('together', { messages });
  assert.deepEqual([silent.body['messages'], silent.adjusted], [[user, user], ['messages[1]']]);
});

test('DeepSeek holds no answer to a schema', () => {
  const response_format = { type: 'json_schema', json_schema: { name: 'a', schema: {} } };
  const { body, lost } = at('deepseek', { response_format });
  assert.deepEqual([body, lost], [{ messages: [user] }, ['response_format']]);
  const json = { type: 'json_object' };
  assert.equal(at('deepseek', { response_format: json }).body['response_format'], json);
});

test('xAI’s reasoning models take neither penalties nor stops; its others do', () => {
  const fields = { stop: ['X'], presence_penalty: 1, frequency_penalty: 1, temperature: 0 };
  for (const model of ['grok-4', 'grok-4-fast-reasoning', 'grok-3-mini', 'grok-code-fast-1']) {
    const { body, lost } = at('xai', fields, model);
    assert.deepEqual(body, { messages: [user], temperature: 0 }, model);
    assert.deepEqual(lost, ['stop', 'presence_penalty', 'frequency_penalty'], model);
  }
  for (const model of ['grok-3', 'grok-4-fast-non-reasoning', 'grok-next']) {
    assert.deepEqual(at('xai', fields, model).body, { messages: [user], ...fields }, model);
  }
});
