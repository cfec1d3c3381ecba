import { PlugboardError } from '../../kernel/errors.ts';
import type { AssignmentRecord, FeatureRecord } from '../../kernel/records.ts';
import type { Snapshot } from '../../snapshot/snapshot.ts';
import { type Sight, toTarget } from './candidates.ts';
import { ambiguous, getDefault } from './pick.ts';
import type { Question, Rule, Target } from './route.ts';

/** The feature that a call says it is of. Off is off, whichever model it names. */
export function getFeature(snapshot: Snapshot, question: Question, id: string): FeatureRecord {
  const feature = snapshot.feature(id);
  if (!feature) throw new PlugboardError('feature_not_found');
  if (assignmentOf(snapshot, question, id)?.kind === 'off') throw switchedOff(id);
  return feature;
}

export interface Aliased {
  feature: FeatureRecord;
  /** Null where several share the alias and nothing says which of them calls. */
  featureId: string | null;
}

/** Features that ask for the same model share its name; that matters only where they were assigned differently. */
export function findByAlias(snapshot: Snapshot, question: Question, alias: string): Aliased | undefined {
  const sharing = [...snapshot.features()]
    .filter(({ operation, modelAliases }) => operation === question.operation && modelAliases.includes(alias))
    // A refusal names the first: on every replica the same.
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const [first, ...others] = sharing;
  if (!first) return undefined;
  const calling = others.length === 0 ? first : sharing.find(({ id }) => id === question.featureId);
  if (calling) return { feature: calling, featureId: calling.id };
  const served = (id: string) => {
    const { kind, configId } = assignmentOf(snapshot, question, id) ?? { kind: 'default', configId: null };
    return `${kind} ${configId}`;
  };
  if (others.some(({ id }) => served(id) !== served(first.id))) {
    throw ambiguous(
      alias,
      sharing.map(({ id }) => `the feature ${id}`),
    );
  }
  return { feature: first, featureId: null };
}

/** An agent’s own models come before what the environment assigned, as everywhere. */
export function serveFeature(
  snapshot: Snapshot,
  question: Question,
  sight: Sight,
  { id }: FeatureRecord,
  rule: Rule,
): Target {
  const assignment = assignmentOf(snapshot, question, id);
  if (assignment?.kind === 'off') throw switchedOff(id);
  const mayBeAssigned = sight.ofAgent.length === 0 && sight.seesEnvironment;
  if (assignment?.kind !== 'config' || !mayBeAssigned) return getDefault(question, sight, rule);
  const assigned = sight.ofEnvironment.find(({ config }) => config.id === assignment.configId);
  if (assigned) return toTarget(assigned, rule);
  refuseSwitchedOff(question, sight, assignment);
  return getDefault(question, sight, rule);
}

/** One that was switched off is not quietly replaced: in a bundled environment the default is the platform’s. */
function refuseSwitchedOff(
  question: Question,
  { own }: Sight,
  { featureId, configId }: AssignmentRecord,
): void {
  const config = own.configs.find(({ id }) => id === configId);
  if (!config || config.isEmbedding !== (question.operation === 'embedding')) return;
  const account = own.credentials.find(({ id }) => id === config.credentialId);
  if (question.providerId !== undefined && account?.providerId !== question.providerId) return;
  throw new PlugboardError('model_not_found', {
    detail: `The model that the feature ${featureId} is assigned to, ${config.name}, is switched off.`,
    errors: [{ field: 'model', detail: 'is switched off' }],
  });
}

function switchedOff(id: string): PlugboardError {
  return new PlugboardError('feature_off', { detail: `The feature ${id} is switched off here.` });
}

function assignmentOf(
  snapshot: Snapshot,
  { tenantId, environment }: Question,
  featureId: string,
): AssignmentRecord | undefined {
  return snapshot.assignment(tenantId, environment, featureId);
}
