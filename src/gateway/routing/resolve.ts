import { PlugboardError } from '../../kernel/errors.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { findAccount, lookAround, narrow, type Sight } from './candidates.ts';
import { findByAlias, getFeature, serveFeature } from './features.ts';
import { findDisconnection } from './find-disconnection.ts';
import { findOnAccount } from './find-on-account.ts';
import { findQueue, isLocked, listFurtherTargets } from './further-targets.ts';
import { findAmong, getDefault } from './pick.ts';
import type { Question, Route, Target } from './route.ts';

/**
 * Which model serves a call. Pure, and the only place that decides it: calls, the list of models and explanations all
 * ask here.
 */
export function resolve(snapshot: Snapshot, question: Question, now: number): Route {
  return resolveWithin(snapshot, lookAround(snapshot, question), question, now);
}

/** The same for whoever has looked around already. */
export function resolveWithin(snapshot: Snapshot, seen: Sight, question: Question, now: number): Route {
  const { route, disconnection } = findWay(snapshot, seen, question, now);
  if (disconnection) throw disconnection;
  return route;
}

interface Way {
  route: Route;
  /** Set where nobody on the route can answer, because the only key on it is dead: no call takes this way. */
  disconnection: PlugboardError | undefined;
}

/** For who wants to see the way although it is cut off. */
export function findWay(snapshot: Snapshot, seen: Sight, question: Question, now: number): Way {
  const route = planWithin(snapshot, seen, question);
  // What may answer in its place is tried in its place; where nothing may, the reason is said at once.
  const disconnection = route.targets.length === 1 ? findDisconnection(route.targets[0], now) : undefined;
  return { route, disconnection };
}

/** As far as mode, policy, plan and lock decide it: whether the keys on the way work at present is another matter. */
export function planWithin(snapshot: Snapshot, seen: Sight, question: Question): Route {
  const sight = question.providerId === undefined ? seen : lookAtAccount(seen, question, question.providerId);
  const { target, featureId } = find(snapshot, question, sight);
  if (target.owner === 'own' && snapshot.tenant(question.tenantId)?.plan !== 'enterprise') {
    throw new PlugboardError('plan_required');
  }
  refuseLocked(snapshot, question, target);
  const { targets, managedOn } = listFurtherTargets(snapshot, question, seen, target);
  return {
    rule: target.reason,
    featureId,
    mode: sight.mode,
    targets: [target, ...targets],
    managedOn,
    queue: findQueue(snapshot, question, target),
  };
}

interface Found {
  target: Target;
  featureId: string | null;
}

/** Kinds of names are tried in this order and the first that matches decides; ambiguity is within one kind. */
function find(snapshot: Snapshot, question: Question, sight: Sight): Found {
  const { model } = question;
  const calling =
    question.featureId === undefined ? undefined : getFeature(snapshot, question, question.featureId);
  const featureId = calling?.id ?? null;
  if (model !== undefined) {
    const scopes = [sight.ofAgent, sight.ofEnvironment, sight.managed];
    const named =
      findAmong(scopes, 'config_id', model, ({ config }) => config.id === model) ??
      findAmong(scopes, 'config_name', model, ({ config }) => config.name === model) ??
      findAmong(scopes, 'model_name', model, ({ config }) => config.modelName === model);
    if (named) return { target: named, featureId };
    const aliased = findByAlias(snapshot, question, model);
    if (aliased) {
      const target = serveFeature(snapshot, question, sight, aliased.feature, 'feature_alias');
      return { target, featureId: featureId ?? aliased.featureId };
    }
  }
  if (model === undefined || model === 'default') {
    const target = calling
      ? serveFeature(snapshot, question, sight, calling, 'feature')
      : getDefault(question, sight, 'default');
    return { target, featureId };
  }
  const target = findOnAccount(question, sight);
  if (!target) throw unknown('model', `There is no model “${model.slice(0, 200)}” here.`);
  return { target, featureId };
}

/** An account that is not there, or not for this caller, is told apart from a model that it does not have. */
function lookAtAccount(seen: Sight, { agentId }: Question, providerId: string): Sight {
  const sight = narrow(seen, providerId);
  const isThere = sight.ofAgent.length > 0 || findAccount(seen, providerId, agentId) !== undefined;
  if (!isThere) throw unknown('provider_id', `There is no account “${providerId.slice(0, 200)}” here.`);
  return sight;
}

function refuseLocked(snapshot: Snapshot, { tenantId, environment }: Question, target: Target): void {
  if (!isLocked(snapshot.pluggedIn(tenantId, environment), target)) return;
  throw new PlugboardError('target_locked');
}

function unknown(field: 'model' | 'provider_id', detail: string): PlugboardError {
  return new PlugboardError('model_not_found', { detail, errors: [{ field, detail: 'is not known' }] });
}
