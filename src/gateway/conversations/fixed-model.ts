import { PlugboardError } from '../../kernel/errors.ts';
import { managedModelsEnvironment, platformTenantId } from '../../kernel/ids.ts';
import type { StandingModelConfig } from '../../snapshot/ports.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { resolve } from '../routing/resolve.ts';
import type { Question, Route } from '../routing/route.ts';

/** Who asks a model that is fixed already, or is to be. */
export type ModelWish = Pick<Question, 'tenantId' | 'environment' | 'agentId' | 'featureId'>;

/** The model that a conversation begins with: the one that was named, or what serves by default at this moment. */
export function chooseModel(
  snapshot: Snapshot,
  wish: ModelWish,
  configId: string | undefined,
  now: number,
): StandingModelConfig {
  const { config } = resolveOr('llm_config_not_found', snapshot, wish, configId, now).targets[0];
  if (!config || (configId !== undefined && config.id !== configId)) {
    throw new PlugboardError('llm_config_not_found');
  }
  return config;
}

/** Undefined: nothing serves by default at this moment. */
export function findDefaultModel(
  snapshot: Snapshot,
  wish: ModelWish,
  now: number,
): StandingModelConfig | undefined {
  try {
    return chooseModel(snapshot, wish, undefined, now);
  } catch (error) {
    if (error instanceof PlugboardError) return undefined;
    throw error;
  }
}

/** The route of a call within a conversation. Only its own model answers to the id; nothing takes a removed one’s place. */
export function routeToModel(snapshot: Snapshot, wish: ModelWish, configId: string, now: number): Route {
  const { tenantId, environment, agentId } = wish;
  const isAgentGone = agentId !== null && !snapshot.agent(tenantId, environment, agentId);
  if (isAgentGone || !findConfig(snapshot, wish, configId)) throw new PlugboardError('llm_config_removed');
  const route = resolveOr('llm_config_disabled', snapshot, wish, configId, now);
  if (route.targets[0].config?.id !== configId) throw new PlugboardError('llm_config_disabled');
  return route;
}

export type ModelState = 'available' | 'removed' | 'disabled';

export function findModelState(
  snapshot: Snapshot,
  wish: ModelWish,
  configId: string,
  now: number,
): ModelState {
  try {
    routeToModel(snapshot, wish, configId, now);
  } catch (error) {
    if (!(error instanceof PlugboardError)) throw error;
    if (error.code === 'llm_config_removed') return 'removed';
    // A key that is dead now is no decision of anybody’s about this model.
    return error.code === 'credential_invalid' ? 'available' : 'disabled';
  }
  return 'available';
}

export function findConfig(
  snapshot: Snapshot,
  { tenantId, environment }: Pick<ModelWish, 'tenantId' | 'environment'>,
  id: string,
): StandingModelConfig | undefined {
  const own = snapshot.pluggedIn(tenantId, environment).configs.find((config) => config.id === id);
  if (own) return own;
  const managed = snapshot.pluggedIn(platformTenantId, managedModelsEnvironment).configs;
  return managed.find((config) => config.id === id);
}

function resolveOr(
  code: 'llm_config_not_found' | 'llm_config_disabled',
  snapshot: Snapshot,
  wish: ModelWish,
  configId: string | undefined,
  now: number,
): Route {
  const question: Question = { ...wish, operation: 'chat', model: configId, providerId: undefined };
  try {
    return resolve(snapshot, question, now);
  } catch (error) {
    const isUnknown = error instanceof PlugboardError && error.code === 'model_not_found';
    if (isUnknown && configId !== undefined) throw new PlugboardError(code, { cause: error });
    throw error;
  }
}
