import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Upstream, UpstreamCall, UpstreamSink } from '../gateway/ports.ts';
import type { AnswerStep } from '../kernel/answer-steps.ts';
import { EgressFailure } from '../kernel/egress-failure.ts';
import { Secret } from '../kernel/secret.ts';
import { openai } from '../providers/openai/index.ts';
import type { Provider } from '../providers/provider.ts';
import { sandbox, sandboxBaseUrl } from '../providers/sandbox/index.ts';
import { sandboxUpstream } from './sandbox-way.ts';
import { decoderFor } from './wire-events.ts';

const head: AnswerStep = { afterMs: 0, kind: 'head', status: 200, headers: {} };
const said = (text: string, afterMs = 0): AnswerStep => ({ afterMs, kind: 'data', text });
const end: AnswerStep = { afterMs: 0, kind: 'end' };
const never = 3_600_000;

const nowhere: Upstream = {
  open: (_call, sink) => {
    sink.onFailure(new Error('it went the other way'));
    return {
      pause: () => undefined,
      resume: () => undefined,
      abandon: () => undefined,
      hide: (text) => text,
    };
  },
  decoderFor,
};

function callOf(provider: Provider, totalMs = never): UpstreamCall {
  const connection = provider.connect(provider.variants[0]?.id ?? '', {});
  const account = {
    cacheKey: 'c',
    provider,
    settings: {},
    connection,
    secret: () => new Secret('s'),
    tls: {},
    rules: [],
    close: () => undefined,
  };
  const plan = provider.chat.request(connection, {}, 'sandbox', {
    messages: [{ role: 'user', content: 'x' }],
  });
  return {
    account,
    plan,
    body: JSON.stringify(plan.body),
    firstByteMs: never,
    betweenBytesMs: never,
    totalMs,
  };
}

/** What is heard, in order; ends with end or failure. */
function listen(
  steps: AnswerStep[],
  onHeard: (heard: string) => void = () => undefined,
  call = callOf(sandbox),
) {
  const heard: string[] = [];
  const note = (what: string) => {
    heard.push(what);
    onHeard(what);
  };
  const parts = { providerId: sandbox.id, baseUrl: sandboxBaseUrl, answer: () => steps, clock: () => 0 };
  return new Promise<string[]>((resolve) => {
    const over = (what: string) => {
      note(what);
      // Whatever came after the end would come by then.
      setImmediate(() => resolve(heard));
    };
    const sink: UpstreamSink = {
      onHead: (status) => note(`head ${status}`),
      onData: (chunk) => note(Buffer.from(chunk).toString()),
      onEnd: () => over('end'),
      onFailure: (error) => over(error instanceof EgressFailure ? error.kind : String(error)),
    };
    exchange = sandboxUpstream(parts, nowhere).open(call, sink);
    note('opened');
  });
}
let exchange: ReturnType<Upstream['open']>;

test('accounts of the sandbox are answered, after the exchange is in hand; all others go their way', async () => {
  assert.deepEqual(await listen([head, said('a'), end]), ['opened', 'head 200', 'a', 'end']);
  assert.deepEqual(await listen([head, end], undefined, callOf(openai)), [
    'Error: it went the other way',
    'opened',
  ]);
});

test('whoever hangs up stops it at once, wherever it is, and hears why', async () => {
  const stopAt = (at: string, steps: AnswerStep[]) =>
    listen(steps, (what) => {
      if (what === at) queueMicrotask(() => exchange.abandon('gone'));
    });
  assert.deepEqual(await stopAt('opened', [{ ...head, afterMs: never }, end]), ['opened', 'gone']);
  assert.deepEqual(await stopAt('a', [head, said('a'), said('b', never), end]), [
    'opened',
    'head 200',
    'a',
    'gone',
  ]);
});

test('it waits for a slow reader', async () => {
  const order: string[] = [];
  await listen([head, said('a'), said('b'), end], (what) => {
    order.push(what);
    if (what !== 'a') return;
    exchange.pause();
    setImmediate(() => {
      order.push('reads on');
      exchange.resume();
    });
  });
  assert.deepEqual(order, ['opened', 'head 200', 'a', 'reads on', 'b', 'end']);
});

test('a failure is one of the way: before an answer, in the middle of it, or for want of time', async () => {
  const failing = (failure: 'unreachable' | 'cut'): AnswerStep => ({ afterMs: 0, kind: 'failure', failure });
  assert.deepEqual(await listen([failing('unreachable')]), ['opened', 'unreachable']);
  assert.deepEqual(await listen([head, said('a'), failing('cut')]), ['opened', 'head 200', 'a', 'cut']);
  assert.deepEqual(await listen([head, said('a', never)], undefined, callOf(sandbox, 5)), [
    'opened',
    'head 200',
    'timeout',
  ]);
});
