import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { limits } from '../../src/kernel/limits.ts';
import { eventually } from '../eventually.ts';
import { startTestApp, type TestApp } from '../harness.ts';
import {
  addCredential,
  addModel,
  addTenant,
  promptRetries,
  readEvents,
  readStream,
} from './gateway-world.ts';

const script = fileURLToPath(new URL('../stand-ins/upstream-process.ts', import.meta.url));
const { failuresMax, openMs } = limits.circuit;

/** A provider whose process can be taken away and brought back at the same address. */
class ProviderProcess {
  #child: ChildProcess | undefined;
  #port = 0;

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [script, String(this.#port)], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#child = child;
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    this.#port = Number(said);
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child?.kill(signal);
  }

  async kill(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}

describe('with a provider in a process of its own', () => {
  const provider = new ProviderProcess();
  let app: TestApp;
  let token: string;
  before(async () => {
    await provider.start();
    app = await startTestApp({
      storage: 'postgres',
      env: { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1' },
      callBounds: { firstByteMs: 600, retries: { ...promptRetries, countMax: 0 } },
    });
    token = await addTenant(app, 'acme');
  });
  after(async () => {
    await provider.kill();
    await app.close();
  });

  /** A model on an account of its own, so that no circuit is shared. */
  const connect = async (name: string, modelName = 'gpt-4o') => {
    const fields = {
      provider: 'openai',
      name,
      base_url: `${provider.origin}/v1`,
      api_key: 'sk-of-the-tests-0123456789',
    };
    const llm_credentials_id = await addCredential(app.as(token), fields);
    await addModel(app.as(token), { name, provider: 'openai', llm_credentials_id, model_name: modelName });
    return { name, id: llm_credentials_id };
  };
  const request = (model: string, stream = false) =>
    fetch(`${app.url}/v1/chat/completions`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model, stream, messages: [{ role: 'user', content: 'hi' }] }),
    });
  const call = async (model: string) => {
    const response = await request(model);
    const text = await response.text();
    const { status, headers } = response;
    const code = status === 200 ? undefined : readEvents(text, status).errorCode;
    return { status, code, isBlocked: headers.has('retry-after') };
  };
  const statusOf = (id: string) => {
    const { credentials } = app.app.services.keeper.snapshot.pluggedIn('acme', 'dev');
    return credentials.find((one) => one.id === id)?.status;
  };
  /** What a call found out is written down, and the next such news would be too. */
  const isWell = async ({ name, id }: { name: string; id: string }) => {
    app.clock.advance(limits.health.quietMs);
    assert.equal((await call(name)).status, 200);
    await eventually('it is healthy', () => statusOf(id) === 'healthy');
    app.clock.advance(limits.health.quietMs);
  };
  /** Calls until the circuit is open; every one of them is told the same, and in the end it is seen by all. */
  const runIntoIt = async ({ name, id }: { name: string; id: string }) => {
    for (let count = 0; count < failuresMax; count += 1) {
      const { status, code, isBlocked } = await call(name);
      assert.deepEqual([status, code, isBlocked], [503, 'llm_unavailable', false], `call ${count}`);
    }
    assert.deepEqual(await call(name), { status: 503, code: 'llm_unavailable', isBlocked: true });
    await eventually('that is seen', () => statusOf(id) === 'unreachable');
  };
  /** The probe answers, and from then on everybody is let through. */
  const comesBack = async ({ name, id }: { name: string; id: string }) => {
    app.clock.advance(openMs);
    for (let count = 0; count < 3; count += 1) assert.equal((await call(name)).status, 200);
    await isWell({ name, id });
  };

  test('killed: the circuit opens, and closes with the first answer once it is started again', async () => {
    const account = await connect('killed');
    await isWell(account);
    await provider.kill();
    await runIntoIt(account);
    app.clock.advance(openMs);
    assert.equal((await call(account.name)).isBlocked, false, 'one call tries');
    assert.equal((await call(account.name)).isBlocked, true, 'and closes the way for the next');
    await provider.start();
    await comesBack(account);
  });

  test('killed in the middle of a stream: the stream ends with an error and no end of its own', async () => {
    const { name } = await connect('cut off', 'endless');
    const streaming = readStream(await request(name, true));
    await provider.kill();
    const { text, hasDone, errorCode } = await streaming;
    assert.deepEqual([text, hasDone, errorCode], ['Guten ', false, 'upstream_error']);
    await provider.start();
    assert.equal((await call(name)).status, 200, 'an answer that broke off closes no way');
  });

  test('half open (it takes connections and says nothing): calls end in time, the circuit opens, and closes when it wakes', async () => {
    const account = await connect('frozen');
    await isWell(account);
    provider.signal('SIGSTOP');
    await runIntoIt(account);
    provider.signal('SIGCONT');
    await comesBack(account);
  });

  test('flapping: each time that it is back calls are answered, each time that it is gone they fail at once', async () => {
    const account = await connect('flapping');
    await isWell(account);
    for (let turn = 0; turn < 3; turn += 1) {
      await provider.kill();
      await runIntoIt(account);
      await provider.start();
      await comesBack(account);
    }
  });

  test('now and then away: below the limit of failures in a row nobody is kept from calling', async () => {
    const { name } = await connect('unsteady');
    for (let turn = 0; turn < 2; turn += 1) {
      await provider.kill();
      for (let count = 0; count < failuresMax - 1; count += 1) {
        assert.equal((await call(name)).isBlocked, false);
      }
      await provider.start();
      assert.equal((await call(name)).status, 200);
    }
  });
});
