import { lockAnswer } from '../../../contract/lock.ts';
import { getLock } from '../../../control/locks.ts';
import { defineRoute, placeOf } from '../../route.ts';
import { toLockAnswer } from './answers.ts';

export const getLockRoute = defineRoute({
  method: 'GET',
  path: '/ai/api/v1/lock',
  access: { permission: 'lock.view' },
  actsOn: 'environment',
  tag: 'Routing',
  summary: 'See what may never be reached from the environment, and what loosening waits to be confirmed',
  answers: { 200: lockAnswer },
  handle: async (call) => {
    return { status: 200, body: toLockAnswer(await getLock(call.services, placeOf(call))) };
  },
});
