import { credentialParams, rotateCredentialBody, rotation } from '../../../contract/credentials.ts';
import { rotateCredential } from '../../../control/credentials/rotate-credential.ts';
import { limits } from '../../../kernel/limits.ts';
import { abortWhenGone } from '../../event-stream.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { toInstant } from '../answers.ts';
import { toCredentialAnswer } from './answers.ts';

export const rotateCredentialRoute = defineRoute({
  method: 'POST',
  path: '/ai/api/v1/llm_credentials/:id/rotate',
  access: { permission: 'credentials.manage' },
  actsOn: 'environment',
  tag: 'Credentials',
  summary: 'Replace secrets: the new ones are tried with every model in use, and take over or are dropped',
  params: credentialParams,
  body: rotateCredentialBody,
  answers: { 200: rotation },
  attemptsPerMinute: limits.checks.perMinute,
  handle: async (call) => {
    const { credentials } = call.services;
    const { act } = callerOf(call);
    const signal = abortWhenGone(call.reply);
    const result = await rotateCredential(credentials, act, placeOf(call), call.params.id, call.body, signal);
    const view = { record: result.record, secrets: result.secrets, healed: [], warnings: [] };
    const body = {
      promoted: result.promoted,
      credential: toCredentialAnswer(view, credentials),
      probes: result.probes.map(({ config, outcome }) => ({
        config: config?.name ?? null,
        valid: outcome.valid,
        error: outcome.error,
      })),
      old_safe_to_revoke_at: result.oldUnusedFrom === null ? null : toInstant(result.oldUnusedFrom),
    };
    return { status: 200, body };
  },
});
