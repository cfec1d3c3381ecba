import fc from 'fast-check';
import type { Operation, Question } from '../src/gateway/routing/route.ts';
import type { AgentRecord, FeatureRecord, ModelConfigRecord } from '../src/kernel/records.ts';
import type { SnapshotContent, StandingCredential } from '../src/snapshot/ports.ts';
import { asked, now } from './resolving.ts';
import {
  agentRecord,
  assignmentRecord,
  configRecord,
  contentOf,
  credentialRecord,
  featureRecord,
  house,
  settingsRecord,
  tenantRecord,
} from './routing-records.ts';

/** Small worlds in which names collide as often as they can. */

const names = ['gpt-4o', 'o3', 'default', 'acct-0/gpt-4o', 'vendor/large'];
const agentIds = ['bot', 'sibling'];
const beta = { tenantId: 'beta', environment: 'dev' } as const;
/** What another tenant and the platform call their accounts: words that no answer here may say. */
export const foreignWords = /house-\d|beta-\d/;

type Place = Pick<StandingCredential, 'tenantId' | 'environment'>;
const places: { place: Place; slug: string; agents: (string | null)[] }[] = [
  { place: { tenantId: 'acme', environment: 'dev' }, slug: 'acct', agents: [null, null, ...agentIds] },
  { place: { tenantId: 'acme', environment: 'test' }, slug: 'acct', agents: [null] },
  { place: beta, slug: 'beta', agents: [null] },
  { place: house, slug: 'house', agents: [null] },
];

/** Mostly of the first kind: a world in which nothing works shows little. */
const mostly = <T>(usual: T, ...others: T[]): fc.Arbitrary<T> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

const accountsIn = ({ place, slug, agents }: (typeof places)[number]) =>
  fc
    .array(
      fc.record({
        agentId: fc.constantFrom(...agents),
        enabled: mostly(true, false),
        status: mostly<StandingCredential['status']>('healthy', 'auth_failed', 'needs_reentry', 'quota'),
        expiresAt: mostly<number | null>(null, now, now + 1),
        whose: mostly<Partial<StandingCredential>>(
          {},
          { catalogueId: '', provider: null },
          {
            catalogueId: 'openai_compatible',
            provider: null,
            settings: { base_url: 'https://gw.example.com' },
          },
        ),
      }),
      { minLength: 1, maxLength: 3 },
    )
    .map((drafts) =>
      drafts.map(({ whose, ...draft }, index) =>
        credentialRecord(`${slug}-${index}`, { ...place, ...draft, ...whose }),
      ),
    );

const modelsOn = (accounts: StandingCredential[]) =>
  fc
    .uniqueArray(
      fc.record({
        name: fc.constantFrom(...names),
        modelName: fc.constantFrom(...names),
        deploymentName: mostly<string | null>(null, ...names),
        account: fc.constantFrom(...accounts),
        lentTo: mostly<string | null>(null, ...agentIds),
        isEmbedding: mostly(false, true),
        isDefault: fc.boolean(),
        enabled: mostly(true, false),
      }),
      { selector: ({ name }) => name, minLength: 3, maxLength: names.length },
    )
    .map((drafts) => {
      const withDefault = new Set<string>();
      return drafts.map(({ name, account, lentTo, ...draft }) => {
        const isOurs = account.tenantId === 'acme' && account.environment === 'dev';
        const agentId = account.agentId ?? (isOurs ? lentTo : null);
        const scope = `${agentId} ${draft.isEmbedding}`;
        const isDefault = draft.isDefault && !withDefault.has(scope);
        if (isDefault) withDefault.add(scope);
        const id = `config ${account.tenantId} ${account.environment} ${name}`;
        return configRecord(name, account, { ...draft, id, agentId, isDefault });
      });
    });

const inPlace = (at: (typeof places)[number]) =>
  accountsIn(at).chain((accounts) =>
    modelsOn(accounts).map((models) => ({
      models,
      // Naming a model on a key binds the key to its provider.
      accounts: accounts.map((account) =>
        models.some(({ credentialId }) => credentialId === account.id)
          ? { ...account, catalogueId: account.catalogueId || 'openai', provider: 'openai' }
          : account,
      ),
    })),
  );

const agent = (id: string) =>
  fc
    .record({
      inherit: fc.boolean(),
      mode: fc.constantFrom<AgentRecord['mode']>('inherit', 'bundled', 'byo'),
    })
    .map((draft) => agentRecord(id, draft));

const feature = (id: string) =>
  fc
    .record({
      operation: mostly<FeatureRecord['operation']>('chat', 'embedding'),
      modelAliases: fc.uniqueArray(fc.constantFrom('large', 'small', ...names), { maxLength: 2 }),
    })
    .map((draft) => featureRecord(id, draft));

const settings = fc.option(
  fc
    .tuple(fc.constantFrom('bundled', 'byo'), fc.constantFrom('bundled', 'byo', null))
    .map(([mode, embeddings]) => settingsRecord(mode, embeddings)),
);

/** What each feature is assigned to, by the place of a config in the list; beyond it: off, or nothing. */
const assignments = fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: 8 }));

export const content: fc.Arbitrary<SnapshotContent> = fc
  .record({
    plan: mostly<'enterprise' | 'standard'>('enterprise', 'standard'),
    places: fc.tuple(...places.map(inPlace)),
    agents: fc.tuple(...agentIds.map(agent)),
    features: fc.tuple(feature('runbooks'), feature('triage')),
    assignments,
    settings,
  })
  .map((draft) => {
    const [ours] = draft.places;
    return contentOf({
      tenants: [tenantRecord('platform'), tenantRecord('acme', draft.plan), tenantRecord('beta')],
      agents: draft.agents,
      features: draft.features,
      assignments: draft.features.flatMap(({ id }, index) => {
        const at = draft.assignments[index] ?? 0;
        const to: ModelConfigRecord | undefined = ours?.models[at];
        if (to) return [assignmentRecord(id, to)];
        return at === 8 ? [assignmentRecord(id, 'off')] : [];
      }),
      credentials: draft.places.flatMap(({ accounts }) => accounts),
      modelConfigs: draft.places.flatMap(({ models }) => models),
      settings: draft.settings === null ? [] : [draft.settings],
    });
  });

export const agentId: fc.Arbitrary<string | null> = fc.constantFrom(null, ...agentIds);
export const operations: readonly Operation[] = ['chat', 'embedding'];

const slugs = ['acct-0', 'acct-1', 'house-0', 'beta-0'];
const ids = places.flatMap(({ place }) =>
  names.map((name) => `config ${place.tenantId} ${place.environment} ${name}`),
);
const onAccounts = slugs.flatMap((slug) => names.map((name) => `${slug}/${name}`));
const reference = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...names, 'large', 'small') },
  { weight: 2, arbitrary: fc.constantFrom(...onAccounts) },
  { weight: 1, arbitrary: fc.constantFrom(...ids) },
);

export const question: fc.Arbitrary<Question> = fc
  .record({
    agentId,
    operation: mostly<Operation>('chat', 'embedding'),
    model: fc.option(reference, { nil: undefined }),
    providerId: mostly<string | undefined>(undefined, ...slugs),
    featureId: mostly<string | undefined>(undefined, 'runbooks', 'triage'),
  })
  .map(asked);
