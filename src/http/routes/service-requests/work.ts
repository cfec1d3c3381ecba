import { serviceRequest } from '../../../contract/service-request-answers.ts';
import {
  activateBody,
  carryOutBody,
  configureBody,
  validateEnvironmentBody,
} from '../../../contract/service-request-work.ts';
import { serviceRequestParams } from '../../../contract/service-requests.ts';
import { activateEnvironment } from '../../../control/service-requests/activate.ts';
import { carryOut } from '../../../control/service-requests/carry-out.ts';
import { configureEnvironment, validateEnvironment } from '../../../control/service-requests/configure.ts';
import { refuseSecrets } from '../../../control/service-requests/refuse-secrets.ts';
import { limits } from '../../../kernel/limits.ts';
import { defineRoute } from '../../route.ts';
import { answerChecked, answerWith, doerOf, handler, path, tenantOf, writtenIn } from './common.ts';
import { checkingParts } from './witness.ts';

/** What operators make of a request. */

const one = {
  ...handler,
  method: 'POST',
  params: serviceRequestParams,
  answers: { 200: serviceRequest },
  attemptsPerMinute: limits.checks.perMinute,
} as const;

const configureRoute = defineRoute({
  ...one,
  path: `${path}/:id/configure`,
  summary:
    'Link the credential of an environment, make its model configs and check everything: ladder, calls through the gateway, and that nothing went to managed models',
  body: configureBody,
  handle: (call) => {
    // Names of models and ids: only what is a secret beyond doubt is refused, and there is nothing to confirm.
    refuseSecrets({ ...call.body, confirm_no_secrets: true });
    return answerChecked(call, (parts, tenantId) =>
      configureEnvironment(parts, doerOf(call), tenantId, call.params.id, call.body),
    );
  },
});

const validateRoute = defineRoute({
  ...one,
  path: `${path}/:id/validate`,
  summary:
    'Run all checks of an environment once more. With `Accept: text/event-stream` each is told as it ends, here and where else checks run',
  body: validateEnvironmentBody,
  handle: (call) =>
    answerChecked(call, (parts, tenantId) =>
      validateEnvironment(parts, doerOf(call), tenantId, call.params.id, call.body.environment),
    ),
});

const activateRoute = defineRoute({
  ...one,
  path: `${path}/:id/activate`,
  summary:
    'Have own models serve the environment; refused while a check is red, unless overridden with a reason',
  body: activateBody,
  handle: async (call) => {
    const tenantId = await tenantOf(call);
    const { services, params } = call;
    const body = writtenIn(call);
    await activateEnvironment(checkingParts(services), doerOf(call), tenantId, params.id, body);
    return answerWith(call, tenantId);
  },
});

const carryOutRoute = defineRoute({
  ...one,
  path: `${path}/:id/carry_out`,
  summary: 'Do what a change request asks for: the very operation, linked to its rows of the audit log',
  body: carryOutBody,
  handle: (call) => {
    const body = writtenIn(call);
    return answerChecked(call, (parts, tenantId) =>
      carryOut(parts, doerOf(call), tenantId, call.params.id, body),
    );
  },
});

export const workingRoutes = [configureRoute, validateRoute, activateRoute, carryOutRoute];
