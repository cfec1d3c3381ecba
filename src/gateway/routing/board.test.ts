import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { now, resolved } from '../../../testkit/resolving.ts';
import {
  agentRecord,
  assignmentRecord,
  configRecord,
  credentialRecord,
  egressRuleRecord,
  featureRecord,
  house,
  settingsRecord,
  snapshotOf,
} from '../../../testkit/routing-records.ts';
import { content, foreignWords } from '../../../testkit/routing-worlds.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { type Board, type BoardSource, drawBoard } from './board.ts';
import type { Question } from './route.ts';

const place = { tenantId: 'acme', environment: 'dev', agentId: null } as const;

const questionOf = ({ kind, id, operation }: BoardSource): Partial<Question> => ({
  operation,
  ...(kind === 'agent' && { agentId: id }),
  ...(kind === 'feature' && id !== null && { featureId: id }),
});

function outcomeOf(snapshot: Snapshot, source: BoardSource): unknown {
  try {
    return resolved(snapshot, questionOf(source));
  } catch (error) {
    if (!(error instanceof PlugboardError)) throw error;
    return error.code;
  }
}

const named = (board: Board) => ({
  models: board.models.map(({ config }) => config.name),
  accounts: board.accounts.map(({ credential, health }) => [credential.providerId, health]),
});

test('every cable of the board is where the call goes, and every refusal the one that it gets', () => {
  fc.assert(
    fc.property(content, (world) => {
      const snapshot = snapshotOf(world);
      const { sources, models, accounts } = drawBoard(snapshot, place, world.agents, now);
      for (const source of sources) {
        assert.deepEqual(outcomeOf(snapshot, source), source.problem?.code ?? source.route);
      }
      const drawn = new Set(models.map(({ config }) => config.id));
      const ends = new Set(accounts.map(({ credential }) => credential.id));
      for (const { config, credential } of sources.flatMap(({ route }) => route?.targets ?? [])) {
        assert.ok(config && drawn.has(config.id) && ends.has(credential.id));
      }
    }),
    { numRuns: 100 },
  );
});

test('nothing of another tenant is drawn, and of the platform only what serves', () => {
  fc.assert(
    fc.property(content, (world) => {
      const { models, accounts, sources } = drawBoard(snapshotOf(world), place, world.agents, now);
      const serving = new Set(
        sources.flatMap(({ route }) => route?.targets ?? []).map(({ credential }) => credential.id),
      );
      for (const { credential, owner } of accounts) {
        if (owner === 'own') assert.doesNotMatch(credential.providerId, foreignWords);
        else assert.ok(serving.has(credential.id));
      }
      for (const { config, owner } of models)
        assert.equal(config.tenantId, owner === 'own' ? 'acme' : 'platform');
    }),
    { numRuns: 100 },
  );
});

const account = credentialRecord('account');
const other = credentialRecord('other', { status: 'untested' });
const ofBot = credentialRecord('of-bot', { agentId: 'bot' });

test('a dead key is drawn with the way that it cuts, and why nothing takes it', () => {
  const dead = credentialRecord('dead', { status: 'auth_failed' });
  const snapshot = snapshotOf({
    credentials: [dead],
    modelConfigs: [configRecord('Only', dead, { isDefault: true })],
    settings: [settingsRecord('byo')],
  });
  const board = drawBoard(snapshot, place, [], now);
  const [source] = board.sources;
  assert.equal(source?.problem?.code, 'credential_invalid');
  assert.equal(source.route?.targets[0].config?.name, 'Only');
  assert.deepEqual(named(board), { models: ['Only'], accounts: [['dead', 'failing']] });
});

test('who acts for one agent sees that agent’s part: its cables, and what it could use', () => {
  const shared = configRecord('Shared', account, { isDefault: true });
  const own = configRecord('Of bot', ofBot);
  const world = {
    credentials: [account, other, ofBot],
    modelConfigs: [shared, own],
    features: [featureRecord('runbooks')],
    settings: [settingsRecord('byo')],
  };
  const view = (inherit: boolean) => {
    const agents = [agentRecord('bot', { inherit })];
    const board = drawBoard(snapshotOf({ ...world, agents }), { ...place, agentId: 'bot' }, agents, now);
    return { sources: board.sources.map(({ kind, id }) => [kind, id]), ...named(board) };
  };
  assert.deepEqual(view(false), {
    sources: [['agent', 'bot']],
    models: ['Of bot'],
    accounts: [['of-bot', 'well']],
  });
  assert.deepEqual(view(true).models, ['Of bot', 'Shared']);
  const sibling = { ...place, agentId: 'sibling' };
  const agents = [agentRecord('sibling')];
  const seen = named(drawBoard(snapshotOf({ ...world, agents }), sibling, agents, now));
  assert.deepEqual(seen.models, ['Shared'], 'nothing of bot’s');
});

test('an account says how it is, where it is and what stops it; what is off stays in the picture', () => {
  const inside = credentialRecord('inside', {
    catalogueId: 'openai_compatible',
    settings: { base_url: 'https://gpu.example.com:8443/v1' },
    enabled: false,
  });
  const unbound = credentialRecord('unbound', { catalogueId: '', provider: null });
  const expired = credentialRecord('expired', { expiresAt: now });
  const managed = credentialRecord('house', house);
  const snapshot = snapshotOf({
    credentials: [account, other, inside, unbound, expired, managed],
    modelConfigs: [
      configRecord('Off', account, { enabled: false }),
      configRecord('House', managed, { isDefault: true }),
    ],
    egressRules: [egressRuleRecord({ host: 'gpu.example.com', port: 8443 })],
    features: [featureRecord('search')],
    assignments: [assignmentRecord('search', 'off')],
  });
  const board = drawBoard(snapshot, place, [], now);
  const told = new Map(board.accounts.map((one) => [one.credential.providerId, one]));
  assert.deepEqual(
    [...told].map(([name, { health, leavesNetwork }]) => [name, health, leavesNetwork]).sort(),
    [
      ['account', 'well', true],
      ['expired', 'failing', true],
      ['house', 'well', true],
      ['inside', 'off', false],
      ['other', 'unknown', true],
      ['unbound', 'well', false],
    ],
  );
  assert.equal(told.get('unbound')?.host, null);
  assert.deepEqual(named(board).models, ['House', 'Off']);
  assert.deepEqual(
    board.sources.map(({ kind, operation, problem }) => [kind, operation, problem?.code]),
    [
      ['environment', 'chat', undefined],
      ['feature', 'chat', 'feature_off'],
    ],
    'that nothing serves embeddings is no gap where nobody has any',
  );
});

test('what a board holds is bounded, and it says so', () => {
  const features = Array.from({ length: 201 }, (_, index) => featureRecord(`feature-${1000 + index}`));
  const board = drawBoard(snapshotOf({ features }), place, [], now);
  assert.equal(board.sources.length, 201, 'the environment and two hundred features');
  assert.equal(board.isPartial, true);
  assert.ok(board.sources.every(({ problem }) => problem?.code === 'model_not_found'));
});
