import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accounts, azure, byo, houseAccount, managed, openai } from '../../../testkit/named-models.ts';
import { asked, now, refused, served } from '../../../testkit/resolving.ts';
import {
  configRecord,
  contentOf,
  credentialRecord,
  snapshotOf,
  tenantRecord,
} from '../../../testkit/routing-records.ts';

describe('names of models', () => {
  const byId = configRecord('fast', openai, { id: 'the-id', modelName: 'gpt-4o-mini' });
  const namedAsId = configRecord('the-id', openai, { modelName: 'o3' });
  const namedAsModel = configRecord('gpt-4o-mini', azure, { modelName: 'gpt-4.1' });
  const snapshot = snapshotOf({
    credentials: accounts,
    modelConfigs: [byId, namedAsId, namedAsModel, managed],
  });

  test('are tried in the promised order: an id, a config’s name, a model’s name', () => {
    assert.deepEqual(served(snapshot, { model: 'the-id' }), ['fast', 'config_id']);
    assert.deepEqual(served(snapshot, { model: 'gpt-4o-mini' }), ['gpt-4o-mini', 'config_name']);
    assert.deepEqual(served(snapshot, { model: 'o3' }), ['the-id', 'model_name']);
    assert.deepEqual(served(snapshot, { model: 'gpt-4o' }), ['house', 'model_name']);
    assert.deepEqual(refused(snapshot, { model: 'GPT-4o' }), ['model_not_found', 'model']);
  });

  test('a config that is called `default` answers to its name', () => {
    const called = configRecord('default', openai);
    const world = snapshotOf({ credentials: accounts, modelConfigs: [called, managed] });
    assert.deepEqual(served(world, { model: 'default' }), ['default', 'config_name']);
    assert.deepEqual(served(world, {}), ['house', 'default']);
  });

  test('several matches without a default are named, and nothing else is', () => {
    const one = configRecord('one', openai, { modelName: 'gpt-4o' });
    const two = configRecord('two', azure, { modelName: 'gpt-4o' });
    const other = configRecord('three', openai);
    const world = snapshotOf({ credentials: accounts, modelConfigs: [one, two, other, managed] });
    const question = asked({ model: 'gpt-4o' });
    assert.throws(() => served(world, question), {
      code: 'model_ambiguous',
      message: 'Several answer to “gpt-4o” and none is the default: one (my-openai), two (my-azure).',
    });
    const narrowed = { ...question, providerId: 'my-azure' };
    assert.deepEqual(served(world, narrowed), ['two', 'model_name']);
    const chosen = snapshotOf({ credentials: accounts, modelConfigs: [one, { ...two, isDefault: true }] });
    assert.deepEqual(served(chosen, question), ['two', 'model_name']);
  });

  test('a kind that matches decides, also where it is ambiguous and a later kind would not be', () => {
    const one = configRecord('one', openai, { modelName: 'gpt/4' });
    const two = configRecord('two', azure, { modelName: 'gpt/4' });
    const account = credentialRecord('gpt');
    const world = snapshotOf({ credentials: [...accounts, account], modelConfigs: [one, two] });
    assert.deepEqual(refused(world, { model: 'gpt/4' }), ['model_ambiguous', 'model']);
  });

  test('what answers to a thousand names does not answer with a thousand names', () => {
    const modelConfigs = Array.from({ length: 1000 }, (_, index) =>
      configRecord(`config ${index}`, openai, { modelName: 'gpt-4o' }),
    );
    const world = snapshotOf({ credentials: accounts, modelConfigs });
    assert.throws(() => served(world, { model: 'gpt-4o' }), /config 10.* and 980 more\.$/);
  });

  test('the platform’s models are told apart by name alone, never by the platform’s accounts', () => {
    const more = configRecord('house two', houseAccount, { modelName: 'o3' });
    const world = snapshotOf({
      credentials: accounts,
      modelConfigs: [{ ...managed, isDefault: false, modelName: 'o3' }, more],
    });
    assert.throws(() => served(world, {}), { message: /: house, house two\.$/ });
    assert.throws(() => served(world, { model: 'o3' }), { message: /: house, house two\.$/ });
  });
});

describe('an account and a model', () => {
  const configured = configRecord('gpt', openai, { modelName: 'gpt-4o' });
  const deployed = configRecord('deployed', azure, { modelName: 'gpt-4o', deploymentName: 'prod-gpt' });
  const world = (more: Parameters<typeof snapshotOf>[0] = {}) =>
    snapshotOf({ credentials: accounts, modelConfigs: [configured, deployed, managed], ...more });

  test('are split at the first slash, because models have slashes in their own names', () => {
    const direct = 'provider_and_model';
    assert.deepEqual(served(world(), { model: 'my-openai/gpt-4o' }), ['gpt', direct]);
    assert.deepEqual(served(world(), { model: 'my-openai/meta-llama/Llama-3-70b-chat' }), [
      'meta-llama/Llama-3-70b-chat',
      direct,
    ]);
    for (const model of ['/gpt-4o', 'my-openai/', '/', 'nobody/gpt-4o', 'gpt-9']) {
      assert.deepEqual(refused(world(), { model }), ['model_not_found', 'model'], model);
    }
  });

  test('an account that is named apart takes any model’s name whole, and its own slug once', () => {
    const at = (model: string, providerId = 'my-openai') => served(world(), { model, providerId })[0];
    assert.equal(at('gpt-4o'), 'gpt');
    assert.equal(at('gpt-4o', 'my-azure'), 'deployed');
    assert.equal(at('gpt-9'), 'gpt-9');
    assert.equal(at('meta-llama/Llama-3'), 'meta-llama/Llama-3');
    assert.equal(at('my-azure/gpt-4o'), 'my-azure/gpt-4o');
    assert.equal(at('my-openai/gpt-9'), 'gpt-9');
    assert.equal(at('my-openai/my-openai/auto'), 'my-openai/auto');
  });

  test('a deployment is known by both of its names', () => {
    for (const name of ['prod-gpt', 'gpt-4o', 'deployed']) {
      assert.equal(served(world(), { model: `my-azure/${name}` })[0], 'deployed', name);
    }
  });

  test('what was switched off is off under this name as well', () => {
    const off = { ...deployed, enabled: false };
    for (const name of ['prod-gpt', 'gpt-4o', 'deployed']) {
      const at = { model: `my-azure/${name}` };
      assert.deepEqual(refused(world({ modelConfigs: [off] }), at), ['model_not_found', 'model'], name);
    }
    assert.deepEqual(refused(world(), { model: 'my-openai/gpt-4o', operation: 'embedding' }), [
      'model_not_found',
      'model',
    ]);
    const credentials = [{ ...openai, enabled: false }];
    const unknown = ['model_not_found', 'provider_id'];
    assert.deepEqual(refused(world({ credentials }), { model: 'x', providerId: 'my-openai' }), unknown);
    assert.deepEqual(refused(world({ credentials }), { model: 'my-openai/x' }), ['model_not_found', 'model']);
  });

  test('a key that nothing has bound to a provider goes nowhere', () => {
    const credentials = [credentialRecord('bare', { catalogueId: '', provider: null })];
    assert.deepEqual(refused(world({ credentials }), { model: 'bare/x' }), ['model_not_found', 'model']);
  });

  test('S39 the platform’s accounts and other tenants’ have no name here', () => {
    const beta = { tenantId: 'beta', environment: 'dev' } as const;
    const theirs = credentialRecord('beta-account', beta);
    const theirConfig = configRecord('theirs', theirs);
    const elsewhere = credentialRecord('elsewhere', { environment: 'test' });
    const crowded = world({
      tenants: ['platform', 'acme', 'beta'].map((id) => tenantRecord(id)),
      credentials: [...accounts, theirs, elsewhere],
      modelConfigs: [managed, theirConfig],
    });
    for (const slug of ['house-account', 'beta-account', 'elsewhere', 'nobody']) {
      assert.deepEqual(refused(crowded, { model: `${slug}/gpt-4o` }), ['model_not_found', 'model'], slug);
      for (const model of ['gpt-4o', undefined, managed.id]) {
        const at = { model, providerId: slug };
        assert.deepEqual(refused(crowded, at), ['model_not_found', 'provider_id'], slug);
      }
    }
    for (const model of [theirConfig.id, 'theirs', theirConfig.modelName]) {
      assert.deepEqual(refused(crowded, { model }), ['model_not_found', 'model']);
    }
  });
});

describe('what cannot be used', () => {
  const own = configRecord('own', openai, { modelName: 'gpt-4o', isDefault: true });
  const worldWith = (more: Partial<typeof openai>) =>
    snapshotOf({
      credentials: [{ ...openai, ...more }, houseAccount],
      modelConfigs: [own, managed],
      settings: byo,
    });

  test('a key that was refused or has expired is said so at once, and nothing takes its place', () => {
    for (const more of [
      { status: 'auth_failed' },
      { status: 'needs_reentry' },
      { expiresAt: now },
      { expiresAt: now - 1 },
    ] as const) {
      for (const model of ['own', undefined, 'my-openai/anything']) {
        assert.deepEqual(refused(worldWith(more), { model }), ['credential_invalid', undefined]);
      }
    }
    assert.throws(() => served(worldWith({ status: 'auth_failed' }), {}), /my-openai .* your administrator/);
  });

  test('what may only be passing is tried', () => {
    for (const more of [
      { status: 'untested' },
      { status: 'unreachable' },
      { status: 'quota' },
      { expiresAt: now + 1 },
    ] as const) {
      assert.equal(served(worldWith(more), {})[0], 'own', JSON.stringify(more));
    }
  });

  test('of a managed model’s dead key tenants learn that it is the platform’s to mend, and not which it is', () => {
    const credentials = [{ ...houseAccount, status: 'auth_failed' as const }];
    const world = snapshotOf({ credentials, modelConfigs: [managed] });
    assert.throws(
      () => served(world, {}),
      (error: Error & { code: string }) => {
        assert.equal(error.code, 'credential_invalid');
        assert.match(error.message, /platform’s account for house/);
        assert.doesNotMatch(error.message, /house-account/);
        return true;
      },
    );
  });

  test('what is switched off or deleted is gone with the next call', () => {
    const world = worldWith({});
    assert.equal(served(world, {})[0], 'own');
    const key = { tenantId: 'acme', environment: 'dev' };
    world.apply(
      [{ ...key, kind: 'model_config', id: own.id }],
      contentOf({ modelConfigs: [{ ...own, enabled: false }] }),
    );
    assert.deepEqual(refused(world, { model: 'own' }), ['model_not_found', 'model']);
    world.apply([{ ...key, kind: 'model_config', id: own.id }], contentOf({ modelConfigs: [own] }));
    assert.equal(served(world, {})[0], 'own');
    world.apply([{ ...key, kind: 'credential', id: openai.id }], contentOf({}));
    assert.deepEqual(refused(world, { model: 'own' }), ['model_not_found', 'model']);
    world.apply(
      [{ kind: 'tenant', tenantId: 'acme', environment: '', id: 'acme' }],
      contentOf({ tenants: [] }),
    );
    assert.deepEqual(refused(world, { model: 'house' }), ['tenant_not_found', undefined]);
  });
});
