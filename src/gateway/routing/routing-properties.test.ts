import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { now } from '../../../testkit/resolving.ts';
import {
  configRecord,
  credentialRecord,
  settingsRecord,
  snapshotOf,
} from '../../../testkit/routing-records.ts';
import { agentId, content, foreignWords, operations, question } from '../../../testkit/routing-worlds.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import type { FailurePolicyRecord } from '../../kernel/failure-policy.ts';
import type { SnapshotContent, StandingModelConfig } from '../../snapshot/ports.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { explain } from './explain.ts';
import { listCallable } from './list-callable.ts';
import { listPossible } from './list-possible.ts';
import { resolve } from './resolve.ts';
import type { Question, Route, Target } from './route.ts';

const worlds = { numRuns: 1_500 };

function routeOrError(ask: () => Route): Route | PlugboardError {
  try {
    return ask();
  } catch (error) {
    if (error instanceof PlugboardError) return error;
    throw error;
  }
}

const ask = (snapshot: Snapshot, asked: Question) => routeOrError(() => resolve(snapshot, asked, now));

/** All that an answer says. */
const said = (answer: Route | PlugboardError): unknown =>
  answer instanceof PlugboardError
    ? [answer.code, answer.message, answer.errors]
    : {
        ...answer,
        targets: answer.targets.map(({ config, credential, ...rest }) => [config?.id, credential.id, rest]),
      };

test('what is listed is exactly what can be called by its name, whoever asks, in every mode and plan', () => {
  let listed = 0;
  fc.assert(
    fc.property(content, agentId, (records, agent) => {
      const snapshot = snapshotOf(records);
      const asker = { tenantId: 'acme', environment: 'dev', agentId: agent } as const;
      const reaches = (config: StandingModelConfig) =>
        operations.some((operation) => {
          const named = {
            ...asker,
            operation,
            model: config.name,
            providerId: undefined,
            featureId: undefined,
          };
          const answer = ask(snapshot, named);
          return !(answer instanceof PlugboardError) && answer.targets[0].config?.id === config.id;
        });
      const callable = records.modelConfigs.filter(reaches).map(({ id }) => id);
      const found = listCallable(snapshot, asker, now).map(({ id }) => id);
      assert.deepEqual(found.toSorted(), callable.toSorted());
      listed += found.length;
    }),
    worlds,
  );
  assert.ok(listed > 500, `${listed} models were listed in all`);
});

test('S39 a call never goes where its caller may not: another tenant’s, another agent’s, what is off, what its plan or mode withholds', () => {
  let served = 0;
  fc.assert(
    fc.property(content, question, (records, asked) => {
      const answer = ask(snapshotOf(records), asked);
      if (answer instanceof PlugboardError) return;
      served += 1;
      for (const { config, credential, owner, payer } of answer.targets) {
        assert.ok(credential.enabled && credential.catalogueId !== '');
        assert.ok(credential.expiresAt === null || credential.expiresAt > now);
        assert.ok(!['auth_failed', 'needs_reentry'].includes(credential.status));
        assert.ok(config === null || (config.enabled && config.credentialId === credential.id));
        assert.ok(config === null || config.isEmbedding === (asked.operation === 'embedding'));
        if (owner === 'managed') {
          assert.deepEqual(
            [credential.tenantId, credential.environment, payer],
            ['platform', 'prod', 'subscription'],
          );
          assert.deepEqual([answer.mode, asked.providerId], ['bundled', undefined]);
          assert.ok(config);
          continue;
        }
        assert.deepEqual(
          [credential.tenantId, credential.environment, payer],
          ['acme', 'dev', 'tenant_provider'],
        );
        assert.ok(asked.providerId === undefined || credential.providerId === asked.providerId);
        assert.equal(records.tenants.find(({ id }) => id === 'acme')?.plan, 'enterprise');
        assert.ok([null, asked.agentId].includes(credential.agentId));
        const holder = config ?? credential;
        const agent = records.agents.find(({ id }) => id === asked.agentId);
        assert.ok(holder.agentId === asked.agentId || (holder.agentId === null && agent?.inherit !== false));
      }
    }),
    worlds,
  );
  assert.ok(served > 200, `${served} calls were served in all`);
});

test('S39 no refusal says a word of what the caller may not know of', () => {
  let refused = 0;
  fc.assert(
    fc.property(content, question, (records, asked) => {
      const answer = ask(snapshotOf(records), asked);
      if (!(answer instanceof PlugboardError)) return;
      refused += 1;
      const ownWords = [asked.model ?? '', asked.providerId ?? ''].filter((text) => text !== '');
      const text = ownWords.reduce((rest, word) => rest.replaceAll(word, ''), JSON.stringify(said(answer)));
      assert.doesNotMatch(text, foreignWords);
    }),
    worlds,
  );
  assert.ok(refused > 200, `${refused} calls were refused in all`);
});

test('the order in which records come decides nothing', () => {
  const shuffled = content.chain((records) =>
    fc
      .record(
        Object.fromEntries(
          Object.entries(records).map(([kind, list]) => [
            kind,
            fc.shuffledSubarray<unknown>(list, { minLength: list.length, maxLength: list.length }),
          ]),
        ),
      )
      .map((other) => ({ records, other: other as unknown as SnapshotContent })),
  );
  fc.assert(
    fc.property(shuffled, question, ({ records, other }, asked) => {
      assert.deepEqual(said(ask(snapshotOf(other), asked)), said(ask(snapshotOf(records), asked)));
    }),
    worlds,
  );
});

test('an explanation tells of the very targets that a call would take, or of the very refusal', () => {
  fc.assert(
    fc.property(content, question, (records, asked) => {
      const snapshot = snapshotOf(records);
      const taken = ask(snapshot, asked);
      const told = routeOrError(() => {
        const { route, targets } = explain(snapshot, asked, now);
        assert.deepEqual(
          targets.map(({ target }) => target),
          route.targets,
        );
        return route;
      });
      assert.deepEqual(said(told), said(taken));
    }),
    worlds,
  );
});

/** A policy and a lock laid over a world, and managed models that stand in for some names only. */
const rules = fc.record({
  policy: fc.constantFrom<FailurePolicyRecord['policy']>('fail_closed', 'managed', 'queue_and_retry'),
  targetsForNamed: fc.boolean(),
  managedNever: fc.boolean(),
  substituteFor: fc.array(fc.constantFrom<string[] | null>(null, ['gpt-4o'], ['vendor/large', 'o3'], []), {
    minLength: 1,
    maxLength: 3,
  }),
});
const acme = { tenantId: 'acme', environment: 'dev' } as const;

function withRules(
  records: SnapshotContent,
  rule: typeof rules extends fc.Arbitrary<infer R> ? R : never,
): Snapshot {
  const own = records.modelConfigs.filter(({ tenantId }) => tenantId === 'acme').map(({ id }) => id);
  const policy: FailurePolicyRecord = {
    ...acme,
    agentId: null,
    policy: rule.policy,
    targets: own,
    targetsForNamed: rule.targetsForNamed,
    managedOn: [],
    consent: { by: { kind: 'person', id: 'ada' }, at: now, meaning: 'It leaves.' },
    holdSeconds: 30,
    deadlineSeconds: 3600,
    maxAttempts: null,
    updatedAt: now,
  };
  const lock = {
    ...acme,
    managedNever: true,
    regions: null,
    hosts: null,
    pendingLoosening: null,
    updatedAt: now,
  };
  const modelConfigs = records.modelConfigs.map((config, index) =>
    config.tenantId === 'platform'
      ? { ...config, substituteFor: rule.substituteFor[index % rule.substituteFor.length] ?? null }
      : config,
  );
  const locks = rule.managedNever ? [lock] : [];
  return snapshotOf({ ...records, modelConfigs, failurePolicies: [policy], locks });
}

test('every route that a call takes was listed before any call was made, and under a lock none that is managed', () => {
  let taken = 0;
  fc.assert(
    fc.property(content, question, rules, (records, asked, rule) => {
      const snapshot = withRules(records, rule);
      const possible = listPossible(snapshot, acme, [null, asked.agentId]);
      if (rule.managedNever) assert.ok(possible.every(({ target }) => target.owner === 'own'));
      const answer = ask(snapshot, asked);
      if (answer instanceof PlugboardError) return;
      for (const target of answer.targets) {
        taken += 1;
        const isSame = (one: Target) =>
          one.credential === target.credential && one.config === target.config && one.payer === target.payer;
        const listed = possible.find((one) => one.operation === asked.operation && isSame(one.target));
        assert.ok(listed?.agentIds.includes(asked.agentId));
      }
    }),
    worlds,
  );
  assert.ok(taken > 300, `${taken} targets were taken in all`);
});

test('an account whose key does not work is still one that calls could take: a valid key may come at any time', () => {
  const dead = credentialRecord('dead', { status: 'auth_failed' });
  const model = configRecord('model', dead, { isDefault: true });
  const snapshot = snapshotOf({
    credentials: [dead],
    modelConfigs: [model],
    settings: [settingsRecord('byo')],
  });
  const told = listPossible(snapshot, acme, [null]).map(({ operation, target, reasons }) => [
    operation,
    target.config?.name,
    reasons,
  ]);
  assert.deepEqual(told, [
    ['chat', 'model', ['default', 'config_id']],
    ['chat', undefined, ['provider_and_model']],
    ['embedding', undefined, ['provider_and_model']],
  ]);
});
