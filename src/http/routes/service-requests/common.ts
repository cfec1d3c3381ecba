import type { ServiceRequestAnswer } from '../../../contract/service-request-answers.ts';
import type { EnvironmentScope } from '../../../control/credentials/credentials.ts';
import type { Doer } from '../../../control/service-requests/doer.ts';
import { refuseSecrets } from '../../../control/service-requests/refuse-secrets.ts';
import type { CheckingParts } from '../../../control/service-requests/run-checks.ts';
import { viewRequest } from '../../../control/service-requests/view-request.ts';
import { PlugboardError } from '../../../kernel/errors.ts';
import { managedModelsEnvironment } from '../../../kernel/ids.ts';
import { answerWatched } from '../../event-stream.ts';
import { type Answer, type Call, callerOf } from '../../route.ts';
import { type Check, toCheckAnswer, toServiceRequestAnswer } from './answers.ts';
import { checkingParts } from './witness.ts';

export const path = '/ai/api/v1/service_requests';
export const common = { actsOn: 'tenant_if_named', tag: 'Service requests' } as const;
export const maker = { ...common, access: { permission: 'service_requests.make' } } as const;
export const handler = { ...common, access: { permission: 'service_requests.handle' } } as const;

type Of = Call<unknown, { id: string }>;

export function doerOf(call: Pick<Call, 'caller' | 'act' | 'place'>): Doer {
  const { caller, act } = callerOf(call);
  const home = act.actor.role === 'operator' ? null : (call.place?.environment ?? null);
  return { act, name: caller.name, home };
}

/** Operators come from a queue over all tenants, and need not say whose the request is. */
export async function tenantOf({ tenantId, services, params }: Of): Promise<string> {
  if (tenantId !== undefined) return tenantId;
  const found = await services.store.readAsPlatform(({ serviceRequests }) =>
    serviceRequests.findTenantId(params.id),
  );
  if (found === undefined) throw new PlugboardError('service_request_not_found');
  return found;
}

/** Where whoever makes a request is at home; an operator who names no environment is told in production. */
export function homeOf({ tenantId, place }: Pick<Call, 'tenantId' | 'place'>): EnvironmentScope {
  if (tenantId === undefined) throw new PlugboardError('tenant_required');
  return { tenantId, environment: place?.environment ?? managedModelsEnvironment };
}

/** The request as it is now, whatever was done to it. */
export async function answerWith(call: Of, tenantId: string, status = 200): Promise<Answer> {
  return { status, body: await readAnswer(call, tenantId, call.params.id) };
}

export async function readAnswer(
  call: Pick<Call, 'services' | 'caller' | 'act' | 'place'>,
  tenantId: string,
  id: string,
): Promise<ServiceRequestAnswer> {
  const { store, platform } = call.services;
  const view = await viewRequest(store, doerOf(call), tenantId, id);
  return toServiceRequestAnswer(view, platform.egressIps);
}

/** What somebody wrote, once it is known that no credential is in it. */
export function writtenIn<B extends { confirm_no_secrets?: true }>({ body }: { body: B }): B {
  refuseSecrets(body);
  return body;
}

/** For what checks something and may take minutes: whoever wants events sees each check as it ends. */
export async function answerChecked(
  call: Of,
  work: (parts: CheckingParts, tenantId: string) => Promise<void>,
): Promise<Answer> {
  const tenantId = await tenantOf(call);
  return answerWatched<Check>(call, 'check', async (tell) => {
    await work(
      checkingParts(call.services, (check) => tell(toCheckAnswer(check))),
      tenantId,
    );
    return readAnswer(call, tenantId, call.params.id);
  });
}
