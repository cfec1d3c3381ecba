import { PlugboardError } from '../../kernel/errors.ts';
import { type Candidate, type Sight, toTarget } from './candidates.ts';
import type { Question, Rule, Target } from './route.ts';

/** How many are named where one has to be chosen: enough to choose from, and no page of text. */
const namedMax = 20;

/** The nearest scope with a match decides: the agent’s own before the environment’s, own before the platform’s. */
export function findAmong(
  scopes: readonly (readonly Candidate[])[],
  rule: Rule,
  reference: string,
  matches: (candidate: Candidate) => boolean,
): Target | undefined {
  for (const scope of scopes) {
    const found = scope.filter(matches);
    if (found.length > 0) return toTarget(pick(found, reference), rule);
  }
  return undefined;
}

/** The nearest scope that has any model decides: an agent’s own, then the environment’s or the platform’s. */
export function getDefault(question: Question, sight: Sight, rule: Rule): Target {
  // Whoever names an account names what is on it: then its models answer in either mode.
  const ownServes = sight.mode === 'byo' || question.providerId !== undefined;
  const scopes = [sight.ofAgent, ownServes ? sight.ofEnvironment : sight.managed];
  const target = findAmong(scopes, rule, 'default', () => true);
  if (target) return target;
  const { operation, agentId, providerId } = question;
  const kind = operation === 'chat' ? 'chat' : 'embedding';
  const where = providerId === undefined ? '' : ` on the account ${providerId}`;
  const whose = agentId === null ? 'this environment' : `the agent ${agentId}`;
  throw new PlugboardError('model_not_found', {
    detail: `There is no ${kind} model${where} for ${whose} to use.`,
    errors: [{ field: 'model', detail: 'is not known' }],
  });
}

/** The one that matches, or the default among several. */
function pick(candidates: readonly Candidate[], reference: string): Candidate {
  const [first, second] = candidates;
  const chosen = second === undefined ? first : candidates.find(({ config }) => config.isDefault);
  if (chosen) return chosen;
  throw ambiguous(reference, candidates.map(describe));
}

/** The platform’s models are told by name alone: its accounts are no tenant’s to know. */
function describe({ config, credential, owner }: Candidate): string {
  return owner === 'own' ? `${config.name} (${credential.providerId})` : config.name;
}

export function ambiguous(reference: string, names: readonly string[]): PlugboardError {
  const more = names.length > namedMax ? ` and ${names.length - namedMax} more` : '';
  return new PlugboardError('model_ambiguous', {
    detail: `Several answer to “${reference}” and none is the default: ${names.slice(0, namedMax).join(', ')}${more}.`,
    errors: [{ field: 'model', detail: 'is ambiguous' }],
  });
}
