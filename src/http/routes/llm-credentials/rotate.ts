import { credentialParams, rotateCredentialBody, rotation } from '../../../contract/credentials.ts';
import {
  type Probe,
  type Rotation,
  rotateCredential,
} from '../../../control/credentials/rotate-credential.ts';
import { limits } from '../../../kernel/limits.ts';
import { abortWhenGone, answerWatched } from '../../event-stream.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import type { Services } from '../../services.ts';
import { toInstant } from '../answers.ts';
import { toCredentialAnswer } from './answers.ts';

export const rotateCredentialRoute = defineRoute({
  method: 'POST',
  path: '/ai/api/v1/llm_credentials/:id/rotate',
  access: { permission: 'credentials.manage' },
  actsOn: 'environment',
  tag: 'Credentials',
  summary:
    'Replace secrets: the new ones are tried with every model in use, and take over or are dropped. With `Accept: text/event-stream` each model is told as it has been tried',
  params: credentialParams,
  body: rotateCredentialBody,
  answers: { 200: rotation },
  attemptsPerMinute: limits.checks.perMinute,
  handle: (call) => {
    const { credentials } = call.services;
    const { act } = callerOf(call);
    const signal = abortWhenGone(call.reply);
    return answerWatched<ReturnType<typeof toProbe>>(call, 'probe', async (tell) => {
      const watch = { signal, onProbe: (probe: Probe) => tell(toProbe(probe)) };
      const place = placeOf(call);
      return toAnswer(
        await rotateCredential(credentials, act, place, call.params.id, call.body, watch),
        credentials,
      );
    });
  },
});

const toProbe = ({ config, outcome }: Probe) => ({
  config: config?.name ?? null,
  valid: outcome.valid,
  error: outcome.error,
});

function toAnswer(
  { record, secrets, promoted, probes, oldUnusedFrom }: Rotation,
  credentials: Services['credentials'],
) {
  return {
    promoted,
    credential: toCredentialAnswer({ record, secrets, healed: [], warnings: [] }, credentials),
    probes: probes.map(toProbe),
    old_safe_to_revoke_at: oldUnusedFrom === null ? null : toInstant(oldUnusedFrom),
  };
}
