import { PlugboardError } from '../../kernel/errors.ts';
import { uuidV7 } from '../../kernel/ids.ts';
import { limits } from '../../kernel/limits.ts';
import type { AuditRow } from '../../kernel/records.ts';
import type { SupportWindow } from '../../kernel/service-requests.ts';
import { type EnvironmentScope, getCredential, hostsOf } from '../credentials/credentials.ts';
import { invalid } from '../credentials/prepare.ts';
import { tell } from '../notifications/tell.ts';
import type { TenantRepositories } from '../ports.ts';
import type { Outcome } from '../validation/climb.ts';
import { validateStored } from '../validation/validate.ts';
import { type Doer, toRequestActor } from './doer.ts';
import type { RequestParts } from './step.ts';

const hourMs = 60 * 60_000;
const kind = 'support_window';

/** The tenant asks operators in, for a time: to rerun checks of what it administers itself. */
export async function grantWindow(
  { store, clock }: RequestParts,
  doer: Doer,
  scope: EnvironmentScope,
  { hours, reason = '' }: { hours: number; reason?: string },
): Promise<SupportWindow> {
  const now = clock();
  const window: SupportWindow = {
    id: uuidV7(now),
    reason,
    grantedBy: toRequestActor(doer),
    createdAt: now,
    until: now + hours * hourMs,
    endedAt: null,
  };
  await store.changeInTenant(scope, doer.act, async ({ supportWindows }, audit) => {
    await supportWindows.insert(window);
    audit({
      action: 'support_window.granted',
      target: { kind, id: window.id },
      environment: scope.environment,
      detail: { hours },
    });
  });
  return window;
}

export async function endWindow(
  { store, clock }: RequestParts,
  doer: Doer,
  scope: EnvironmentScope,
  id: string,
): Promise<void> {
  await store.changeInTenant(scope, doer.act, async (tenant, audit) => {
    const window = await getWindow(tenant, id);
    const now = clock();
    if (!isOpen(window, now)) return;
    await tenant.supportWindows.end(id, now);
    audit({ action: 'support_window.ended', target: { kind, id }, environment: scope.environment });
  });
}

export async function viewWindow(
  { store }: Pick<RequestParts, 'store'>,
  scope: EnvironmentScope,
  id: string,
): Promise<{ window: SupportWindow; actions: AuditRow[] }> {
  return store.readInTenant(scope, async (tenant) => ({
    window: await getWindow(tenant, id),
    actions: await tenant.audit.listOfTarget({ kind, id }, limits.serviceRequests.windowActionsMax),
  }));
}

/** What is found goes to the operator; that it was looked at goes into the window, and to the tenant. */
export async function checkInWindow(
  parts: RequestParts,
  doer: Doer,
  scope: EnvironmentScope,
  id: string,
  {
    llm_credentials_id: credentialId,
    model_name: model,
  }: { llm_credentials_id: string; model_name?: string },
): Promise<Outcome> {
  const { store, clock } = parts;
  const refuseOver = async (tenant: TenantRepositories) => {
    if (!isOpen(await getWindow(tenant, id), clock())) throw new PlugboardError('support_window_over');
  };
  await store.readInTenant(scope, refuseOver);
  const { record, secrets } = await getCredential(store, scope, credentialId);
  if (record.catalogueId === '') {
    throw invalid([{ field: 'llm_credentials_id', detail: 'names a key that nothing says the provider of' }]);
  }
  // Before anything is asked: whatever becomes of the check, that it was made is known.
  await store.changeInTenant(scope, doer.act, async (tenant, audit) => {
    await refuseOver(tenant);
    audit({
      action: 'support_window.check_begun',
      target: { kind, id },
      environment: scope.environment,
      detail: { llm_credentials_id: credentialId, ...(model !== undefined && { model_name: model }) },
    });
    const facts = {
      platform: parts.platform.name,
      credential_id: credentialId,
      name: record.name,
      host: hostsOf(secrets).join(', '),
    };
    await tell(tenant, scope, 'support_window.used', clock(), facts);
  });
  const outcome = await validateStored(parts.credentials, doer.act, scope, credentialId, {
    provider: undefined,
    model,
    isEmbedding: false,
    full: model !== undefined,
    signal: new AbortController().signal,
    onRung: () => undefined,
  });
  await store.changeInTenant(scope, doer.act, async (_tenant, audit) => {
    audit({
      action: 'support_window.check_ended',
      target: { kind, id },
      environment: scope.environment,
      detail: { llm_credentials_id: credentialId, valid: outcome.valid, red: redSteps(outcome) },
    });
  });
  return outcome;
}

function redSteps({ checks }: Outcome): string[] {
  return checks.filter(({ status }) => status === 'failed').map(({ step }) => step);
}

export function isOpen({ until, endedAt }: SupportWindow, now: number): boolean {
  return endedAt === null && until > now;
}

async function getWindow({ supportWindows }: TenantRepositories, id: string): Promise<SupportWindow> {
  const window = await supportWindows.find(id);
  if (!window) throw new PlugboardError('support_window_not_found');
  return window;
}
