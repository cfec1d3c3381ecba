import { PlugboardError } from '../../kernel/errors.ts';
import { findAccountRegion, findAnsweringRegion } from '../../kernel/lock.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { listManaged, lookAround, type Sight } from './candidates.ts';
import { type ExplainedTarget, explainTarget } from './explain.ts';
import { anonymous } from './further-targets.ts';
import { planWithin } from './resolve.ts';
import type { Operation, Question, Rule, Target } from './route.ts';
import { whereItGoes } from './where-it-goes.ts';

export type Occasion = 'by_default' | 'when_named' | 'when_others_cannot_answer';

/** One model on one account that some call could reach. */
export interface PossibleTarget extends ExplainedTarget {
  operation: Operation;
  /** Whose calls: null for those of no agent. */
  agentIds: (string | null)[];
  /** By which rules it can be reached. */
  reasons: Rule[];
  when: Occasion[];
  /** By name: where calls go, and where the token for them comes from. */
  hosts: readonly string[];
  /** Null where nothing says it. */
  region: string | null;
}

type Place = Pick<Question, 'tenantId' | 'environment'>;

const operations: readonly Operation[] = ['chat', 'embedding'];
/** For any model of an account that has no config: what is called there is up to the provider. */
export const anyModel = '*';

/**
 * Every target of every route that a call could take, whatever it names: each way of naming is asked once, of the very
 * function that decides for calls. A key that does not work at present is no reason to leave an account out: a valid
 * one may be connected at any time.
 */
export function listPossible(
  snapshot: Snapshot,
  place: Place,
  agentIds: readonly (string | null)[],
): PossibleTarget[] {
  const found = new Map<string, PossibleTarget>();
  for (const agentId of agentIds) {
    for (const operation of operations) {
      const asker = { ...place, agentId, operation };
      const sight = lookAround(snapshot, asker);
      for (const named of listNamings(snapshot, sight, operation, agentId)) {
        for (const target of targetsOf(snapshot, sight, { ...asker, ...named })) {
          note(found, snapshot, { ...asker, ...named }, target);
        }
      }
    }
  }
  return [...found.values()];
}

type Naming = Pick<Question, 'model' | 'providerId' | 'featureId'>;

/**
 * Configs by their ids: by name or model it is one of them that answers. Accounts with any model and, because a
 * managed one may stand in for it by name, with each name that one stands in for.
 */
function* listNamings(
  snapshot: Snapshot,
  sight: Sight,
  operation: Operation,
  agentId: string | null,
): Generator<Naming> {
  const nothing: Naming = { model: undefined, providerId: undefined, featureId: undefined };
  yield nothing;
  for (const { config } of [...sight.ofAgent, ...sight.ofEnvironment, ...sight.managed]) {
    yield { ...nothing, model: config.id };
  }
  for (const feature of snapshot.features()) {
    if (feature.operation !== operation) continue;
    yield { ...nothing, featureId: feature.id };
    for (const alias of feature.modelAliases) {
      yield { ...nothing, model: alias };
      yield { ...nothing, model: alias, featureId: feature.id };
    }
  }
  const substituted = listManaged(snapshot, operation).flatMap(({ config }) => config.substituteFor ?? []);
  for (const { providerId, agentId: of } of sight.own.credentials) {
    if (of !== null && of !== agentId) continue;
    yield { ...nothing, providerId };
    for (const name of new Set([anyModel, ...substituted]))
      yield { ...nothing, model: `${providerId}/${name}` };
  }
}

function targetsOf(snapshot: Snapshot, sight: Sight, question: Question): readonly Target[] {
  try {
    return planWithin(snapshot, sight, question).targets;
  } catch (error) {
    // Refused as the call would be: nothing is reached this way.
    if (error instanceof PlugboardError) return [];
    throw error;
  }
}

function note(
  found: Map<string, PossibleTarget>,
  snapshot: Snapshot,
  question: Question,
  target: Target,
): void {
  const { config, credential, owner, payer } = target;
  const { operation, agentId } = question;
  // Without a config it is the account that is reached, by whichever name of a model.
  const key = [operation, credential.id, config?.id, owner, payer].join(' ');
  const when = occasionOf(question, target.reason);
  const known = found.get(key);
  if (known) {
    if (!known.agentIds.includes(agentId)) known.agentIds.push(agentId);
    if (!known.reasons.includes(target.reason)) known.reasons.push(target.reason);
    if (!known.when.includes(when)) known.when.push(when);
    return;
  }
  const shown = config === null ? { ...target, model: anyModel } : target;
  found.set(key, {
    ...explainTarget(snapshot, question, shown),
    operation,
    agentIds: [agentId],
    reasons: [target.reason],
    when: [when],
    hosts: whereItGoes(credential).hosts,
    region: findAnsweringRegion(findAccountRegion(credential.settings, credential.dataRegion), target.model),
  });
}

/** Whoever names an account has named what answers, also where it is the account’s default. */
function occasionOf({ providerId }: Question, reason: Rule): Occasion {
  if (reason === 'further_target' || reason === 'managed_fallback') return 'when_others_cannot_answer';
  const isNamed = providerId !== undefined || !anonymous.has(reason);
  return isNamed ? 'when_named' : 'by_default';
}
