import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accounts, byo, houseAccount, managed, openai } from '../../../testkit/named-models.ts';
import { refused, served } from '../../../testkit/resolving.ts';
import { configRecord, settingsRecord, snapshotOf, tenantRecord } from '../../../testkit/routing-records.ts';

describe('modes', () => {
  const own = configRecord('own', openai, { modelName: 'gpt-4o', isDefault: true });
  const modelConfigs = [own, managed];

  test('bundled: own models answer when named, the default is managed', () => {
    const bundled = snapshotOf({ credentials: accounts, modelConfigs });
    for (const model of [own.id, 'own', 'gpt-4o', 'my-openai/gpt-4o']) {
      assert.equal(served(bundled, { model })[0], 'own', model);
    }
    for (const model of ['default', undefined, 'house', managed.id]) {
      assert.equal(served(bundled, { model })[0], 'house', model);
    }
    assert.equal(served(bundled, { providerId: 'my-openai' })[0], 'own', 'an account that is named is named');
  });

  test('byo: nothing reaches a managed model, by whichever name', () => {
    const world = snapshotOf({ credentials: accounts, modelConfigs, settings: byo });
    assert.equal(served(world, {})[0], 'own');
    for (const model of [managed.id, 'house']) {
      assert.deepEqual(refused(world, { model }), ['model_not_found', 'model']);
    }
    const bare = snapshotOf({ credentials: accounts, modelConfigs: [managed], settings: byo });
    for (const model of ['gpt-4o', 'default', undefined]) {
      assert.deepEqual(refused(bare, { model }), ['model_not_found', 'model']);
    }
  });

  test('embeddings go by their own mode, and by that of chat where none was said', () => {
    const vectors = { isEmbedding: true, isDefault: true } as const;
    const both = [
      ...modelConfigs,
      configRecord('own vectors', openai, vectors),
      configRecord('house vectors', houseAccount, vectors),
    ];
    const of = (...modes: Parameters<typeof settingsRecord>) => {
      const world = snapshotOf({
        credentials: accounts,
        modelConfigs: both,
        settings: [settingsRecord(...modes)],
      });
      return [served(world, {})[0], served(world, { operation: 'embedding' })[0]];
    };
    assert.deepEqual(of('bundled'), ['house', 'house vectors']);
    assert.deepEqual(of('bundled', 'byo'), ['house', 'own vectors']);
    assert.deepEqual(of('byo', 'bundled'), ['own', 'house vectors']);
    assert.deepEqual(of('byo'), ['own', 'own vectors']);
  });

  test('on plan standard own models are refused by whichever name, and nothing moves to managed by itself', () => {
    const tenants = [tenantRecord('platform'), tenantRecord('acme', 'standard')];
    const downgraded = snapshotOf({ tenants, credentials: accounts, modelConfigs });
    const questions = [
      { model: 'own' },
      { model: 'gpt-4o' },
      { model: 'my-openai/x' },
      { providerId: 'my-openai' },
    ];
    for (const question of questions) {
      assert.deepEqual(refused(downgraded, question), ['plan_required', undefined], JSON.stringify(question));
    }
    assert.equal(served(downgraded, {})[0], 'house');
    const still = snapshotOf({ tenants, credentials: accounts, modelConfigs, settings: byo });
    assert.deepEqual(refused(still, {}), ['plan_required', undefined]);
  });
});

test('the reserved tenant has managed models like everybody, and no account of its own to name', () => {
  const world = snapshotOf({ credentials: accounts, modelConfigs: [managed] });
  for (const environment of ['dev', 'test', 'prod'] as const) {
    const at = { tenantId: 'platform', environment };
    assert.deepEqual(served(world, at), ['house', 'default']);
    assert.deepEqual(served(world, { ...at, model: 'gpt-4o' }), ['house', 'model_name']);
    assert.deepEqual(refused(world, { ...at, model: 'house-account/o3' }), ['model_not_found', 'model']);
    assert.deepEqual(refused(world, { ...at, providerId: 'house-account' }), [
      'model_not_found',
      'provider_id',
    ]);
  }
});
