import { toViewer, type Viewer } from '../../../control/conversations/viewer.ts';
import { type Call, callerOf, placeOf } from '../../route.ts';

export const collection = '/ai/api/v1/conversations';
export const using = {
  access: { permission: 'conversations.use' },
  actsOn: 'environment',
  tag: 'Conversations',
} as const;

export const viewerOf = (call: Pick<Call, 'caller' | 'act' | 'place'>): Viewer =>
  toViewer(callerOf(call).caller, placeOf(call));
