import { credentialParams } from '../../../contract/credentials.ts';
import { testBody, validateBody, validation } from '../../../contract/validation.ts';
import { validateStored, validateUnsaved } from '../../../control/validation/validate.ts';
import { limits } from '../../../kernel/limits.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { runCheck, toValidationAnswer } from './run-check.ts';

export const validateCredentialRoute = defineRoute({
  method: 'POST',
  path: '/ai/api/v1/llm_credentials/:id/validate',
  access: { permission: 'credentials.manage' },
  actsOn: 'environment',
  tag: 'Credentials',
  summary:
    'Check an account: list its models, or try one model. With `Accept: text/event-stream` each rung is sent as it ends, and closing the connection cancels the run',
  params: credentialParams,
  body: validateBody,
  answers: { 200: validation },
  attemptsPerMinute: limits.checks.perMinute,
  handle: (call) =>
    runCheck(call, call.body, async (wish) => {
      const { act } = callerOf(call);
      const outcome = await validateStored(
        call.services.credentials,
        act,
        placeOf(call),
        call.params.id,
        wish,
      );
      return toValidationAnswer(outcome);
    }),
});

export const testCredentialRoute = defineRoute({
  method: 'POST',
  path: '/ai/api/v1/llm_credentials/test',
  access: { permission: 'credentials.manage' },
  actsOn: 'environment',
  tag: 'Credentials',
  summary: 'Check an account before it is saved; nothing of it is stored',
  body: testBody,
  answers: { 200: validation },
  attemptsPerMinute: limits.checks.perMinute,
  handle: (call) =>
    runCheck(call, call.body, async (wish) => {
      const { credentials } = call.services;
      const { outcome, healed, warnings } = await validateUnsaved(
        credentials,
        placeOf(call),
        call.body.credential,
        wish,
      );
      return toValidationAnswer(outcome, healed, warnings);
    }),
});
