import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Arrival, HostileUpstream } from '../stand-ins/hostile-upstream.ts';
import { openaiStream } from '../stand-ins/sample-streams.ts';
import {
  answerWell,
  consent,
  type FailoverWorld,
  type LedgerRow,
  startFailoverWorld,
} from './failover-world.ts';
import { promptRetries, readEvents } from './gateway-world.ts';
import { made } from './routing-world.ts';

/** What a class of failure leads to, written down a second time: the code has its own table. */
interface Expected {
  play(arrival: Arrival): void;
  failure: string;
  tries: number;
  managed: 'yes' | 'if_named' | 'never';
  /** Waits for its model, where the policy queues. */
  waits?: true;
  answer: [status: number, code: string];
  onlyStreams?: boolean;
}

const refuse = (status: number, code: string) => (arrival: Arrival) =>
  arrival.answer(status, { error: { message: `It says ${code}.`, type: code, code } });
const unavailable: Expected['answer'] = [503, 'llm_unavailable'];
const invalid: Expected['answer'] = [503, 'credential_invalid'];
const [role = '', content = ''] = openaiStream(['Guten']).wire.split(/(?<=\n\n)/);

const classes: Record<string, Expected> = {
  'a connection that breaks': {
    play: (arrival) => arrival.reset(),
    failure: 'unreachable',
    waits: true,
    tries: 2,
    managed: 'yes',
    answer: unavailable,
  },
  'no answer in time': {
    play: () => undefined,
    failure: 'timeout',
    waits: true,
    tries: 2,
    managed: 'yes',
    answer: unavailable,
  },
  overload: {
    play: refuse(503, 'overloaded'),
    failure: 'overloaded',
    waits: true,
    tries: 2,
    managed: 'yes',
    answer: unavailable,
  },
  'a fault of its own': {
    play: refuse(500, 'server_error'),
    failure: 'upstream_bug',
    waits: true,
    tries: 2,
    managed: 'yes',
    answer: [502, 'upstream_error'],
  },
  'a stream that is cut before its content': {
    play: (arrival) => {
      arrival.beginStream();
      arrival.response.end(role);
    },
    failure: 'upstream_bug',
    waits: true,
    tries: 2,
    managed: 'yes',
    answer: [502, 'upstream_error'],
    onlyStreams: true,
  },
  'a limit of calls': {
    play: refuse(429, 'rate_limit_exceeded'),
    failure: 'rate_limited',
    waits: true,
    tries: 2,
    managed: 'if_named',
    answer: unavailable,
  },
  'no quota': {
    play: refuse(429, 'insufficient_quota'),
    failure: 'quota',
    tries: 1,
    managed: 'if_named',
    answer: unavailable,
  },
  'a dead key': {
    play: refuse(401, 'invalid_api_key'),
    failure: 'auth',
    tries: 1,
    managed: 'if_named',
    answer: invalid,
  },
  'no permission': {
    play: refuse(403, 'forbidden'),
    failure: 'permission',
    tries: 1,
    managed: 'if_named',
    answer: invalid,
  },
  'a model that it does not know': {
    play: refuse(404, 'model_not_found'),
    failure: 'model_not_found',
    tries: 1,
    managed: 'never',
    answer: [502, 'upstream_error'],
  },
  'a bad request': {
    play: refuse(400, 'invalid_request_error'),
    failure: 'bad_request',
    tries: 1,
    managed: 'never',
    answer: [400, 'invalid_request'],
  },
  'too long a prompt': {
    play: refuse(400, 'context_length_exceeded'),
    failure: 'context_length',
    tries: 1,
    managed: 'never',
    answer: [400, 'context_length_exceeded'],
  },
  'a filter of content': {
    play: refuse(400, 'content_filter'),
    failure: 'content_filter',
    tries: 1,
    managed: 'never',
    answer: [400, 'content_filter'],
  },
};

interface Waiting {
  id: string;
  last_failure: { class: string };
}

const named = ['rate_limited', 'quota', 'auth', 'permission'];
/** How a managed model comes in under each policy. */
const policies: Record<
  string,
  { body: Record<string, unknown>; withdraw?: true; queues?: true; lets: Expected['managed'][] }
> = {
  'nothing said': { body: { policy: 'fail_closed' }, lets: [] },
  'a queue': { body: { policy: 'queue_and_retry' }, queues: true, lets: [] },
  'managed models, consent taken back': {
    body: { policy: 'managed', consent, managed_on: named },
    withdraw: true,
    lets: [],
  },
  'managed models': { body: { policy: 'managed', consent }, lets: ['yes'] },
  'managed models, all classes named': {
    body: { policy: 'managed', consent, managed_on: named },
    lets: ['yes', 'if_named'],
  },
};

/** Without the checks that run by the clock. */
const countCalls = ({ arrivals }: HostileUpstream) =>
  arrivals.filter(({ path }) => path.endsWith('/chat/completions')).length;

describe('T4 what a caller gets when a model fails, under each policy', () => {
  let world: FailoverWorld;
  const tokens = new Map<string, string>();
  before(async () => {
    world = await startFailoverWorld({
      firstByteMs: 600,
      retries: { ...promptRetries, countMax: 1 },
      // What is queued is not tried again while this looks.
      backoff: { firstMs: 600_000, waitMaxMs: 600_000 },
    });
    await world.manage();
    world.managed.play(answerWell);
    for (const [index, [name, { body, withdraw }]] of Object.entries(policies).entries()) {
      const agent = `agent-${index}`;
      await made(world.admin.call('POST', '/agents', { id: agent, name: agent }));
      await made(world.admin.call('PUT', `/fallback?agent_id=${agent}`, body));
      if (withdraw) await made(world.admin.call('DELETE', `/fallback/consent?agent_id=${agent}`));
      tokens.set(name, await world.tokenFor(agent));
    }
  });
  after(() => world.close());

  const call = async (policy: string, play: Expected['play'], stream: boolean) => {
    const { name } = await world.model();
    world.own.play(async (arrival) => {
      await arrival.body();
      play(arrival);
    });
    const seen = { own: countCalls(world.own), managed: countCalls(world.managed) };
    const headers = policies[policy]?.queues ? { prefer: 'respond-async' } : {};
    const response = await world.chat(tokens.get(policy) ?? '', { model: name, stream }, headers);
    const text = await response.text();
    return {
      response,
      text,
      requestId: response.headers.get('x-request-id') ?? '',
      own: countCalls(world.own) - seen.own,
      managed: countCalls(world.managed) - seen.managed,
    };
  };

  const rows = ({ failure, tries }: Pick<Expected, 'failure' | 'tries'>, standsIn: boolean): LedgerRow[] => [
    ...Array.from({ length: tries }, (_, index) => ({
      number: index + 1,
      owner: 'own',
      payer: 'tenant_provider',
      reason: 'config_name',
      outcome: 'failed',
      failure,
    })),
    ...(standsIn
      ? [
          {
            number: tries + 1,
            owner: 'managed',
            payer: 'metered',
            reason: 'managed_fallback',
            outcome: 'answered',
            failure: null,
          },
        ]
      : []),
  ];

  for (const [policy, { lets, queues }] of Object.entries(policies)) {
    test(`before the first content, with ${policy}: by the class of the failure`, async () => {
      const written = new Map<string, LedgerRow[]>();
      for (const [what, expected] of Object.entries(classes)) {
        for (const stream of expected.onlyStreams ? [true] : [false, true]) {
          const at = `${what}, ${stream ? 'streaming' : 'whole'}`;
          const standsIn = lets.includes(expected.managed);
          const { response, text, requestId, own, managed } = await call(policy, expected.play, stream);
          assert.deepEqual([own, managed], [expected.tries, standsIn ? 1 : 0], at);
          const { headers } = response;
          if (standsIn) {
            assert.equal(response.status, 200, `${at}: ${text}`);
            assert.match(text, stream ? /Guten[\s\S]*\[DONE\]/ : /hello/, at);
            assert.equal(headers.get('x-plugboard-served-by'), 'managed', at);
            assert.equal(headers.get('x-plugboard-attempts'), String(expected.tries + 1), at);
          } else if (queues && expected.waits) {
            const told = JSON.parse(text);
            assert.deepEqual([response.status, told.code, told.status], [202, 'queued', 'queued'], at);
            const [waiting] = (await world.admin.get('/queue?limit=1')).body['items'] as Waiting[];
            assert.deepEqual(
              [waiting?.id, waiting?.last_failure.class],
              [told.queue_id, expected.failure],
              at,
            );
          } else {
            const { errorCode } = readEvents(text, response.status);
            assert.deepEqual([response.status, errorCode], expected.answer, `${at}: ${text}`);
            assert.equal(headers.get('x-should-retry'), expected.tries > 1 ? 'false' : null, at);
          }
          written.set(requestId, rows(expected, standsIn));
        }
      }
      await assertLedger(written);
    });

    test(`after the first content, with ${policy}: nothing of another model follows`, async () => {
      const breaks: Record<string, [Expected['play'], failure: string]> = {
        'a cut': [(arrival) => arrival.response.end(), 'upstream_bug'],
        'an error': [
          (arrival) => arrival.response.end('data: {"error":{"code":"overloaded","message":"busy"}}\n\n'),
          'overloaded',
        ],
      };
      const written = new Map<string, LedgerRow[]>();
      for (const [what, [end, failure]] of Object.entries(breaks)) {
        const { response, text, requestId, own, managed } = await call(
          policy,
          (arrival) => {
            arrival.beginStream();
            arrival.response.write(role + content);
            end(arrival);
          },
          true,
        );
        const streamed = readEvents(text, response.status);
        assert.deepEqual([own, managed], [1, 0], what);
        assert.deepEqual([response.status, streamed.text, streamed.hasDone], [200, 'Guten', false], what);
        assert.notEqual(streamed.errorCode, undefined, what);
        assert.equal(response.headers.get('x-plugboard-served-by'), 'own');
        written.set(requestId, rows({ failure, tries: 1 }, false));
      }
      await assertLedger(written);
    });
  }

  async function assertLedger(written: ReadonlyMap<string, LedgerRow[]>): Promise<void> {
    const count = [...written.values()].flat().length;
    const found = await world.ledger([...written.keys()], count);
    for (const [requestId, expected] of written) assert.deepEqual(found.get(requestId), expected);
  }
});
