import { PlugboardError } from '../kernel/errors.ts';
import type { Asked, CallKind, RoutedCall } from './call-kinds.ts';
import type { GatewayParts } from './parts.ts';
import type { Admitted } from './ports.ts';
import { toAim } from './routing/to-aim.ts';

/**
 * The second half of every call, however it came: whether it may go now; then it is sent, relayed and written down.
 * `around` is what the caller of this does before and after the sending, which throws RouteSpent where nobody answered.
 */
export async function completeCall<A extends Asked>(
  parts: GatewayParts,
  kind: CallKind<A>,
  call: RoutedCall<A>,
  around: (send: () => Promise<void>, admitted: Admitted) => Promise<void>,
): Promise<void> {
  if (!parts.canRecord()) throw new PlugboardError('unavailable');
  const { caller, route } = call;
  const admitted = parts.admission.admit(caller, toAim(route.targets[0], route));
  try {
    await around(() => kind.send(parts, call), admitted);
  } finally {
    admitted.release();
  }
}
