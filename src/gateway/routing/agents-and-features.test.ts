import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { refused, resolved, served } from '../../../testkit/resolving.ts';
import {
  agentRecord,
  assignmentRecord,
  configRecord,
  contentOf,
  credentialRecord,
  featureRecord,
  house,
  settingsRecord,
  snapshotOf,
} from '../../../testkit/routing-records.ts';
import type { AgentRecord } from '../../kernel/records.ts';

const account = credentialRecord('acme-account');
const botAccount = credentialRecord('bot-account', { agentId: 'bot' });
const houseAccount = credentialRecord('house-account', house);
const shared = configRecord('shared', account, { modelName: 'gpt-4o', isDefault: true });
const ofBot = configRecord('of bot', botAccount, { modelName: 'gpt-4o', isDefault: true });
const managed = configRecord('house', houseAccount, { isDefault: true });
const byo = [settingsRecord('byo')];
const credentials = [account, botAccount, houseAccount];
const unknownModel = ['model_not_found', 'model'];

describe('agents', () => {
  const worldOf = (bot: Partial<AgentRecord>, more: Parameters<typeof snapshotOf>[0] = {}) =>
    snapshotOf({
      agents: [agentRecord('bot', bot), agentRecord('sibling')],
      credentials,
      modelConfigs: [shared, ofBot, managed],
      ...more,
    });
  const asBot = { agentId: 'bot' } as const;

  test('models of its own come first, in either mode and by every kind of name', () => {
    for (const settings of [[], byo]) {
      for (const mode of ['inherit', 'bundled', 'byo'] as const) {
        const world = worldOf({ mode }, { settings });
        for (const model of [undefined, 'default', 'of bot', ofBot.id, 'gpt-4o', 'bot-account/gpt-4o']) {
          assert.equal(served(world, { ...asBot, model })[0], 'of bot', `${mode} ${model}`);
        }
      }
    }
  });

  test('without models of its own it has the environment’s, and the default that its mode says', () => {
    const defaultOf = (mode: AgentRecord['mode'], settings = byo) =>
      served(worldOf({ mode }, { modelConfigs: [shared, managed], settings }), asBot)[0];
    assert.equal(defaultOf('inherit'), 'shared');
    assert.equal(defaultOf('inherit', []), 'house');
    assert.equal(defaultOf('byo', []), 'shared');
    assert.equal(defaultOf('bundled'), 'house');
    const world = worldOf({}, { modelConfigs: [shared, managed] });
    for (const model of ['shared', 'gpt-4o', 'acme-account/gpt-4o', 'acme-account/other']) {
      assert.ok(served(world, { ...asBot, model }), model);
    }
  });

  test('one that does not inherit sees only what is its own, whatever the environment’s mode', () => {
    for (const settings of [[], byo]) {
      const world = worldOf({ inherit: false }, { settings });
      assert.equal(served(world, asBot)[0], 'of bot');
      for (const model of ['shared', shared.id, 'acme-account/gpt-4o', 'house', managed.id]) {
        assert.deepEqual(refused(world, { ...asBot, model }), unknownModel, model);
      }
      assert.deepEqual(refused(world, { ...asBot, providerId: 'acme-account' }), [
        'model_not_found',
        'provider_id',
      ]);
      const bare = worldOf({ inherit: false }, { settings, modelConfigs: [shared, managed] });
      assert.deepEqual(refused(bare, asBot), unknownModel);
    }
    const told = worldOf({ inherit: false, mode: 'bundled' }, { modelConfigs: [shared, managed] });
    assert.equal(served(told, asBot)[0], 'house', 'of itself it was said');
  });

  test('a config of its own on the environment’s account opens that model to it, and no other', () => {
    const lent = configRecord('lent', account, { agentId: 'bot', modelName: 'o3' });
    const world = worldOf({ inherit: false }, { modelConfigs: [shared, lent] });
    for (const question of [
      { model: 'lent' },
      { model: 'acme-account/o3' },
      { model: 'o3', providerId: 'acme-account' },
      { providerId: 'acme-account' },
    ]) {
      assert.equal(served(world, { ...asBot, ...question })[0], 'lent', JSON.stringify(question));
    }
    for (const model of ['gpt-4o', 'o4', 'acme-account/o4']) {
      const at = { ...asBot, model, providerId: 'acme-account' };
      assert.deepEqual(refused(world, at), unknownModel, model);
    }
  });

  test('S39 what is an agent’s own is nobody else’s: not the environment’s, not a sibling’s', () => {
    for (const agentId of [null, 'sibling']) {
      const world = worldOf({});
      for (const model of ['of bot', ofBot.id, 'bot-account/gpt-4o', 'bot-account/other']) {
        assert.deepEqual(refused(world, { agentId, model }), unknownModel, model);
      }
      const at = { agentId, providerId: 'bot-account' };
      assert.deepEqual(refused(world, at), ['model_not_found', 'provider_id']);
      assert.equal(served(world, { agentId, model: 'gpt-4o' })[0], 'shared');
    }
    const lent = configRecord('lent', account, { agentId: 'bot', modelName: 'o3', enabled: false });
    const world = worldOf({}, { modelConfigs: [lent] });
    assert.equal(
      served(world, { model: 'acme-account/o3' })[0],
      'o3',
      'what a sibling switched off is on here',
    );
  });

  test('an agent that is deleted while its call is read calls nothing', () => {
    const world = worldOf({});
    const key = { kind: 'agent', tenantId: 'acme', environment: 'dev', id: 'bot' } as const;
    world.apply([key], contentOf({ tenants: [] }));
    for (const model of [undefined, 'shared', 'house']) {
      assert.deepEqual(refused(world, { ...asBot, model }), ['agent_not_found', undefined]);
    }
  });
});

describe('features', () => {
  const chosen = configRecord('chosen', account, { modelName: 'o3' });
  const runbooks = featureRecord('runbooks', { modelAliases: ['platform-large'] });
  const chat = featureRecord('chat');
  const worldOf = (more: Parameters<typeof snapshotOf>[0] = {}) =>
    snapshotOf({
      agents: [agentRecord('bot'), agentRecord('plain'), agentRecord('apart', { inherit: false })],
      features: [runbooks, chat],
      credentials,
      modelConfigs: [shared, chosen, ofBot, managed],
      ...more,
    });
  const assigned = [assignmentRecord('runbooks', chosen)];
  const byHeader = { featureId: 'runbooks' };
  const byAlias = { model: 'platform-large' };

  test('run on the default, and on their own model once one is assigned, by header and by alias', () => {
    for (const [settings, byDefault] of [
      [[], 'house'],
      [byo, 'shared'],
    ] as const) {
      const unassigned = worldOf({ settings: [...settings] });
      assert.deepEqual(served(unassigned, byHeader), [byDefault, 'feature']);
      assert.deepEqual(served(unassigned, byAlias), [byDefault, 'feature_alias']);
      const world = worldOf({ settings: [...settings], assignments: assigned });
      assert.deepEqual(served(world, byHeader), ['chosen', 'feature']);
      assert.deepEqual(served(world, { ...byHeader, model: 'default' }), ['chosen', 'feature']);
      assert.deepEqual(served(world, byAlias), ['chosen', 'feature_alias']);
      assert.deepEqual(served(world, { featureId: 'chat' }), [byDefault, 'feature']);
    }
  });

  test('a name that models have is theirs before it is an alias', () => {
    const features = [featureRecord('runbooks', { modelAliases: ['gpt-4o', 'shared', 'default'] })];
    const world = worldOf({ features, assignments: assigned });
    assert.deepEqual(served(world, { model: 'gpt-4o' }), ['shared', 'model_name']);
    assert.deepEqual(served(world, { model: 'shared' }), ['shared', 'config_name']);
    assert.deepEqual(served(world, { model: 'default' }), ['chosen', 'feature_alias']);
  });

  test('a model that is named explicitly serves, and the feature is still known', () => {
    const { featureId, rule } = resolved(worldOf({ assignments: assigned }), {
      ...byHeader,
      model: 'shared',
    });
    assert.deepEqual([featureId, rule], ['runbooks', 'config_name']);
    assert.equal(resolved(worldOf(), byAlias).featureId, 'runbooks');
    assert.equal(resolved(worldOf(), { ...byAlias, featureId: 'chat' }).featureId, 'chat');
  });

  test('off is off: by header, by alias, for agents, and whichever model is named', () => {
    const world = worldOf({ assignments: [assignmentRecord('runbooks', 'off')] });
    for (const question of [
      byHeader,
      byAlias,
      { ...byHeader, model: 'shared' },
      { ...byHeader, model: 'acme-account/o4' },
      { ...byHeader, agentId: 'bot' },
    ]) {
      assert.deepEqual(refused(world, question), ['feature_off', undefined], JSON.stringify(question));
    }
    assert.equal(served(world, { model: 'shared' })[0], 'shared');
  });

  test('one that nobody registered is not there, also where a model is named', () => {
    for (const model of [undefined, 'shared', 'nothing']) {
      assert.deepEqual(refused(worldOf(), { featureId: 'nobody', model }), ['feature_not_found', undefined]);
    }
  });

  test('an agent’s own models come before what the environment assigned; what it does not see never serves it', () => {
    const world = worldOf({ assignments: assigned, settings: byo });
    assert.equal(served(world, { ...byHeader, agentId: 'bot' })[0], 'of bot');
    assert.equal(served(world, { ...byHeader, agentId: 'plain' })[0], 'chosen');
    assert.deepEqual(refused(world, { ...byHeader, agentId: 'apart' }), unknownModel);
  });

  test('an assigned model that was switched off is not quietly replaced; one that is gone is', () => {
    const off = worldOf({ modelConfigs: [{ ...chosen, enabled: false }, managed], assignments: assigned });
    assert.deepEqual(refused(off, byHeader), unknownModel);
    assert.deepEqual(refused(off, byAlias), unknownModel);
    const gone = worldOf({ modelConfigs: [managed], assignments: assigned });
    assert.equal(served(gone, byHeader)[0], 'house');
    const dead = credentials.map((one) => ({ ...one, status: 'auth_failed' as const }));
    const refusedKey = worldOf({ credentials: dead, assignments: assigned });
    assert.deepEqual(refused(refusedKey, byHeader), ['credential_invalid', undefined]);
  });

  test('an account that is named narrows a feature too', () => {
    const second = credentialRecord('second');
    const there = configRecord('there', second);
    const world = worldOf({
      credentials: [...credentials, second],
      modelConfigs: [chosen, there, managed],
      assignments: assigned,
    });
    assert.equal(served(world, { ...byHeader, providerId: 'second' })[0], 'there');
    assert.equal(served(world, { ...byHeader, providerId: 'acme-account' })[0], 'chosen');
  });

  test('a feature of one operation says nothing about the other', () => {
    const vectors = configRecord('vectors', account, { isEmbedding: true });
    const search = featureRecord('search', { operation: 'embedding', modelAliases: ['embedder'] });
    const world = worldOf({
      features: [search],
      modelConfigs: [shared, vectors],
      assignments: [assignmentRecord('search', vectors)],
      settings: byo,
    });
    assert.equal(served(world, { featureId: 'search', operation: 'embedding' })[0], 'vectors');
    assert.equal(served(world, { featureId: 'search' })[0], 'shared');
    assert.deepEqual(refused(world, { model: 'embedder' }), unknownModel);
  });

  test('an alias that features share is ambiguous only where they were assigned differently', () => {
    const features = [runbooks, featureRecord('triage', { modelAliases: ['platform-large'] })];
    const alike = worldOf({ features });
    assert.equal(served(alike, byAlias)[0], 'house');
    assert.equal(resolved(alike, byAlias).featureId, null, 'nobody knows which of them calls');
    const apart = worldOf({ features, assignments: assigned });
    assert.throws(() => served(apart, byAlias), {
      code: 'model_ambiguous',
      message: /the feature runbooks, the feature triage\.$/,
    });
    assert.equal(served(apart, { ...byAlias, featureId: 'runbooks' })[0], 'chosen');
    assert.equal(served(apart, { ...byAlias, featureId: 'triage' })[0], 'house');
  });
});
