import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Api, ApiAnswer } from '../api.ts';
import { onPostgres, startTestApp, type TestApp } from '../harness.ts';
import { dimensions } from '../stand-ins/provider-wires.ts';
import { createTestClock } from '../test-clock.ts';
import { unexpectedIn } from '../unexpected-in.ts';
import { startHostedVariants } from './hosted-variants.ts';
import { startKeyVariants, type Variant } from './provider-variants.ts';
import { startProvingVariants } from './proving-variants.ts';

/** What a person does with one account from its first day to its last, with everything that was answered. */
class Walk {
  readonly answers: string[] = [];
  readonly #api: Api;
  readonly #variant: Variant;
  #id = '';

  constructor(api: Api, variant: Variant) {
    this.#api = api;
    this.#variant = variant;
  }

  async call(method: string, path: string, body?: unknown, status = 200): Promise<ApiAnswer['body']> {
    const answer = await this.#api.call(method, path, body);
    this.answers.push(answer.text);
    const { refusals } = this.#variant.server;
    assert.equal(answer.status, status, `${method} ${path}: ${answer.text} ${refusals.join('; ')}`);
    return answer.body;
  }

  async create(): Promise<void> {
    const made = await this.call('POST', '/llm_credentials', this.#variant.body, 201);
    this.#id = String(made['id']);
    assert.equal(made['status'], 'untested');
    assert.equal(made['provider'], this.#variant.provider);
    this.#variant.trust?.(made);
    const { items } = (await this.call('GET', '/llm_credentials')) as { items: { id: string }[] };
    assert.ok(items.some(({ id }) => id === this.#id));
  }

  check(more: Record<string, unknown> = {}): Promise<ApiAnswer['body']> {
    const { provider } = this.#variant;
    return this.call('POST', `/llm_credentials/${this.#id}/validate`, { provider, ...more });
  }

  async validate(): Promise<void> {
    const { server, listed, hasNoList } = this.#variant;
    const { wire } = server;
    const list = await this.check();
    assert.equal(list['valid'], listed, JSON.stringify([list, server.refusals]));
    const offered = [wire.chatModel, ...(wire.embeddingModel === null ? [] : [wire.embeddingModel])];
    assert.deepEqual(list['models'], hasNoList ? [] : offered);

    const full = await this.check({ model_name: wire.chatModel, full: true });
    assert.equal(full['valid'], true, JSON.stringify([full, server.refusals]));
    const checks = full['checks'] as { step: string; status: string }[];
    const steps = checks.map(({ step }) => step);
    const ladder = [
      'dns',
      'tcp',
      'auth',
      'model',
      'chat',
      'streaming',
      'tools',
      'json',
      'context',
      'latency',
    ];
    for (const step of ladder)
      assert.ok(steps.includes(step) || step === 'dns', `${step} of ${steps.join()}`);
    const streaming = checks.find(({ step }) => step === 'streaming');
    assert.notEqual(streaming?.status, 'failed', JSON.stringify([streaming, server.refusals]));
    assert.deepEqual(server.refusals, []);

    const unknown = await this.check({ model_name: 'no-such-model' });
    assert.deepEqual([unknown['valid'], unknown['error']], [false, 'Model not found']);
  }

  async embed(): Promise<void> {
    const { embeddingModel } = this.#variant.server.wire;
    const model = embeddingModel ?? 'any-model';
    const answer = await this.check({ model_name: model, is_embedding: true });
    assert.equal(answer['valid'], embeddingModel !== null, JSON.stringify(answer));
    if (embeddingModel !== null) assert.equal(answer['embedding_dimensions'], dimensions);
  }

  /** Answers the ids of the configs. */
  async configure(): Promise<string[]> {
    const { provider, name, server } = this.#variant;
    const { chatModel, embeddingModel } = server.wire;
    const common = { provider, llm_credentials_id: this.#id };
    const chat = { ...common, name: `${name} chat`, model_name: chatModel };
    const made = [await this.call('POST', '/config/llm', chat, 201)];
    const taken = await this.call('POST', '/config/llm', chat, 409);
    assert.equal(taken['code'], 'name_taken');
    if (embeddingModel !== null) {
      const body = { ...common, name: `${name} vectors`, model_name: embeddingModel, is_embedding: true };
      const config = await this.call('POST', '/config/llm', body, 201);
      assert.deepEqual([config['embedding_dimensions'], config['dimensions_verified']], [dimensions, true]);
      made.push(config);
    }
    const ids = made.map((config) => String(config['id']));
    const ofThis = `/config/llm?llm_credentials_id=${this.#id}`;
    assert.deepEqual(await this.#idsAt(ofThis), ids.toSorted());
    assert.deepEqual(await this.#idsAt(`${ofThis}&is_embedding=true`), ids.slice(1));
    assert.deepEqual(await this.#idsAt(`${ofThis}&is_embedding=false`), ids.slice(0, 1));
    return ids;
  }

  async #idsAt(path: string): Promise<string[]> {
    const { items } = (await this.call('GET', path)) as { items: { id: string }[] };
    return items.map(({ id }) => id).toSorted();
  }

  async rotate(): Promise<void> {
    const { bad, good, retire, server } = this.#variant;
    const path = `/llm_credentials/${this.#id}/rotate`;
    const failed = await this.call('POST', path, bad);
    assert.equal(failed['promoted'], false, JSON.stringify(failed));
    const [probe] = failed['probes'] as { error: string }[];
    assert.equal(probe?.error, 'Invalid API key or credentials');
    const model_name = server.wire.chatModel;
    assert.equal((await this.check({ model_name }))['valid'], true, 'the old secret is still in force');

    const rotated = await this.call('POST', path, good);
    assert.equal(rotated['promoted'], true, JSON.stringify([rotated, server.refusals]));
    assert.equal(typeof rotated['old_safe_to_revoke_at'], 'string');
    retire();
    assert.equal((await this.check({ model_name }))['valid'], true, 'the new secret is in force');
  }

  async remove(configs: readonly string[]): Promise<void> {
    const path = `/llm_credentials/${this.#id}`;
    const refused = await this.call('DELETE', path, undefined, 409);
    assert.equal(refused['code'], 'credential_in_use');
    const named = refused['errors'] as { field: string }[];
    assert.deepEqual(named.map(({ field }) => field).toSorted(), configs.toSorted());
    for (const id of configs) await this.call('DELETE', `/config/llm/${id}`, undefined, 204);
    await this.call('DELETE', path, undefined, 204);
    await this.call('GET', path, undefined, 404);
  }
}

async function walk(app: TestApp, variant: Variant, tenant: string): Promise<void> {
  const { environment = 'dev', rule } = variant;
  await app.operator.call('PUT', `/tenants/${tenant}`, { name: variant.name, plan: 'enterprise' });
  if (rule) {
    const made = await app.operator.call('POST', '/egress_rules', {
      tenant_id: tenant,
      environment,
      ...rule,
    });
    assert.equal(made.status, 201, made.text);
  }
  const steps = new Walk(app.operator.in(tenant, environment), variant);
  await steps.create();
  await steps.validate();
  await steps.embed();
  const configs = await steps.configure();
  await steps.rotate();
  await steps.remove(configs);
  const told = [...steps.answers, app.logs()].join('\n');
  for (const secret of variant.secrets) assert.ok(!told.includes(secret), 'a secret came out');
  assert.deepEqual(unexpectedIn(app), []);
}

onPostgres('credentials, from create to delete', (storage) => {
  test('A1 T1 K1 every variant is connected, validated, listed, rotated and deleted', async (t) => {
    const clock = createTestClock();
    const proving = await startProvingVariants(clock.now);
    const hosted = await startHostedVariants(clock.now);
    const variants = [...(await startKeyVariants()), ...proving.variants, ...hosted.variants];
    for (const variant of variants) t.after(() => variant.close());
    const app = await startTestApp({
      storage,
      clock,
      playedNetwork: hosted.network,
      env: { PLUGBOARD_EGRESS_ALLOW: '127.0.0.1', ...proving.env },
    });
    t.after(() => app.close());
    // Checks are limited by tenant, so each variant has one of its own.
    for (const [index, variant] of variants.entries()) {
      await t.test(variant.name, () => walk(app, variant, `tenant-${index}`));
    }
  });
});
