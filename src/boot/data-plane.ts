import type { Database } from '../storage/open-database.ts';
import { type OpenCallQueue, openCallQueue } from './call-queue.ts';
import { type GatewayOptions, openGateway } from './gateway.ts';

type DataPlaneOptions = Omit<GatewayOptions, 'db' | 'queue'> & { database: Database };

/** The gateway and the queue of calls that wait, each of which needs the other. */
export async function openDataPlane(
  options: DataPlaneOptions,
  opened: AsyncDisposableStack,
): Promise<ReturnType<typeof openGateway> & { queue: OpenCallQueue }> {
  const { config, database, keeper, store, vault, clock, telemetry, callBounds } = options;
  const { snapshot } = keeper;
  const backoff = callBounds?.backoff;
  const queue = await openCallQueue({
    dataDirectory: config.dataDirectory,
    database,
    conversations: { store, sealer: vault, clock },
    snapshot,
    clock,
    telemetry,
    ...(backoff && { backoff }),
  });
  const plane = openGateway({ ...options, db: database.db, queue: queue.parts }, opened);
  // Before the journal closes: what runs still is written down there.
  opened.defer(() => queue.stop());
  queue.start(plane.gateway);
  return { ...plane, queue };
}
