import { modeAnswer } from '../../../contract/modes.ts';
import { getMode } from '../../../control/modes.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { ownDefaultOf, toModeAnswer } from './answers.ts';

export const getModeRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/mode',
  access: { permission: 'mode.view' },
  actsOn: 'environment',
  tag: 'Routing',
  summary: 'See whose models serve the environment, and what its features would miss on own ones',
  answers: { 200: modeAnswer },
  handle: async (call) => ({
    status: 200,
    body: toModeAnswer(await getMode(call.services.store, placeOf(call), ownDefaultOf(call))),
  }),
});
