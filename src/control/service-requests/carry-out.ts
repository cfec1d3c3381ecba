import type { CarryOutBody } from '../../contract/service-request-work.ts';
import {
  listRed,
  type RequestChange,
  type RequestCheck,
  type RequestedEnvironmentRecord,
} from '../../kernel/service-requests.ts';
import { refusalOf } from './activate.ts';
import { changeEndpoint } from './change-endpoint.ts';
import { nameOf, toTold } from './configure.ts';
import { addModel, confirmRotation, type Deed, type DeedWork } from './deeds.ts';
import { allowManaged, remove, setEnabled } from './deeds-on-configs.ts';
import { type Doer, toRequestActor } from './doer.ts';
import { readRequest } from './requests.ts';
import { type CheckingParts, isCallable, readConfigs, runChecks } from './run-checks.ts';
import { takeStep, takeStepIn } from './step.ts';
import { workOn } from './work-on.ts';

const deeds: Readonly<Record<RequestChange, Deed>> = {
  add_model: addModel,
  rotate_credentials: confirmRotation,
  set_enabled: setEnabled,
  change_endpoint: changeEndpoint,
  remove,
  managed_fallback: allowManaged,
};

/**
 * A change ends in the very operation that it asks for, with that one’s own rules and rows in the log; its history names
 * the call that did it. Whoever repeats it after a crash finds what was done, and goes on from there.
 */
export async function carryOut(
  parts: CheckingParts,
  doer: Doer,
  tenantId: string,
  id: string,
  body: CarryOutBody,
): Promise<void> {
  const { request } = await readRequest(parts, doer, tenantId, id);
  // Done is done: to ask for it once more is no mistake.
  if (request.kind === 'change' && request.state === 'done') return;
  const { override_reason: reason } = body;
  const intent = reason === undefined ? {} : { override_reason: reason };
  await workOn(parts, doer, tenantId, id, { move: 'carry_out', intent }, async (found) => {
    const { environment } = found.environment;
    const scope = { tenantId, environment };
    const { change } = found.request;
    if (change === null) return;
    const work: DeedWork = { parts, doer, scope, body, ...found };
    const { detail, configIds, isChecked, within } = await deeds[change](work);
    const checks = isChecked ? await checkChanged(work, configIds) : null;
    const red = checks ? listRed(checks.checks) : [];
    if (red.length > 0 && reason === undefined) {
      await noteRed(work, configIds, checks);
      throw refusalOf({ ...found.environment, checks }, red.map(nameOf));
    }
    await takeStepIn(parts, doer, scope, id, 'carry_out', async (step) => {
      const { tenant, environments, now } = step;
      const more = await within?.(step);
      const held = environments.find((one) => one.environment === environment) ?? found.environment;
      const names = red.map(nameOf);
      const override =
        reason !== undefined && names.length > 0
          ? { at: now, by: toRequestActor(doer), reason, red: names }
          : null;
      const after = { ...held, configIds, checks: checks ?? held.checks, configuredAt: now, override };
      await tenant.serviceRequests.updateEnvironment(id, after);
      return {
        environment,
        detail: {
          change,
          ...detail,
          ...more,
          ...(override && { override: { reason: override.reason, red: names } }),
        },
        tellsTenant: 'service_request.moved',
      };
    });
  });
}

async function checkChanged({ parts, doer, scope, environment }: DeedWork, configIds: string[]) {
  const configs = await readConfigs(parts, scope, configIds);
  const callable = configs.filter(isCallable);
  const run = await runChecks(parts, doer, scope, callable, environment.wish);
  return callable.length > 0 ? run : { ...run, checks: [nothingTried, ...run.checks] };
}

/** Nothing that failed is no proof where nothing was asked. */
const nothingTried: RequestCheck = {
  part: 'model',
  model: null,
  step: 'model',
  status: 'failed',
  ms: 0,
  owner: 'the_platform',
  detail: 'No chat model on it is enabled, so nothing was tried.',
};

/** What was done stays as it is, to be looked at and mended; the request stays open. */
async function noteRed(
  { parts, doer, scope, request, environment }: DeedWork,
  configIds: string[],
  checks: RequestedEnvironmentRecord['checks'],
): Promise<void> {
  if (checks === null) return;
  await takeStep(parts, doer, scope.tenantId, request.id, 'check', async ({ tenant, environments }) => {
    const held = environments.find((one) => one.environment === environment.environment) ?? environment;
    await tenant.serviceRequests.updateEnvironment(request.id, { ...held, configIds, checks });
    return { environment: environment.environment, ...toTold(checks) };
  });
}
