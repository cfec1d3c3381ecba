import { modeAnswer, putModeBody } from '../../../contract/modes.ts';
import { putMode } from '../../../control/modes.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { ownDefaultOf, toModeAnswer } from './answers.ts';

export const putModeRoute = defineRoute({
  method: 'PUT',
  path: '/ai/api/v1/mode',
  access: { permission: 'mode.manage' },
  actsOn: 'environment',
  tag: 'Routing',
  summary:
    'Switch the environment between managed and own models; own ones take over once the default has passed its check',
  body: putModeBody,
  answers: { 200: modeAnswer },
  handle: async (call) => {
    const { act } = callerOf(call);
    const { credentials } = call.services;
    const put = await putMode(credentials, act, placeOf(call), call.body, ownDefaultOf(call));
    return { status: 200, body: toModeAnswer(put) };
  },
});
