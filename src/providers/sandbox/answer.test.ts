import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnswerStep } from '../../kernel/answer-steps.ts';
import type { ChatRequest, ChatResponse, StreamChunk } from '../openai-shapes.ts';
import { type Answer, failureClasses } from '../provider.ts';
import { answerAsSandbox } from './answer.ts';
import { sandbox } from './index.ts';

const connection = sandbox.connect('no_key', {});
const nowSeconds = 1_750_000_000;

/** Asked as any call asks: planned by the provider, sent as JSON. */
function ask(chat: ChatRequest, model = 'sandbox-fast'): AnswerStep[] {
  const { url, body } = sandbox.chat.request(connection, {}, model, chat);
  return answerAsSandbox({ url, body: JSON.parse(JSON.stringify(body)), nowSeconds });
}

function readWhole(steps: readonly AnswerStep[]): Answer {
  const [head] = steps;
  assert.ok(head?.kind === 'head');
  assert.equal(steps.at(-1)?.kind, 'end');
  return { status: head.status, headers: head.headers, body: JSON.parse(textOf(steps)) };
}

function textOf(steps: readonly AnswerStep[]): string {
  return steps.map((step) => (step.kind === 'data' ? step.text : '')).join('');
}

function complete(chat: ChatRequest, model?: string): ChatResponse {
  const answer = readWhole(ask(chat, model));
  assert.equal(answer.status, 200);
  assert.equal(sandbox.chat.failureIn?.(answer), undefined);
  return sandbox.chat.response(answer, { model: 'sandbox', id: 'x', createdSeconds: 1 });
}

function stream(chat: ChatRequest, model?: string): { chunks: StreamChunk[]; steps: AnswerStep[] } {
  const steps = ask({ ...chat, stream: true }, model);
  const events = textOf(steps).split('\n\n').slice(0, -1);
  assert.equal(events.pop(), 'data: [DONE]');
  return { steps, chunks: events.map((event) => JSON.parse(event.slice('data: '.length)) as StreamChunk) };
}

const user = (content: string): ChatRequest => ({ messages: [{ role: 'user', content }] });
const said = ({ choices }: ChatResponse) => choices[0]?.message.content ?? '';
const getWeather = {
  type: 'function',
  function: {
    name: 'get_weather',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
} as const;
const bookTable = { type: 'function', function: { name: 'book_table' } } as const;

test('it says that it is the sandbox and what it was asked, the same each time', () => {
  const answer = complete(user('What is\n  the capital of France?'));
  assert.match(said(answer), /^This is Plugboard’s sandbox: no model was asked/);
  assert.match(said(answer), /1 message of 6 words in all.*“What is the capital of France\?”$/);
  assert.deepEqual(answer.usage?.prompt_tokens, 6);
  assert.equal(answer.usage?.completion_tokens, said(answer).split(' ').length);
  assert.deepEqual(complete(user('What is\n  the capital of France?')), answer);
  assert.ok(said(complete(user('long '.repeat(10_000)))).length < 500);
});

test('a stream says word by word what the whole answer says, with the same usage', () => {
  const { chunks, steps } = stream(user('Hello'));
  const whole = complete(user('Hello'));
  assert.equal(chunks.map(({ choices }) => choices[0]?.delta.content ?? '').join(''), said(whole));
  assert.deepEqual(chunks.at(-1)?.usage, whole.usage);
  assert.equal(chunks.at(-2)?.choices[0]?.finish_reason, 'stop');
  assert.ok(
    steps.every(({ afterMs }) => afterMs === 0),
    'sandbox-fast waits for nothing',
  );
});

test('the sandbox streams at a human pace: about thirty words in a second', () => {
  const { steps } = stream(user('Hello'), 'sandbox');
  const [head, , ...rest] = steps;
  assert.ok(head && head.afterMs > 0 && head.afterMs < 1_000);
  const words = rest.slice(0, -2);
  const perSecond = (words.length * 1000) / words.reduce((sum, { afterMs }) => sum + afterMs, 0);
  assert.ok(Math.abs(perSecond - 30) < 1, `${perSecond}`);
});

test('tools are called with arguments that fit, and their results become a text', () => {
  const asked: ChatRequest = { ...user('Weather?'), tools: [getWeather, bookTable] };
  const { message, finish_reason } = complete(asked).choices[0] ?? assert.fail();
  assert.equal(finish_reason, 'tool_calls');
  assert.deepEqual(message.tool_calls, [
    {
      id: 'call_sandbox_1',
      type: 'function',
      function: { name: 'get_weather', arguments: '{"city":"sandbox"}' },
    },
  ]);
  const { chunks } = stream(asked);
  const calls = chunks.flatMap(({ choices }) => choices[0]?.delta.tool_calls ?? []);
  assert.deepEqual([calls[0]?.id, calls[0]?.function?.name], ['call_sandbox_1', 'get_weather']);
  assert.equal(calls.map((call) => call.function?.arguments ?? '').join(''), '{"city":"sandbox"}');
  const answered = complete({
    ...asked,
    messages: [
      ...asked.messages,
      { role: 'assistant', content: null, tool_calls: message.tool_calls ?? [] },
      { role: 'tool', tool_call_id: 'call_sandbox_1', content: '21 °C' },
    ],
  });
  assert.match(said(answered), /“21 °C”/);
  assert.equal(answered.choices[0]?.finish_reason, 'stop');
});

test('of several tools those that the question names are called, or the one that was chosen, or none', () => {
  const namesOf = (more: Partial<ChatRequest>, text = 'Weather?') =>
    complete({ ...user(text), tools: [getWeather, bookTable], ...more }).choices[0]?.message.tool_calls?.map(
      (call) => call.function.name,
    );
  const both = 'First get_weather, then book_table.';
  assert.deepEqual(namesOf({}, both), ['get_weather', 'book_table']);
  assert.deepEqual(namesOf({ parallel_tool_calls: false }, both), ['get_weather']);
  assert.deepEqual(namesOf({ tool_choice: { type: 'function', function: { name: 'book_table' } } }), [
    'book_table',
  ]);
  assert.equal(namesOf({ tool_choice: 'none' }), undefined);
});

test('an answer that must keep to a schema does, and one in JSON is JSON', () => {
  const schema = { type: 'object', properties: { colour: { enum: ['blue'] } }, required: ['colour'] };
  const bySchema = { type: 'json_schema', json_schema: { name: 'answer', schema } } as const;
  assert.equal(said(complete({ ...user('?'), response_format: bySchema })), '{"colour":"blue"}');
  const inJson = JSON.parse(said(complete({ ...user('Sky?'), response_format: { type: 'json_object' } })));
  assert.deepEqual(inJson, { answered_by: 'sandbox', asked: 'Sky?' });
});

test('limits of length and words to stop at are kept', () => {
  const short = complete({ ...user('Hello'), max_tokens: 3 });
  assert.deepEqual([said(short), short.choices[0]?.finish_reason], ['This is Plugboard’s', 'length']);
  assert.equal(said(complete({ ...user('Hello'), stop: ['sandbox', 'is'] })), 'Th');
});

test('every class of failure can be had, by a marker in the last message and by a model of its own', () => {
  const ways = { unreachable: 'unreachable', timeout: 'timeout' } as Record<string, string>;
  for (const name of failureClasses) {
    for (const steps of [ask(user(`Now [fail:${name}]`)), ask(user('Hello'), `sandbox-fail-${name}`)]) {
      if (ways[name] !== undefined) {
        assert.deepEqual(steps, [{ afterMs: 0, kind: 'failure', failure: ways[name] }]);
        continue;
      }
      const failure = sandbox.classify(readWhole(steps));
      assert.equal(failure.class, name);
      const saysWhen = name === 'rate_limited' || name === 'overloaded';
      assert.equal(failure.retryAfterMs, saysWhen ? 2_000 : undefined, name);
    }
  }
  const unknown = sandbox.classify(readWhole(ask(user('[fail:nonsense]'))));
  assert.equal(unknown.class, 'bad_request');
  assert.match(unknown.message, /nonsense.*overloaded.*cut/);
  const earlier: ChatRequest = {
    messages: [
      ...user('[fail:auth]').messages,
      { role: 'assistant', content: 'No.' },
      ...user('And now?').messages,
    ],
  };
  assert.match(said(complete(earlier)), /And now\?/);
});

test('an answer that is cut begins well and never ends', () => {
  for (const steps of [ask({ ...user('[fail:cut]'), stream: true }), ask(user('[fail:cut]'))]) {
    assert.equal(steps[0]?.kind, 'head');
    assert.deepEqual(steps.at(-1), { afterMs: 0, kind: 'failure', failure: 'cut' });
    assert.doesNotMatch(textOf(steps), /DONE|"finish_reason":"/);
  }
  assert.match(textOf(ask({ ...user('[fail:cut]'), stream: true })), /sandbox/);
});

test('its models are listed, and others are not there', () => {
  const { url } = sandbox.listing?.request(connection, {}, undefined) ?? assert.fail();
  const list = readWhole(answerAsSandbox({ url, body: undefined, nowSeconds }));
  assert.deepEqual(
    sandbox.listing?.read(list).models.map(({ id, kind }) => [id, kind]),
    [
      ['sandbox', 'chat'],
      ['sandbox-fast', 'chat'],
      ['sandbox-embedding', 'embedding'],
    ],
  );
  assert.equal(sandbox.classify(readWhole(ask(user('Hello'), 'gpt-4o'))).class, 'model_not_found');
  assert.equal(sandbox.classify(readWhole(ask(user('Hello'), 'sandbox-embedding'))).class, 'bad_request');
  const tooLong = readWhole(ask(user('word '.repeat(128_001))));
  assert.equal(sandbox.classify(tooLong).class, 'context_length');
});

test('embeddings are unit vectors of the length that is asked for, and like texts lie near each other', () => {
  const embed = (input: string[], dimensions?: number) => {
    const plan = sandbox.embeddings?.request(connection, {}, 'sandbox-embedding', input, dimensions);
    assert.ok(plan && sandbox.embeddings);
    const answer = readWhole(answerAsSandbox({ ...plan, body: plan.body, nowSeconds }));
    return answer.status === 200 ? sandbox.embeddings.response(answer) : sandbox.classify(answer).class;
  };
  const texts = ['the cat sat on the mat', 'the cat lay on the mat', 'quarterly revenue grew', '', '!'];
  const embedded = embed(texts);
  assert.ok(typeof embedded === 'object');
  const { vectors, promptTokens } = embedded;
  assert.deepEqual([vectors.length, vectors[0]?.length, promptTokens], [5, 256, 16]);
  const dot = (one = 0, other = 0) =>
    (vectors[one] ?? []).reduce((sum, value, at) => sum + value * (vectors[other]?.[at] ?? 0), 0);
  for (const at of texts.keys()) assert.ok(Math.abs(dot(at, at) - 1) < 1e-9);
  assert.ok(dot(0, 1) > 0.5 && dot(0, 1) > dot(0, 2) + 0.3);
  assert.deepEqual(embed(texts), embedded);
  const short = embed(['a'], 3);
  assert.equal(typeof short === 'object' && short.vectors[0]?.length, 3);
  assert.equal(embed(['a'], 257), 'bad_request');
  assert.equal(embed(['[fail:quota]']), 'quota');
});
