import type { PutModeBody } from '../../contract/modes.ts';
import { PlugboardError } from '../../kernel/errors.ts';
import type { CredentialRecord, Mode } from '../../kernel/records.ts';
import type { Environment } from '../../kernel/scope.ts';
import { listRed, type RequestedEnvironmentRecord } from '../../kernel/service-requests.ts';
import type { EnvironmentScope } from '../credentials/credentials.ts';
import { askUnprovenModel, switchMode } from '../modes.ts';
import { nameOf, notConfigured } from './configure.ts';
import { type Doer, toRequestActor } from './doer.ts';
import { type CheckingParts, readConfigs } from './run-checks.ts';
import { takeStepIn } from './step.ts';
import { workOn } from './work-on.ts';

export interface ActivateWish {
  environment: Environment;
  override_reason?: string;
  embeddings?: Mode;
}

/**
 * Own models serve from now on. With a red check that is refused, unless an operator says why it is done all the same:
 * the tenant reads that, and it stands in the audit log.
 */
export async function activateEnvironment(
  parts: CheckingParts,
  doer: Doer,
  tenantId: string,
  id: string,
  wish: ActivateWish,
): Promise<void> {
  const scope = { tenantId, environment: wish.environment };
  const work = { move: 'activate', environment: wish.environment } as const;
  await workOn(parts, doer, tenantId, id, work, async ({ environment: before }) => {
    if (before.activatedAt !== null) return;
    if (before.configIds.length === 0) throw notConfigured(wish.environment);
    const proven = (await isProven(parts, scope, before)) ? before : { ...before, checks: null };
    const red = listRedNames(proven);
    if (red.length > 0 && wish.override_reason === undefined) throw refusalOf(proven, red);
    const body = {
      mode: 'byo' as const,
      ...(wish.embeddings && { embeddings: wish.embeddings }),
      ...(red.length > 0 && { force: true as const }),
    };
    await askUnprovenModel(parts.credentials, doer.act, scope, body);
    await switchAndNote(parts, doer, scope, id, { wish, red, body, before });
  });
}

interface Switch {
  wish: ActivateWish;
  red: string[];
  body: PutModeBody;
  before: RequestedEnvironmentRecord;
}

/** Whether the checks were of what is there: a model or a key that was changed since was not checked. */
async function isProven(
  { store }: CheckingParts,
  scope: EnvironmentScope,
  { checks, configIds, credentialId }: RequestedEnvironmentRecord,
): Promise<boolean> {
  if (checks === null) return false;
  const configs = await readConfigs({ store }, scope, configIds);
  const accounts = new Set(configs.map((config) => config.credentialId));
  if (configs.length < configIds.length || (credentialId !== null && !accounts.has(credentialId)))
    return false;
  const credentials = await store.readInTenant(scope, async (tenant) => {
    const found: (CredentialRecord | undefined)[] = [];
    for (const id of accounts) found.push(await tenant.credentials.find(id));
    return found;
  });
  return [...configs, ...credentials].every((one) => one !== undefined && one.updatedAt <= checks.at);
}

/** The very switch of the environment, with its own rules and row in the log; why it was forced commits with it. */
async function switchAndNote(
  parts: CheckingParts,
  doer: Doer,
  scope: EnvironmentScope,
  id: string,
  { wish: { override_reason: reason }, red, body, before }: Switch,
): Promise<void> {
  await takeStepIn(parts, doer, scope, id, 'activate', async (step) => {
    const { tenant, audit, request, environments, to, now } = step;
    const { environment } = scope;
    const held = environments.find((one) => one.environment === environment);
    if (!held || held.activatedAt !== null) return undefined;
    if (held.credentialId !== before.credentialId) throw new PlugboardError('changed_meanwhile');
    await switchMode(parts, tenant, audit, scope, body);
    const isOverride = red.length > 0 && reason !== undefined;
    const override = isOverride ? { at: now, by: toRequestActor(doer), reason, red } : null;
    await tenant.serviceRequests.updateEnvironment(id, { ...held, activatedAt: now, override });
    const isLast = environments.every((one) => one === held || one.activatedAt !== null);
    return {
      state: isLast ? to : request.state,
      environment,
      detail: override ? { override: { reason: override.reason, red } } : {},
      tellsTenant: 'service_request.activated',
    };
  });
}

function listRedNames({ checks }: RequestedEnvironmentRecord): string[] {
  return checks === null ? ['validation'] : listRed(checks.checks).map(nameOf);
}

export function refusalOf(
  { checks, environment }: RequestedEnvironmentRecord,
  red: string[],
): PlugboardError {
  if (checks === null) {
    return new PlugboardError('checks_red', {
      detail: `${environment} has not been validated as it is now.`,
    });
  }
  return new PlugboardError('checks_red', {
    detail: `Of the checks of ${environment}, ${red.length} have not passed: ${red.join(', ')}.`,
    errors: listRed(checks.checks).map((check) => ({ field: nameOf(check), detail: check.detail })),
  });
}
