import type { GatewayParts } from '../parts.ts';
import type { QueuedPlace } from '../queue-ports.ts';

/** One that was over already stays as it is. */
export async function cancelCall(
  { queue, clock }: Pick<GatewayParts, 'queue' | 'clock'>,
  call: QueuedPlace & { id: string },
): Promise<void> {
  const cancelled = await queue.store.cancel(call, call.id, clock());
  if (cancelled) queue.finished(cancelled);
}
