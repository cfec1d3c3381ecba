import type { GatewayParts } from '../parts.ts';
import type { FinishedCall } from '../queue-ports.ts';

/** One that was over already stays as it is. */
export async function cancelCall(
  { queue, clock }: GatewayParts,
  call: Omit<FinishedCall, 'status' | 'errorCode'>,
): Promise<void> {
  const isCancelled = await queue.store.cancel(call, call.id, clock());
  if (isCancelled) queue.finished({ ...call, status: 'cancelled', errorCode: null });
}
