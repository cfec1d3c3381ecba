import { PlugboardError } from '../../kernel/errors.ts';
import { limits } from '../../kernel/limits.ts';
import type { AgentRecord, CredentialStatus, FeatureRecord, Owner } from '../../kernel/records.ts';
import type { StopRecord } from '../../kernel/stops.ts';
import type { StandingCredential, StandingModelConfig } from '../../snapshot/ports.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { lookAround, type Sight } from './candidates.ts';
import { isOutside } from './explain.ts';
import { findWay } from './resolve.ts';
import type { Operation, Question, Route, Target } from './route.ts';
import { findStopOf } from './stopped.ts';
import { whereItGoes } from './where-it-goes.ts';

/** Where calls come from: a feature, an agent, or whoever names neither. */
export interface BoardSource {
  kind: 'environment' | 'feature' | 'agent';
  /** Null for the environment itself, which has neither. */
  id: string | null;
  name: string | null;
  operation: Operation;
  /** Null where there is no model to send the call to. */
  route: Route | null;
  /** What the call is refused with: with a route, because the only key on it is dead. */
  problem: PlugboardError | null;
}

/** How whatever is at the end of a cable is. */
export type Health = 'well' | 'unknown' | 'failing' | 'off';

export interface BoardAccount {
  credential: StandingCredential;
  owner: Owner;
  /** Null while nobody has said yet at which provider the key is. */
  host: string | null;
  leavesNetwork: boolean;
  /** `expired` from the day that was said, whatever calls found out. */
  status: CredentialStatus;
  health: Health;
  stop: StopRecord | undefined;
}

export interface BoardModel {
  config: StandingModelConfig;
  owner: Owner;
}

export interface Board {
  sources: BoardSource[];
  models: BoardModel[];
  accounts: BoardAccount[];
  /** Whether features, agents or models are left off. */
  isPartial: boolean;
}

type Place = Pick<Question, 'tenantId' | 'environment' | 'agentId'>;

interface Drawing {
  snapshot: Snapshot;
  place: Place;
  now: number;
  /** One look around for each agent and operation, whatever the number of features. */
  sights: Map<string, Sight>;
}

/**
 * What is plugged into what, each cable by the very rule that sends calls. Who acts for one agent sees that agent’s
 * part of it.
 */
export function drawBoard(
  snapshot: Snapshot,
  place: Place,
  agents: readonly Pick<AgentRecord, 'id' | 'name'>[],
  now: number,
): Board {
  const drawing: Drawing = { snapshot, place, now, sights: new Map() };
  const features = place.agentId === null ? listFeatures(snapshot) : [];
  const sources = [
    ...(place.agentId === null ? sourcesOfEnvironment(drawing) : []),
    ...features.slice(0, limits.board.featuresMax).map((feature) => sourceOfFeature(drawing, feature)),
    ...agents.flatMap((agent) => sourcesOfAgent(drawing, agent)),
  ];
  const models = listModels(drawing, sources);
  return {
    sources,
    models: models.slice(0, limits.board.modelsMax),
    accounts: listAccounts(drawing, sources),
    isPartial: features.length > limits.board.featuresMax || models.length > limits.board.modelsMax,
  };
}

const listFeatures = (snapshot: Snapshot): FeatureRecord[] =>
  [...snapshot.features()].sort((one, other) => (one.id < other.id ? -1 : 1));

function sourcesOfEnvironment(drawing: Drawing): BoardSource[] {
  const chat = follow(drawing, { kind: 'environment', id: null, name: null, operation: 'chat' });
  const embedding = follow(drawing, { kind: 'environment', id: null, name: null, operation: 'embedding' });
  // Most tenants embed nothing: that nothing serves it is then no gap in the picture.
  return embedding.problem?.code === 'model_not_found' ? [chat] : [chat, embedding];
}

function sourceOfFeature(drawing: Drawing, { id, name, operation }: FeatureRecord): BoardSource {
  return follow(drawing, { kind: 'feature', id, name, operation });
}

/** Embeddings have a cable of their own where the agent has a model of its own for them. */
function sourcesOfAgent(drawing: Drawing, { id, name }: Pick<AgentRecord, 'id' | 'name'>): BoardSource[] {
  const { snapshot, place } = drawing;
  // One that was made a moment ago by another replica is drawn once this one has heard of it.
  if (!snapshot.agent(place.tenantId, place.environment, id)) return [];
  const chat = follow(drawing, { kind: 'agent', id, name, operation: 'chat' });
  const embeds = sightOf(drawing, id, 'embedding').ofAgent.length > 0;
  return embeds ? [chat, follow(drawing, { kind: 'agent', id, name, operation: 'embedding' })] : [chat];
}

/** A call of this source that names no model. */
function follow(drawing: Drawing, source: Omit<BoardSource, 'route' | 'problem'>): BoardSource {
  const { snapshot, place, now } = drawing;
  const agentId = source.kind === 'agent' ? source.id : null;
  const question: Question = {
    ...place,
    agentId,
    operation: source.operation,
    model: undefined,
    providerId: undefined,
    featureId: source.kind === 'feature' && source.id !== null ? source.id : undefined,
  };
  try {
    const sight = sightOf(drawing, agentId, source.operation);
    const { route, disconnection } = findWay(snapshot, sight, question, now);
    return { ...source, route, problem: disconnection ?? null };
  } catch (error) {
    if (!(error instanceof PlugboardError)) throw error;
    return { ...source, route: null, problem: error };
  }
}

function sightOf(drawing: Drawing, agentId: string | null, operation: Operation): Sight {
  const { snapshot, place, sights } = drawing;
  const key = `${operation} ${agentId ?? ''}`;
  const sight = sights.get(key) ?? lookAround(snapshot, { ...place, agentId, operation });
  sights.set(key, sight);
  return sight;
}

const targetsOf = (sources: readonly BoardSource[]): Target[] =>
  sources.flatMap(({ route }) => route?.targets ?? []);

/** What serves first, then what else lies here; of the platform’s only what serves. */
function listModels(drawing: Drawing, sources: readonly BoardSource[]): BoardModel[] {
  const serving = targetsOf(sources).flatMap(({ config, owner }) => (config ? [{ config, owner }] : []));
  const others = ownOf(drawing).configs.map((config) => ({ config, owner: 'own' as const }));
  return uniqueBy([...serving, ...others], ({ config }) => config.id);
}

function listAccounts(drawing: Drawing, sources: readonly BoardSource[]): BoardAccount[] {
  const serving = targetsOf(sources).map(({ credential, owner }) => ({ credential, owner }));
  const others = ownOf(drawing).credentials.map((credential) => ({ credential, owner: 'own' as const }));
  return uniqueBy([...serving, ...others], ({ credential }) => credential.id).map((account) =>
    describeAccount(drawing, account),
  );
}

/** The tenant’s, as far as who looks may see it. */
function ownOf({ snapshot, place }: Drawing) {
  const { tenantId, environment, agentId } = place;
  const { configs, credentials } = snapshot.pluggedIn(tenantId, environment);
  const agent = agentId === null ? undefined : snapshot.agent(tenantId, environment, agentId);
  const isSeen = (one: { agentId: string | null }) =>
    agentId === null || one.agentId === agentId || (one.agentId === null && agent?.inherit === true);
  return { configs: configs.filter(isSeen), credentials: credentials.filter(isSeen) };
}

function describeAccount(
  { snapshot, place, now }: Drawing,
  { credential, owner }: Pick<Target, 'credential' | 'owner'>,
): BoardAccount {
  const isExpired = credential.expiresAt !== null && credential.expiresAt <= now;
  const status = isExpired ? 'expired' : credential.status;
  const known = { credential, owner, status };
  // A key that nobody has bound to a provider yet goes nowhere.
  if (credential.catalogueId === '') {
    const health = credential.enabled ? healthOf[status] : 'off';
    return { ...known, host: null, leavesNetwork: false, health, stop: undefined };
  }
  const { address, host } = whereItGoes(credential);
  const stop = findStopOf(snapshot, place, { credential });
  return {
    ...known,
    host,
    leavesNetwork: isOutside(snapshot, place, owner, address),
    health: stop || !credential.enabled ? 'off' : healthOf[status],
    stop,
  };
}

const healthOf: Readonly<Record<CredentialStatus, Health>> = {
  healthy: 'well',
  untested: 'unknown',
  disabled: 'off',
  auth_failed: 'failing',
  quota: 'failing',
  unreachable: 'failing',
  expired: 'failing',
  needs_reentry: 'failing',
};

function uniqueBy<T>(items: readonly T[], keyOf: (item: T) => string): T[] {
  const known = new Map<string, T>();
  for (const item of items) if (!known.has(keyOf(item))) known.set(keyOf(item), item);
  return [...known.values()];
}
