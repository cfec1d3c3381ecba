import { lockAnswer, putLockBody } from '../../../contract/lock.ts';
import { putLock } from '../../../control/locks.ts';
import { callerOf, defineRoute, placeOf } from '../../route.ts';
import { toLockAnswer } from './answers.ts';

export const putLockRoute = defineRoute({
  method: 'PUT',
  path: '/ai/api/v1/lock',
  access: { permission: 'lock.manage' },
  actsOn: 'environment',
  tag: 'Routing',
  summary:
    'Lock the environment at once, whatever any policy says; to loosen it, a second administrator puts the same',
  body: putLockBody,
  answers: { 200: lockAnswer, 202: lockAnswer },
  handle: async (call) => {
    const { store, clock, keeper } = call.services;
    const parts = { store, clock, snapshot: keeper.snapshot };
    const { caller, act } = callerOf(call);
    const put = await putLock(parts, act, caller.behind, placeOf(call), call.body);
    return { status: put.pendingLoosening ? 202 : 200, body: toLockAnswer(put) };
  },
});
