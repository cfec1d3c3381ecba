import { Type } from 'typebox';
import { limits } from '../kernel/limits.ts';
import { closed, instant, maybe } from './common.ts';
import { noNul } from './credentials.ts';
import { modelText } from './model-configs.ts';
import { actor } from './service-request-answers.ts';
import { confirmation } from './service-requests.ts';

export const createSupportWindowBody = closed({
  hours: Type.Integer({ minimum: 1, maximum: limits.serviceRequests.windowHoursMax }),
  reason: Type.Optional(
    Type.String({ maxLength: 1000, pattern: noNul, description: 'What it is for. No credentials.' }),
  ),
  confirm_no_secrets: confirmation,
});

export const windowCheckBody = closed({
  llm_credentials_id: Type.String({ format: 'uuid' }),
  model_name: Type.Optional(modelText),
});

const fields = {
  id: Type.String({ format: 'uuid' }),
  reason: Type.String(),
  granted_by: actor,
  is_open: Type.Boolean(),
  created_at: instant('Since when.'),
  until: instant('Until when, unless it is ended before.'),
  ended_at: maybe(instant('When the tenant ended it.')),
};

export const supportWindow = closed(fields, 'A time in which operators were asked to rerun checks.');

export const supportWindowWithActions = closed(
  {
    ...fields,
    actions: Type.Array(
      closed({
        seq: Type.Integer(),
        at: instant('When.'),
        actor: closed({ kind: Type.String(), id: Type.String(), role: Type.String() }),
        action: Type.String(),
        detail: Type.Record(Type.String(), Type.Unknown()),
      }),
      { description: 'All that was done in it, the newest first, as the audit log has it.' },
    ),
  },
  'The same, with everything that was done in it.',
);

export const supportWindowParams = closed({ id: Type.String({ format: 'uuid' }) });
