import { limits } from '../../kernel/limits.ts';
import type { ModelConfigRecord } from '../../kernel/records.ts';
import {
  type EnvironmentChecks,
  type EnvironmentWish,
  listRed,
  type RequestCheck,
} from '../../kernel/service-requests.ts';
import type { ProviderName } from '../../providers/provider.ts';
import type { EnvironmentScope } from '../credentials/credentials.ts';
import { plainProbe, streamProbe } from '../validation/probe-texts.ts';
import type { Rung } from '../validation/rung.ts';
import { validateStored } from '../validation/validate.ts';
import { checkRouting } from './check-routing.ts';
import { type Doer, toRequestActor } from './doer.ts';
import type { RequestParts } from './step.ts';
import type { RoutingWitness } from './witness.ts';

export interface CheckingParts extends RequestParts {
  witness: RoutingWitness;
  /** Told of each check as it ends. */
  onCheck: (check: RequestCheck) => void;
}

/** On which steps a model must not fail to serve at all; what else it lacks is for its features to say. */
const needed: ReadonlySet<string> = new Set(['dns', 'tcp', 'tls', 'auth', 'model', 'chat', 'streaming']);
const ofCredential: ReadonlySet<string> = new Set(['dns', 'tcp', 'tls', 'auth']);

/**
 * Everything that is looked at before an environment becomes active: the ladder with each model, calls through the
 * gateway as the tenant’s features will make them, and, by the ledger and the routes, that nothing of it goes to a
 * managed model.
 */
export async function runChecks(
  parts: CheckingParts,
  doer: Doer,
  scope: EnvironmentScope,
  configs: readonly ModelConfigRecord[],
  wish: EnvironmentWish,
): Promise<EnvironmentChecks> {
  const from = parts.clock();
  // Somebody else may hang up or not: what was begun is brought to its end, within the time that is taken for it.
  const signal = AbortSignal.timeout(limits.serviceRequests.leaseMs / 2);
  const checks: RequestCheck[] = [];
  const requestIds: string[] = [];
  for (const config of configs) {
    const isReached = !listRed(checks).some(({ part }) => part === 'credential');
    const mustStream = wish.models?.find(({ name }) => name === config.modelName)?.streaming ?? true;
    if (!isReached) {
      const left = skipped('model', config.modelName, 'The credential has not passed.');
      parts.onCheck(left);
      checks.push(left);
      continue;
    }
    const isFirst = config === configs[0];
    checks.push(...(await climbFor(parts, doer, scope, config, { mustStream, isFirst, signal })));
    const isOfThis = ({ part, model }: RequestCheck) => part === 'credential' || model === config.modelName;
    if (listRed(checks).some(isOfThis)) continue;
    const tried = await callFor(parts, doer, scope, config, mustStream, signal);
    checks.push(...tried.checks);
    requestIds.push(...tried.requestIds);
  }
  const routing = await checkRouting(parts, scope, { from, requestIds });
  for (const check of routing.checks) parts.onCheck(check);
  return {
    at: from,
    by: toRequestActor(doer),
    checks: [...checks, ...routing.checks],
    ledger: routing.ledger,
  };
}

interface ClimbWish {
  mustStream: boolean;
  isFirst: boolean;
  signal: AbortSignal;
}

async function climbFor(
  parts: CheckingParts,
  doer: Doer,
  scope: EnvironmentScope,
  config: ModelConfigRecord,
  { mustStream, isFirst, signal }: ClimbWish,
): Promise<RequestCheck[]> {
  const checks: RequestCheck[] = [];
  const note = (check: RequestCheck) => {
    checks.push(check);
    parts.onCheck(check);
  };
  const outcome = await validateStored(parts.credentials, doer.act, scope, config.credentialId, {
    provider: config.provider as ProviderName,
    model: config.deploymentName ?? config.modelName,
    isEmbedding: config.isEmbedding,
    full: true,
    signal,
    onRung: (rung) => {
      // The way to the server is the same for each of its models.
      const isSeen = !isFirst && ofCredential.has(rung.step) && rung.status !== 'failed';
      if (!isSeen) note(toCheck(rung, config.modelName, mustStream));
    },
  });
  if (outcome.valid !== true && listRed(checks).length === 0) {
    const detail = outcome.error ?? 'It could not be told whether the model answers.';
    note({ ...skipped('model', config.modelName, detail), status: 'failed', owner: 'the_provider' });
  }
  return checks;
}

function toCheck(
  { step, status, ms, owner, detail }: Rung,
  model: string,
  mustStream: boolean,
): RequestCheck {
  const isNeeded = needed.has(step) && (step !== 'streaming' || mustStream);
  const part = ofCredential.has(step) ? 'credential' : 'model';
  return {
    part,
    model: part === 'credential' ? null : model,
    step,
    status: status === 'failed' && !isNeeded ? 'warned' : status,
    ms,
    owner,
    detail,
  };
}

function skipped(part: RequestCheck['part'], model: string, detail: string): RequestCheck {
  return { part, model, step: part, status: 'skipped', ms: 0, owner: 'nobody', detail };
}

const ownersOfCodes: Readonly<Record<string, string>> = {
  credential_invalid: 'you',
  invalid_request: 'the_provider',
  upstream_error: 'the_provider',
  upstream_redirect: 'you',
  llm_unavailable: 'the_provider',
  timeout: 'the_provider',
};

/** One answer in one piece, and one as a stream where the model has one. */
async function callFor(
  { witness, onCheck }: CheckingParts,
  { act }: Doer,
  { tenantId, environment }: EnvironmentScope,
  config: ModelConfigRecord,
  mustStream: boolean,
  signal: AbortSignal,
): Promise<{ checks: RequestCheck[]; requestIds: string[] }> {
  const checks: RequestCheck[] = [];
  const requestIds: string[] = [];
  for (const stream of mustStream ? [false, true] : [false]) {
    const { messages } = stream ? streamProbe : plainProbe;
    const { actor } = act;
    const answer = await witness.tryModel({
      tenantId,
      environment,
      actor,
      configId: config.id,
      stream,
      messages,
      signal,
    });
    requestIds.push(answer.requestId);
    const check: RequestCheck = {
      part: 'call',
      model: config.modelName,
      step: stream ? 'stream' : 'answer',
      ms: answer.ms,
      ...judgeAnswer(answer),
    };
    onCheck(check);
    checks.push(check);
  }
  return { checks, requestIds };
}

function judgeAnswer(
  answer: Awaited<ReturnType<RoutingWitness['tryModel']>>,
): Pick<RequestCheck, 'status' | 'owner' | 'detail'> {
  const { failure, servedBy, ended, pieces, requestId } = answer;
  if (failure) {
    const owner = ownersOfCodes[failure.code] ?? 'the_platform';
    return { status: 'failed', owner, detail: `${failure.code}: ${failure.detail} (${requestId})` };
  }
  if (servedBy !== 'own') {
    const detail = `It was answered, and not by the tenant’s own model. (${requestId})`;
    return { status: 'failed', owner: 'the_platform', detail };
  }
  if (!ended) {
    return { status: 'failed', owner: 'the_provider', detail: `The stream broke off. (${requestId})` };
  }
  const how = pieces > 1 ? `, in ${pieces} pieces` : '';
  return {
    status: 'passed',
    owner: 'nobody',
    detail: `The gateway answered on the own model${how}. (${requestId})`,
  };
}

/** What a call can be made to, to see whether it answers. */
export const isCallable = ({ enabled, isEmbedding }: ModelConfigRecord): boolean => enabled && !isEmbedding;

/** Those that are there still, in the order in which they were made. */
export async function readConfigs(
  { store }: Pick<RequestParts, 'store'>,
  scope: EnvironmentScope,
  ids: readonly string[],
): Promise<ModelConfigRecord[]> {
  return store.readInTenant(scope, async ({ modelConfigs }) => {
    const configs: ModelConfigRecord[] = [];
    for (const id of ids) {
      const config = await modelConfigs.find(id);
      if (config) configs.push(config);
    }
    return configs;
  });
}
