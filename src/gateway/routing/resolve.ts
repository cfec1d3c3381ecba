import { PlugboardError } from '../../kernel/errors.ts';
import type { FeatureRecord } from '../../kernel/records.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { type Candidate, lookAround, type Sight, toTarget } from './candidates.ts';
import type { Question, Route, Rule, Target } from './route.ts';

/**
 * Which model serves a call. Pure, and the only place that decides it: calls, the list of models and explanations all
 * ask here.
 */
export function resolve(snapshot: Snapshot, question: Question, now: number): Route {
  const sight = narrow(lookAround(snapshot, question), question.providerId);
  const found =
    findByReference(snapshot, question, sight) ??
    findByAccount(snapshot, question) ??
    refuseUnknown(question);
  return { ...found, targets: [usable(snapshot, question, found.target, now)] };
}

interface Found {
  rule: Rule;
  featureId: string | null;
  target: Target;
}

/** Kinds of names are tried in this order and the first that matches decides; ambiguity is within one kind. */
function findByReference(snapshot: Snapshot, question: Question, sight: Sight): Found | undefined {
  const { model } = question;
  const scopes = [sight.ofAgent, sight.ofEnvironment, sight.managed];
  if (model !== undefined && model !== 'default') {
    const named =
      among(scopes, 'config_id', (one) => one.config.id === model, model) ??
      among(scopes, 'config_name', (one) => one.config.name === model, model) ??
      among(scopes, 'model_name', (one) => one.config.modelName === model, model);
    if (named) return { ...named, featureId: question.featureId ?? null };
    const feature = findByAlias(snapshot, question, model);
    return feature && serveFeature(snapshot, question, sight, feature, 'feature_alias');
  }
  const feature = question.featureId === undefined ? undefined : getFeature(snapshot, question.featureId);
  return feature
    ? serveFeature(snapshot, question, sight, feature, 'feature')
    : { ...findDefault(question, sight, 'default'), featureId: null };
}

/** The nearest scope with a match decides: the agent’s own before the environment’s, own before the platform’s. */
function among(
  scopes: readonly Candidate[][],
  rule: Rule,
  matches: (candidate: Candidate) => boolean,
  reference: string,
): { rule: Rule; target: Target } | undefined {
  for (const scope of scopes) {
    const found = scope.filter(matches);
    if (found.length > 0) return { rule, target: toTarget(pick(found, reference), rule) };
  }
  return undefined;
}

/** One that matches, or the default among several. */
function pick(candidates: readonly Candidate[], reference: string): Candidate {
  const [first, second] = candidates;
  const chosen = second === undefined ? first : candidates.find(({ config }) => config.isDefault);
  if (chosen) return chosen;
  const names = candidates.map(({ config, credential }) => `${config.name} (${credential.providerId})`);
  throw new PlugboardError('model_ambiguous', {
    detail: `Several models answer to “${reference}” and none is the default: ${names.join(', ')}.`,
    errors: [{ field: 'model', detail: 'is ambiguous' }],
  });
}

/** The nearest scope that has any model decides: an agent’s own, then the environment’s, or the platform’s. */
function findDefault(
  { operation, agentId }: Question,
  sight: Sight,
  rule: Rule,
): { rule: Rule; target: Target } {
  const scopes = sight.mode === 'byo' ? [sight.ofAgent, sight.ofEnvironment] : [sight.ofAgent, sight.managed];
  const scope = scopes.find((candidates) => candidates.length > 0);
  if (scope) return { rule, target: toTarget(pick(scope, 'default'), rule) };
  const whose = agentId === null ? 'this environment' : `the agent ${agentId}`;
  throw new PlugboardError('model_not_found', {
    detail: `There is no ${operation === 'chat' ? 'chat' : 'embedding'} model for ${whose} to use.`,
  });
}

function findByAlias(snapshot: Snapshot, question: Question, alias: string): FeatureRecord | undefined {
  const sharing = [...snapshot.features()].filter(
    ({ operation, modelAliases }) => operation === question.operation && modelAliases.includes(alias),
  );
  // Two features may ask for the same model; the one that calls is the one that says so.
  return sharing.find(({ id }) => id === question.featureId) ?? sharing[0];
}

function getFeature(snapshot: Snapshot, featureId: string): FeatureRecord {
  const feature = snapshot.feature(featureId);
  if (!feature) throw new PlugboardError('feature_not_found');
  return feature;
}

function serveFeature(
  snapshot: Snapshot,
  question: Question,
  sight: Sight,
  feature: FeatureRecord,
  rule: Rule,
): Found {
  const assignment = snapshot.assignment(question.tenantId, question.environment, feature.id);
  if (assignment?.kind === 'off') {
    throw new PlugboardError('feature_off', { detail: `The feature ${feature.id} is switched off here.` });
  }
  const assigned = sight.ofEnvironment.find(({ config }) => config.id === assignment?.configId);
  const found = assigned ? { rule, target: toTarget(assigned, rule) } : findDefault(question, sight, rule);
  return { ...found, featureId: feature.id };
}

/** An account and a model named directly: the account’s owner need not have given the model a config. */
function findByAccount(snapshot: Snapshot, question: Question): Found | undefined {
  const { model, providerId, agentId } = question;
  if (model === undefined) return undefined;
  const slash = model.indexOf('/');
  const slug = providerId ?? (slash > 0 ? model.slice(0, slash) : undefined);
  const named =
    providerId !== undefined && !model.startsWith(`${providerId}/`) ? model : model.slice(slash + 1);
  if (slug === undefined || named === '') return undefined;
  const { credentials, configs } = snapshot.pluggedIn(question.tenantId, question.environment);
  const credential = credentials.find((one) => one.providerId === slug && one.enabled);
  if (!credential || !sees(snapshot, question, credential.agentId, agentId)) return undefined;
  const onIt = configs.filter(
    (config) =>
      config.credentialId === credential.id && (config.modelName === named || config.name === named),
  );
  const config = onIt.find(({ enabled }) => enabled);
  const rule: Rule = 'provider_and_model';
  if (config && config.isEmbedding === (question.operation === 'embedding')) {
    return { rule, featureId: null, target: toTarget({ config, credential, owner: 'own' }, rule) };
  }
  // One that was switched off is off under this name as well.
  if (onIt.length > 0 || credential.provider === null) return undefined;
  const target: Target = {
    config: null,
    credential,
    model: named,
    family: undefined,
    owner: 'own',
    payer: 'tenant_provider',
    reason: rule,
  };
  return { rule, featureId: null, target };
}

function sees(
  snapshot: Snapshot,
  { tenantId, environment }: Question,
  ownerAgent: string | null,
  agentId: string | null,
): boolean {
  if (ownerAgent !== null) return ownerAgent === agentId;
  return agentId === null || (snapshot.agent(tenantId, environment, agentId)?.inherit ?? false);
}

function narrow(sight: Sight, providerId: string | undefined): Sight {
  if (providerId === undefined) return sight;
  const onIt = ({ credential }: Candidate) => credential.providerId === providerId;
  return {
    ...sight,
    ofAgent: sight.ofAgent.filter(onIt),
    ofEnvironment: sight.ofEnvironment.filter(onIt),
    managed: [],
  };
}

/** What stands in the way is said at once: nothing is tried that cannot work. */
function usable(snapshot: Snapshot, { tenantId }: Question, target: Target, now: number): Target {
  if (target.owner === 'own' && snapshot.tenant(tenantId)?.plan !== 'enterprise') {
    throw new PlugboardError('plan_required');
  }
  if (!isConnected(target.credential, now)) {
    throw new PlugboardError('credential_invalid', {
      detail: `The credential ${target.credential.providerId} is not accepted any more. Ask your administrator to connect a valid key.`,
    });
  }
  return target;
}

export function isConnected(credential: Target['credential'], now: number): boolean {
  if (credential.expiresAt !== null && credential.expiresAt <= now) return false;
  return credential.status !== 'auth_failed' && credential.status !== 'needs_reentry';
}

function refuseUnknown({ model }: Question): never {
  throw new PlugboardError('model_not_found', {
    detail:
      model === undefined ? 'There is no such model.' : `There is no model “${model.slice(0, 200)}” here.`,
    errors: [{ field: 'model', detail: 'is not known' }],
  });
}
