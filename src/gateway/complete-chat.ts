import { PlugboardError } from '../kernel/errors.ts';
import { sendChat } from './chat/send-chat.ts';
import type { ChatJob } from './chat/sending.ts';
import type { GatewayParts } from './parts.ts';

/**
 * The second half of every chat call, however it came: whether it may go now; then it is sent, relayed and written
 * down. `around` is what the caller of this does before and after the sending.
 */
export async function completeChat(
  parts: GatewayParts,
  call: Omit<ChatJob, 'images' | 'number'>,
  around: (send: () => Promise<void>) => Promise<void>,
): Promise<void> {
  if (!parts.canRecord()) throw new PlugboardError('unavailable');
  const admitted = parts.admission.admit(call.caller, call.route.targets[0].owner);
  try {
    await around(() => sendChat(parts, call));
  } finally {
    admitted.release();
  }
}
