import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Api } from '../../testkit/api.ts';
import { type PlugboardProcess, startPlugboard } from '../contestants/plugboard.ts';
import { sleep } from '../processes.ts';
import { type Finding, type Line, median, type Row, type World } from './row.ts';

const clients = 16;
const refusedCalls = 300;
const drainWithinMs = 5 * 60_000;
/** After this each of the calls is due: what is measured is not how they were spread. */
const allDueMs = 8_000;
const answer = JSON.stringify({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'gpt-4o',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Sunny.' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
});

/** What a dead provider costs a caller, and how fast calls go into the queue and out of it again. */
export const queueRow: Row = {
  id: 'queue',
  title: 'A provider that is away: failing fast, and the queue',
  isLong: false,
  measure: async (world) => {
    const count = world.options.quick ? 300 : 2_000;
    const postgres = await world.createDatabase();
    const samples = [
      await measureOn(world, 'Plugboard on Postgres', count, postgres.url),
      await measureOn(world, 'Plugboard on PGlite', count, undefined),
    ];
    return toFinding(count, samples);
  },
};

interface Sample {
  name: string;
  refusedMs: number[];
  enqueuedPerSecond: number;
  drainedPerSecond: number;
}

async function measureOn(
  { folder, say }: World,
  name: string,
  count: number,
  databaseUrl: string | undefined,
): Promise<Sample> {
  say(`  ${name}`);
  const provider = new Provider();
  const id = databaseUrl === undefined ? 'plugboard-pglite' : 'plugboard';
  const server = await startPlugboard({ id, folder, ...(databaseUrl !== undefined && { databaseUrl }) });
  try {
    const admin = await openTenant(server, await provider.listen());
    // As many as close the way to it.
    for (let call = 0; call < 10; call += 1) await ask(admin);
    const refusedMs: number[] = [];
    for (let call = 0; call < refusedCalls; call += 1) {
      const from = performance.now();
      await ask(admin);
      refusedMs.push(performance.now() - from);
    }
    await admin.call('PUT', '/fallback', { policy: 'queue_and_retry' });
    await server.operator.call('PUT', '/queues/waiting', { state: 'paused' });
    const from = performance.now();
    await askAll(admin, count);
    const enqueuedPerSecond = (count / (performance.now() - from)) * 1000;
    provider.isWell = true;
    await sleep(allDueMs);
    await server.operator.call('PUT', '/queues/waiting', { state: 'running' });
    await drained(admin);
    return { name, refusedMs, enqueuedPerSecond, drainedPerSecond: provider.answeredPerSecond };
  } finally {
    await server.stop();
    provider.close();
  }
}

/** Away until it is well: connections break. */
class Provider {
  isWell = false;
  readonly #answeredAt: number[] = [];
  readonly #server: Server = createServer((request, response) => {
    if (!this.isWell) {
      request.socket.destroy();
      return;
    }
    request.resume().on('end', () => {
      this.#answeredAt.push(performance.now());
      response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
    });
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get answeredPerSecond(): number {
    const [first = 0] = this.#answeredAt;
    const last = this.#answeredAt.at(-1) ?? first;
    return ((this.#answeredAt.length - 1) / (last - first)) * 1000;
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

async function openTenant({ operator }: PlugboardProcess, origin: string): Promise<Api> {
  await operator.call('PUT', '/tenants/waiting', { name: 'Waiting', plan: 'enterprise' });
  const admin = operator.in('waiting', 'dev');
  const account = {
    name: 'Account',
    creds_type: 'API_KEY',
    provider: 'openai',
    base_url: `${origin}/v1`,
    api_key: 'sk-of-the-measurements-0123456789',
  };
  const { body } = await admin.call('POST', '/llm_credentials', account);
  const model = { name: 'model', provider: 'openai', llm_credentials_id: body['id'], model_name: 'gpt-4o' };
  await admin.call('POST', '/config/llm', model);
  return admin;
}

function ask(admin: Api): Promise<{ status: number; text: string }> {
  const body = { model: 'model', messages: [{ role: 'user', content: 'Say a few words.' }] };
  return admin.call('POST', '/v1/chat/completions', body, { prefer: 'respond-async' });
}

async function askAll(admin: Api, count: number): Promise<void> {
  let next = 0;
  const askNext = async () => {
    while (next < count) {
      next += 1;
      const { status, text } = await ask(admin);
      if (status !== 202) throw new Error(`a call was not queued: ${status} ${text}`);
    }
  };
  await Promise.all(Array.from({ length: clients }, askNext));
}

async function drained(admin: Api): Promise<void> {
  const deadline = performance.now() + drainWithinMs;
  while ((await admin.get('/queue/summary')).body['depth'] !== 0) {
    if (performance.now() > deadline) throw new Error('the queue did not drain');
    await sleep(200);
  }
}

function toFinding(count: number, samples: Sample[]): Finding {
  return {
    id: queueRow.id,
    title: queueRow.title,
    lines: samples.map(toLine),
    bars: [],
    notes: [
      `${count} calls, written down one by one, ${clients} at a time, while the way to their provider was closed; then the provider came back.`,
    ],
    samples,
  };
}

function toLine({ name, refusedMs, enqueuedPerSecond, drainedPerSecond }: Sample): Line {
  const sorted = refusedMs.toSorted((one, other) => one - other);
  return {
    contestant: name,
    cells: {
      'refused p50 ms': median(sorted).toFixed(2),
      'refused p99 ms': (sorted[Math.floor(sorted.length * 0.99)] ?? 0).toFixed(2),
      'queued/s': enqueuedPerSecond.toFixed(0),
      'drained/s': drainedPerSecond.toFixed(0),
    },
  };
}
